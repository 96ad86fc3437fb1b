import { sameLength } from '../check.ts';
import { type Matrix, matrix, multiply, transpose } from '../numeric/matrix.ts';
import type { CoxRows } from './cox-rows.ts';
import { type Ties, walkRiskSets } from './risk-sets.ts';

/** Σ DᵀD over clusters of dfbeta D = weighted score residuals · covariance (Lin & Wei 1989; Therneau & Grambsch 2000, 7.2). */
export function robustCovariance(
  rows: CoxRows,
  coefficients: Float64Array,
  ties: Ties,
  covariance: Matrix,
  robust: true | ArrayLike<number>,
): Matrix {
  const residuals = scoreResiduals(rows, coefficients, ties);
  if (robust !== true) sameLength('clusters', robust, rows.rows);
  const places = new Map<number, number>();
  const clusterOf = Uint32Array.from(rows.original, (row) => {
    const cluster = robust === true ? row : robust[row]!;
    const place = places.get(cluster) ?? places.size;
    places.set(cluster, place);
    return place;
  });
  const sums = matrix(places.size, rows.columns);
  for (let i = 0; i < rows.rows; i++)
    for (let j = 0; j < rows.columns; j++)
      sums.values[clusterOf[i]! * rows.columns + j]! +=
        rows.weight[i]! * residuals[i * rows.columns + j]!;
  return multiply(multiply(covariance, gram(sums)), transpose(covariance));
}

/** AᵀA. */
function gram({ rows, columns, values }: Matrix): Matrix {
  const product = matrix(columns, columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      for (let k = 0; k < columns; k++)
        product.values[j * columns + k]! += values[i * columns + j]! * values[i * columns + k]!;
  return product;
}

/**
 * A row's part in the gradient, unweighted: event · (x − mean) − risk · Σ over earlier steps of hazard · (x − mean).
 * Times fall in the walk, so the sums over later steps are taken from the totals of the stratum at its end.
 */
function scoreResiduals(rows: CoxRows, coefficients: Float64Array, ties: Ties): Float64Array {
  const { columns: p, x, event } = rows;
  const risk = new Float64Array(rows.rows);
  const residuals = new Float64Array(rows.rows * p);
  /** Hazard and hazard · mean of the steps at later times, by row. */
  const later = new Float64Array(rows.rows * (p + 1));
  const here = new Float64Array(p + 1);
  const above = new Float64Array(p + 1);
  let begun = 0;
  let done = 0;
  const closeGap = (to: number) => {
    for (; done < to; done++) {
      if (done > begun && rows.stratum[done] !== rows.stratum[done - 1]) closeStratum(done);
      later.set(above, done * (p + 1));
    }
  };
  const closeStratum = (to: number) => {
    for (let i = begun; i < to; i++)
      for (let j = 0; j < p; j++) {
        const hazard = above[p]! - later[i * (p + 1) + p]!;
        const weighted = above[j]! - later[i * (p + 1) + j]!;
        residuals[i * p + j]! -= risk[i]! * (x[i * p + j]! * hazard - weighted);
      }
    above.fill(0);
    begun = to;
  };
  const visit: Parameters<typeof walkRiskSets>[3] = ({ from, to, share, left, total, mean }) => {
    if (done < to) closeGap(to);
    const hazard = share / total;
    here[p] = hazard;
    for (let j = 0; j < p; j++) here[j] = hazard * mean[j]!;
    for (let j = 0; j <= p; j++) above[j]! += here[j]!;
    const terms = ties === 'efron' ? eventsBetween(event, from, to) : 1;
    for (let i = from; i < to; i++) {
      if (event[i] !== 1) continue;
      for (let j = 0; j < p; j++) {
        const distance = x[i * p + j]! - mean[j]!;
        residuals[i * p + j]! += distance / terms + left * risk[i]! * hazard * distance;
      }
    }
  };
  walkRiskSets(rows, coefficients, ties, visit, { risk, spread: false });
  closeGap(rows.rows);
  closeStratum(rows.rows);
  return residuals;
}

function eventsBetween(event: Float64Array, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) count += event[i]!;
  return count;
}
