import type { Sparse } from '../numeric/sparse.ts';
import { transposeSparse } from '../numeric/sparse.ts';
import type { Recommender } from './recommender.ts';

/** The same for everybody: how many people had the item. The line that every other recommender has to pass. */
export function popularity(interactions: Sparse): Recommender {
  const { starts, rows } = transposeSparse(interactions);
  const people = Float64Array.from({ length: rows }, (_, item) => starts[item + 1]! - starts[item]!);
  return (_, scores) => scores.set(people);
}
