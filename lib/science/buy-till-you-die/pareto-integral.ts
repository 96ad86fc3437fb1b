import { noConvergence } from '../faults.ts';

/** log A and its slopes in r, α, s and β. */
export interface ParetoIntegral {
  log: number;
  byR: number;
  byAlpha: number;
  byS: number;
  byBeta: number;
}

export const paretoIntegral = (): ParetoIntegral => ({ log: 0, byR: 0, byAlpha: 0, byS: 0, byBeta: 0 });

/**
 * Writes into `out` the log of A = ∫ (α+u)^−(r+x) · (β+u)^−(s+1) du from `from` to infinity, and its slopes.
 * With k = r+s+x and the greater of α and β as base, A = base^−k / k · ₂F₁(·, k; k+1; z), 0 ≤ z < 1: a series of
 * positive terms whose slopes are series too (Fader, Hardie & Lee 2005, "A note on deriving the Pareto/NBD", A1).
 */
export function integrateTail(
  r: number,
  alpha: number,
  s: number,
  beta: number,
  x: number,
  from: number,
  out: ParetoIntegral,
): void {
  const k = r + s + x;
  const alphaIsBase = alpha >= beta;
  const base = (alphaIsBase ? alpha : beta) + from;
  const other = (alphaIsBase ? beta : alpha) + from;
  sumSeries(alphaIsBase ? s + 1 : r + x, k, (base - other) / base);
  const value = sums[0]!;
  const byB = sums[1]!;
  const byK = sums[2]!;
  const byZ = sums[3]!;
  const logBase = Math.log(base);
  const common = -logBase - 1 / k + byK / value;
  out.log = -k * logBase - Math.log(k) + Math.log(value);
  out.byR = common + (alphaIsBase ? 0 : byB / value);
  out.byS = common + (alphaIsBase ? byB / value : 0);
  const inBase = -k / base + ((byZ / value) * other) / (base * base);
  const inOther = -byZ / value / base;
  out.byAlpha = alphaIsBase ? inBase : inOther;
  out.byBeta = alphaIsBase ? inOther : inBase;
}

/** Value, slope in b, in k and in z of the series summed last: the loop below is the hottest and allocates nothing. */
const sums = new Float64Array(4);

/** Σ (b)_n / n! · zⁿ · k / (k + n). */
function sumSeries(b: number, k: number, z: number): void {
  let power = 1;
  let harmonic = 0;
  let value = 1;
  let byB = 0;
  let byK = 0;
  let byZ = (b * k) / (k + 1);
  for (let n = 1; z > 0; n++) {
    if (n === 1_000_000) throw noConvergence({ what: 'Pareto/NBD', iterations: n });
    power *= ((b + n - 1) / n) * z;
    harmonic += 1 / (b + n - 1);
    const rest = 1 / (k + n);
    const term = power * k * rest;
    value += term;
    byB += term * harmonic;
    byK += power * n * rest * rest;
    byZ += (power * (b + n) * k) / (k + n + 1);
    if (n * term < 1e-13 * value && (b + n) * z < n + 1) break;
  }
  sums[0] = value;
  sums[1] = byB;
  sums[2] = byK;
  sums[3] = byZ;
}
