import { type Sparse, transposeSparse } from '../numeric/sparse.ts';
import { nearestRows } from './neighbours.ts';
import type { Recommender } from './recommender.ts';

/** "Those who had this also had": an item is liked as much as the `k` items nearest to it that the person had (Sarwar and others 2001). */
export function itemNeighbourhood(interactions: Sparse, k = 20, shrinkage = 0): Recommender {
  const near = transposeSparse(nearestRows(transposeSparse(interactions), k, shrinkage));
  return (person, scores) => {
    scores.fill(0);
    for (let a = interactions.starts[person]!; a < interactions.starts[person + 1]!; a++) {
      const item = interactions.columnsOf[a]!;
      for (let b = near.starts[item]!; b < near.starts[item + 1]!; b++)
        scores[near.columnsOf[b]!]! += interactions.values[a]! * near.values[b]!;
    }
  };
}
