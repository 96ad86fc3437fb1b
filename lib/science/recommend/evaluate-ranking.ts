import { atLeast } from '../check.ts';
import { type Sparse, transposeSparse } from '../numeric/sparse.ts';
import { type Recommender, topItems } from './recommender.ts';

/** What one person is asked about: the items that count as right, and those they are ranked among. */
export interface RankingCase {
  readonly person: number;
  readonly relevant: ArrayLike<number>;
  /** Wrong items to rank among; all that are neither seen nor relevant when left out. */
  readonly others?: ArrayLike<number>;
}

/** Means over the cases, for the first k places. Equal scores count against the recommender. */
export interface RankingQuality {
  readonly hitRate: number;
  readonly ndcg: number;
  readonly mrr: number;
  readonly recall: number;
}

/** How well the right items rank (Järvelin & Kekäläinen 2002 for NDCG). */
export function evaluateRanking(
  recommender: Recommender,
  seen: Sparse,
  cases: readonly RankingCase[],
  k = 10,
): RankingQuality {
  atLeast('cases', cases.length, 1);
  const scores = new Float64Array(seen.columns);
  const total = { hitRate: 0, ndcg: 0, mrr: 0, recall: 0 };
  for (const each of cases) {
    recommender(each.person, scores);
    const ranks = ranksOf(scores, each, seen).filter((rank) => rank <= k);
    const gain = ranks.reduce((sum, rank) => sum + 1 / Math.log2(rank + 1), 0);
    total.hitRate += ranks.length > 0 ? 1 : 0;
    total.ndcg += gain / idealGain(Math.min(k, each.relevant.length));
    total.mrr += ranks.length > 0 ? 1 / Math.min(...ranks) : 0;
    total.recall += ranks.length / each.relevant.length;
  }
  const share = (sum: number) => sum / cases.length;
  return {
    hitRate: share(total.hitRate),
    ndcg: share(total.ndcg),
    mrr: share(total.mrr),
    recall: share(total.recall),
  };
}

/** The rank of each relevant item: one more than the wrong ones at least as high and the right ones above it. */
function ranksOf(scores: Float64Array, { person, relevant, others }: RankingCase, seen: Sparse): number[] {
  const right = Array.from(relevant, (item) => scores[item]!).sort((a, b) => b - a);
  const wrong = others ?? unseen(seen, person, relevant);
  return right.map((score, above) => {
    let rank = 1 + above;
    for (let a = 0; a < wrong.length; a++) if (scores[wrong[a]!]! >= score) rank++;
    return rank;
  });
}

function unseen(seen: Sparse, person: number, relevant: ArrayLike<number>): number[] {
  const known = new Set([
    ...seen.columnsOf.subarray(seen.starts[person], seen.starts[person + 1]),
    ...Array.from(relevant),
  ]);
  return Array.from({ length: seen.columns }, (_, item) => item).filter((item) => !known.has(item));
}

function idealGain(places: number): number {
  let gain = 0;
  for (let rank = 1; rank <= places; rank++) gain += 1 / Math.log2(rank + 1);
  return gain;
}

/** What lists of k recommendations are like, whether right or not. */
export interface ListQuality {
  /** Share of all items that anybody is shown. */
  readonly coverage: number;
  /** Mean of 1 − cosine between two items of a list, by the people who had them. */
  readonly diversity: number;
  /** Mean of −log2 of the share of people who had a shown item. */
  readonly novelty: number;
}

/** Coverage, diversity and novelty of the lists that these people would be shown (Castells, Hurley & Vargas 2015). */
export function evaluateLists(
  recommender: Recommender,
  seen: Sparse,
  people: ArrayLike<number>,
  k = 10,
): ListQuality {
  const byItem = transposeSparse(seen);
  const scores = new Float64Array(seen.columns);
  const shown = new Set<number>();
  let distance = 0;
  let pairs = 0;
  let surprise = 0;
  let places = 0;
  for (let p = 0; p < people.length; p++) {
    const person = people[p]!;
    recommender(person, scores);
    const list = topItems(scores, seen.columnsOf.subarray(seen.starts[person], seen.starts[person + 1]), k);
    for (const [place, item] of list.entries()) {
      shown.add(item);
      places++;
      surprise -= Math.log2(Math.max(1, popularityOf(byItem, item)) / seen.rows);
      for (const other of list.subarray(0, place)) {
        distance += 1 - cosine(byItem, item, other);
        pairs++;
      }
    }
  }
  return { coverage: shown.size / seen.columns, diversity: distance / pairs, novelty: surprise / places };
}

const popularityOf = ({ starts }: Sparse, item: number) => starts[item + 1]! - starts[item]!;

function cosine(rows: Sparse, i: number, j: number): number {
  let a = rows.starts[i]!;
  let b = rows.starts[j]!;
  let common = 0;
  while (a < rows.starts[i + 1]! && b < rows.starts[j + 1]!) {
    const order = rows.columnsOf[a]! - rows.columnsOf[b]!;
    if (order === 0) common++;
    if (order <= 0) a++;
    if (order >= 0) b++;
  }
  return common / Math.sqrt(Math.max(1, popularityOf(rows, i) * popularityOf(rows, j)));
}
