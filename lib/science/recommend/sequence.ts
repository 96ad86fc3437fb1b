import { sparse } from '../numeric/sparse.ts';
import type { Recommender } from './recommender.ts';

/**
 * What comes next: how often other people had each item right after the last one this person had
 * (a first-order Markov chain; Rendle, Freudenthaler & Schmidt-Thieme 2010 give the personal form).
 * @param histories items of each person in the order of time
 * @param fading weight of an item's pull halves with every `fading` steps before the last
 */
export function sequenceRecommender(
  histories: readonly ArrayLike<number>[],
  items: number,
  fading = 1,
): Recommender {
  const from: number[] = [];
  const to: number[] = [];
  for (const history of histories)
    for (let k = 1; k < history.length; k++) {
      from.push(history[k - 1]!);
      to.push(history[k]!);
    }
  const next = sparse(items, items, from, to);
  const leaving = Float64Array.from({ length: items }, (_, item) => {
    let total = 0;
    for (let a = next.starts[item]!; a < next.starts[item + 1]!; a++) total += next.values[a]!;
    return total;
  });
  return (person, scores) => {
    scores.fill(0);
    const history = histories[person]!;
    for (let back = 0; back < Math.min(history.length, 10 * fading); back++) {
      const item = history[history.length - 1 - back]!;
      const weight = 2 ** (-back / fading) / Math.max(1, leaving[item]!);
      for (let a = next.starts[item]!; a < next.starts[item + 1]!; a++)
        scores[next.columnsOf[a]!]! += weight * next.values[a]!;
    }
  };
}
