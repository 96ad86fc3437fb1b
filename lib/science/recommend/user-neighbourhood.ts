import type { Sparse } from '../numeric/sparse.ts';
import { nearestRows } from './neighbours.ts';
import type { Recommender } from './recommender.ts';

/** "People like you had": items weigh as much as the `k` people nearest to this one who had them (Resnick and others 1994). */
export function userNeighbourhood(interactions: Sparse, k = 100, shrinkage = 0): Recommender {
  const near = nearestRows(interactions, k, shrinkage);
  return (person, scores) => {
    scores.fill(0);
    for (let a = near.starts[person]!; a < near.starts[person + 1]!; a++) {
      const other = near.columnsOf[a]!;
      for (let b = interactions.starts[other]!; b < interactions.starts[other + 1]!; b++)
        scores[interactions.columnsOf[b]!]! += near.values[a]! * interactions.values[b]!;
    }
  };
}
