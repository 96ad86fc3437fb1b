import { sameLength } from '../check.ts';
import { type Matrix, matrix, multiply, transpose } from '../numeric/matrix.ts';
import type { CoxRows } from './cox-rows.ts';
import { type RiskStep, type Ties, walkRiskSets } from './risk-sets.ts';

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
      sums.values[clusterOf[i]! * rows.columns + j]! += rows.weight[i]! * residuals[i * rows.columns + j]!;
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
 * A row's part in the gradient, unweighted: event · (x − mean) − risk · Σ over steps up to its time of hazard · (x − mean).
 * Times fall in the walk, so that sums up to a time are the total of the stratum less those after it.
 */
function scoreResiduals(rows: CoxRows, coefficients: Float64Array, ties: Ties): Float64Array {
  const { columns: p, x, event, stratum } = rows;
  const risk = new Float64Array(rows.rows);
  const residuals = new Float64Array(rows.rows * p);
  const sums = stepSums(p);
  /** By row: the sums over steps at later times. */
  const later = new Float64Array(rows.rows * (p + 1));
  let begun = 0;
  let done = 0;
  /** By time of an event of the stratum, falling: the sums over it and later ones. */
  let reached: { time: number; sums: Float64Array }[] = [];
  const closeStratum = (to: number) => {
    for (let i = begun; i < to; i++) {
      const came = rows.entry ? sumsAfter(reached, rows.entry[i]!, p) : sums.all;
      for (let j = 0; j < p; j++) {
        const hazard = came[p]! - later[i * (p + 1) + p]!;
        const hazardMean = came[j]! - later[i * (p + 1) + j]!;
        residuals[i * p + j]! -= risk[i]! * (x[i * p + j]! * hazard - hazardMean);
      }
    }
    reached = [];
    sums.all.fill(0);
    begun = to;
  };
  const noteLater = (to: number) => {
    for (; done < to; done++) {
      if (done > begun && stratum[done] !== stratum[done - 1]) closeStratum(done);
      later.set(sums.all, done * (p + 1));
    }
  };
  const visit = (step: RiskStep) => {
    noteLater(step.to);
    sums.add(step);
    if (step.term < step.terms - 1) return;
    if (rows.entry) reached.push({ time: rows.time[step.from]!, sums: sums.all.slice() });
    for (let i = step.from; i < step.to; i++) {
      if (event[i] !== 1) continue;
      for (let j = 0; j < p; j++) {
        const value = x[i * p + j]!;
        const tied = risk[i]! * (value * sums.tied[p]! - sums.tied[j]!);
        residuals[i * p + j]! += value - sums.mean[j]! + tied;
      }
    }
  };
  walkRiskSets(rows, coefficients, ties, visit, { risk, spread: false });
  noteLater(rows.rows);
  closeStratum(rows.rows);
  return residuals;
}

/** The sums over the times after an entry; `reached` falls in time. */
function sumsAfter(
  reached: readonly { time: number; sums: Float64Array }[],
  entry: number,
  p: number,
): Float64Array {
  let low = 0;
  let high = reached.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (reached[middle]!.time > entry) low = middle + 1;
    else high = middle;
  }
  return reached[low - 1]?.sums ?? new Float64Array(p + 1);
}

/** Hazard · mean of each covariate and, last, hazard: over all steps of the stratum, and over those of a time that tied events escape. */
function stepSums(p: number) {
  const all = new Float64Array(p + 1);
  const tied = new Float64Array(p + 1);
  const mean = new Float64Array(p);
  return {
    all,
    tied,
    /** Mean over the steps of a time. */
    mean,
    add(step: RiskStep) {
      const hazard = step.share / step.total;
      if (step.term === 0) {
        tied.fill(0);
        mean.fill(0);
      }
      all[p]! += hazard;
      tied[p]! += step.left * hazard;
      for (let j = 0; j < p; j++) {
        const weighted = hazard * step.mean[j]!;
        all[j]! += weighted;
        tied[j]! += step.left * weighted;
        mean[j]! += step.mean[j]! / step.terms;
      }
    },
  };
}
