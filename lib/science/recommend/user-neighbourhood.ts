import { notNegative, wholeNumber } from '../check.ts';
import { expectModel } from '../model.ts';
import { type Sparse, transposeSparse } from '../numeric/sparse.ts';
import { aNumber, checkOptions } from '../options.ts';
import { checkHistories, checkInteractions } from './check-interactions.ts';
import type { NeighbourhoodOptions } from './item-neighbourhood.ts';
import { productsWith, rowLengths } from './neighbours.ts';
import { type PlainSparse, plainSparse, sparseOf } from './plain-sparse.ts';
import type { Recommender } from './recommender.ts';

export interface UserNeighbourhoodModel {
  readonly kind: 'user-neighbourhood';
  readonly version: 1;
  readonly neighbours: number;
  readonly shrinkage: number;
  /** What the people of the training had, without their names. */
  readonly known: PlainSparse;
}

/** "People like you had": items weigh as much as the people nearest to this one who had them (Resnick and others 1994). */
export function fitUserNeighbourhood(
  interactions: Sparse,
  options: NeighbourhoodOptions = {},
): UserNeighbourhoodModel {
  checkOptions(options, { neighbours: aNumber, shrinkage: aNumber });
  const { neighbours = 100, shrinkage = 0 } = options;
  checkInteractions(interactions);
  wholeNumber('neighbours', neighbours, 1);
  notNegative('shrinkage', shrinkage);
  return { kind: 'user-neighbourhood', version: 1, neighbours, shrinkage, known: plainSparse(interactions) };
}

/** Scores of people, known before or not, by what they had. One who had exactly the same is taken for the person and left out. */
export function userNeighbourhoodScores(model: UserNeighbourhoodModel, had: Sparse): Recommender {
  expectModel(model, 1, 'user-neighbourhood');
  const known = sparseOf(model.known);
  checkHistories(had, known.columns);
  const byItem = transposeSparse(known);
  const knownLengths = rowLengths(known);
  const lengths = rowLengths(had);
  const products = new Float64Array(known.rows);
  return (person, scores) => {
    scores.fill(0);
    const touched = productsWith(had, byItem, person, products);
    const self = touched.sort((a, b) => a - b).find((other) => sameRow(had, person, known, other));
    const like = (other: number) =>
      products[other]! / (lengths[person]! * knownLengths[other]! + model.shrinkage);
    const nearest = touched
      .filter((other) => other !== self)
      .map((other) => ({ other, like: like(other) }))
      .sort((a, b) => b.like - a.like || a.other - b.other)
      .slice(0, model.neighbours)
      .sort((a, b) => a.other - b.other);
    for (const other of touched) products[other] = 0;
    for (const each of nearest)
      for (let b = known.starts[each.other]!; b < known.starts[each.other + 1]!; b++)
        scores[known.columnsOf[b]!]! += each.like * known.values[b]!;
  };
}

function sameRow(one: Sparse, i: number, other: Sparse, j: number): boolean {
  const length = one.starts[i + 1]! - one.starts[i]!;
  if (length !== other.starts[j + 1]! - other.starts[j]!) return false;
  for (let k = 0; k < length; k++) {
    const [a, b] = [one.starts[i]! + k, other.starts[j]! + k];
    if (one.columnsOf[a] !== other.columnsOf[b] || one.values[a] !== other.values[b]) return false;
  }
  return true;
}
