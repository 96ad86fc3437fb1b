import { allFinite, positive } from '../check.ts';
import { tooMany } from '../faults.ts';
import { matrix } from '../numeric/matrix.ts';
import type { Sparse } from '../numeric/sparse.ts';
import { invertSymmetric } from '../numeric/symmetric-inverse.ts';
import type { Recommender } from './recommender.ts';

/**
 * EASEᴿ (Steck 2019): the linear item-item model with a zero diagonal that rebuilds the interactions best,
 * B = I − P / diag P with P = (XᵀX + λI)⁻¹, in closed form.
 * Time and memory grow with the cube and the square of the items: at most 6,000.
 */
export function ease(interactions: Sparse, lambda = 200): Recommender {
  allFinite('interactions', interactions.values);
  positive('lambda', lambda);
  const n = interactions.columns;
  if (n > 6000) throw tooMany({ what: 'items', allowed: 6000, given: n });
  const gram = gramMatrix(interactions);
  for (let i = 0; i < n; i++) gram.values[i * n + i]! += lambda;
  const inverse = invertSymmetric(gram).values;
  return (person, scores) => {
    scores.fill(0);
    for (let a = interactions.starts[person]!; a < interactions.starts[person + 1]!; a++) {
      const item = interactions.columnsOf[a]!;
      const value = interactions.values[a]!;
      for (let j = 0; j < n; j++)
        if (j !== item) scores[j]! -= (value * inverse[item * n + j]!) / inverse[j * n + j]!;
    }
  };
}

/** XᵀX. */
function gramMatrix(x: Sparse) {
  const n = x.columns;
  const gram = matrix(n, n);
  for (let i = 0; i < x.rows; i++)
    for (let a = x.starts[i]!; a < x.starts[i + 1]!; a++)
      for (let b = x.starts[i]!; b < x.starts[i + 1]!; b++)
        gram.values[x.columnsOf[a]! * n + x.columnsOf[b]!]! += x.values[a]! * x.values[b]!;
  return gram;
}
