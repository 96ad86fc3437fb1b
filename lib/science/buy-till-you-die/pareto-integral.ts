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
 * Writes into `out` the log of A = ∫ (α+u)^−(r+x) · (β+u)^−(s+1) du from `from` to infinity, and its slopes
 * (Fader, Hardie & Lee 2005, "A note on deriving the Pareto/NBD"; their ₂F₁ after Euler's transformation, so that
 * frequent buyers do not overflow). With k = r+s+x, a = α+from, b = β+from,
 *   α ≥ β: A = a^−(r+x) · b^−s / k · G(r+x, k+1, 1 − b/a)
 *   α < β: A = a^−(r+x−1) · b^−(s+1) / k · G(s+1, k+1, 1 − a/b).
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
  const a = alpha + from;
  const b = beta + from;
  const swapped = alpha < beta ? 1 : 0;
  sumSeries(swapped ? s + 1 : r + x, k + 1, swapped ? (b - a) / b : (a - b) / a);
  const value = sums[0]!;
  const byTop = sums[1]! / value;
  const byBottom = sums[2]! / value;
  const byZ = sums[3]! / value;
  const logA = Math.log(a);
  const logB = Math.log(b);
  out.log = -(r + x - swapped) * logA - (s + swapped) * logB - Math.log(k) + Math.log(value);
  out.byR = byBottom - logA - 1 / k + (swapped ? 0 : byTop);
  out.byS = byBottom - logB - 1 / k + (swapped ? byTop : 0);
  out.byAlpha = -(r + x - swapped) / a + byZ * (swapped ? -1 / b : b / (a * a));
  out.byBeta = -(s + swapped) / b + byZ * (swapped ? a / (b * b) : -1 / a);
}

/** G and its slopes in top, bottom and z, as summed last: the loop below is the hottest and allocates nothing. */
const sums = new Float64Array(4);

/** G = Σ (top)_n / (bottom)_n · zⁿ for 0 ≤ z < 1 and bottom > top: positive terms that shrink faster than zⁿ. */
function sumSeries(top: number, bottom: number, z: number): void {
  let term = 1;
  let inTop = 0;
  let inBottom = 0;
  let value = 1;
  let byTop = 0;
  let byBottom = 0;
  let byZ = top / bottom;
  for (let n = 0; z > 0; n++) {
    if (n === 1_000_000) throw noConvergence({ what: 'Pareto/NBD', iterations: n });
    inTop += 1 / (top + n);
    inBottom += 1 / (bottom + n);
    term *= ((top + n) / (bottom + n)) * z;
    value += term;
    byTop += term * inTop;
    byBottom -= term * inBottom;
    byZ += (n + 2) * term * ((top + n + 1) / (bottom + n + 1));
    if ((n + 2) * term < 1e-14 * (1 - z) * value) break;
  }
  sums[0] = value;
  sums[1] = byTop;
  sums[2] = byBottom;
  sums[3] = byZ;
}
