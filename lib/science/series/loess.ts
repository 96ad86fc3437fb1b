import { atLeast, wholeNumber } from '../check.ts';

/**
 * Local regression at one place of an evenly spaced series (Cleveland 1979): a line (degree 1) or a constant (degree 0)
 * through the `width` nearest values, weighted by tricube of the distance and by `robustness`.
 * @param at place, in steps from the first value; may lie outside the series
 */
export function loessAt(
  y: ArrayLike<number>,
  at: number,
  width: number,
  degree: 0 | 1,
  robustness?: ArrayLike<number>,
): number {
  const { from, shares } = loessShares(y.length, at, width, degree, robustness);
  let value = 0;
  for (let k = 0; k < shares.length; k++) value += shares[k]! * y[from + k]!;
  return value;
}

/** Several times as fast as `** 3`. */
const cube = (x: number) => x * x * x;

/** What each of `n` values, from the place `from` on, adds to the smooth value at a place. */
function loessShares(
  n: number,
  at: number,
  width: number,
  degree: 0 | 1,
  robustness?: ArrayLike<number>,
): { from: number; shares: number[] } {
  const from = Math.round(Math.min(Math.max(0, at - (width - 1) / 2), Math.max(0, n - width)));
  const to = Math.min(n - 1, from + width - 1);
  let reach = Math.max(at - from, to - at);
  if (width > n) reach += Math.floor((width - n) / 2);
  let total = 0;
  let centre = 0;
  const shares: number[] = [];
  for (let i = from; i <= to; i++) {
    const far = Math.abs(i - at);
    const tricube = far <= 0.001 * reach ? 1 : far <= 0.999 * reach ? cube(1 - cube(far / reach)) : 0;
    const weight = tricube * (robustness?.[i] ?? 1);
    shares.push(weight);
    total += weight;
    centre += weight * i;
  }
  if (total <= 0) return { from: Math.min(n - 1, Math.max(0, Math.round(at))), shares: [1] };
  centre /= total;
  let spread = 0;
  for (let i = from; i <= to; i++) spread += (shares[i - from]! / total) * (i - centre) ** 2;
  const sloped = degree === 1 && Math.sqrt(spread) > 0.001 * (n - 1);
  for (let i = from; i <= to; i++) {
    const lean = sloped ? 1 + ((at - centre) * (i - centre)) / spread : 1;
    shares[i - from] = (shares[i - from]! / total) * lean;
  }
  return { from, shares };
}

/**
 * Parameters of a straight model as bendable as `loess` on `n` values: the sum of what each value adds to the smooth value
 * at its own place (Hastie & Tibshirani 1990, 3.5).
 */
export function loessParameters(n: number, width: number, degree: 0 | 1): number {
  let sum = 0;
  for (let at = 0; at < n; at++) {
    const { from, shares } = loessShares(n, at, width, degree);
    sum += shares[at - from]!;
  }
  return sum;
}

/**
 * What `loess` does to independent noise of variance 1: the mean variance of what it leaves over, and the variance of its
 * value at the last place.
 */
export function loessNoise(n: number, width: number, degree: 0 | 1): { left: number; last: number } {
  let left = 0;
  let last = 0;
  for (let at = 0; at < n; at++) {
    const { from, shares } = loessShares(n, at, width, degree);
    last = shares.reduce((sum, share) => sum + share * share, 0);
    left += 1 - 2 * shares[at - from]! + last;
  }
  return { left: left / n, last };
}

/** The same at every `jump`th place of the series and at its end, straight lines between. */
export function loess(
  y: ArrayLike<number>,
  width: number,
  degree: 0 | 1,
  jump = 1,
  robustness?: ArrayLike<number>,
): Float64Array {
  const n = y.length;
  atLeast('values', n, 1);
  wholeNumber('width', width, 1);
  wholeNumber('jump', jump, 1);
  const smooth = new Float64Array(n);
  let last = 0;
  smooth[0] = loessAt(y, 0, width, degree, robustness);
  for (let at = Math.min(jump, n - 1); last < n - 1; at = Math.min(at + jump, n - 1)) {
    smooth[at] = loessAt(y, at, width, degree, robustness);
    for (let i = last + 1; i < at; i++)
      smooth[i] = smooth[last]! + ((smooth[at]! - smooth[last]!) * (i - last)) / (at - last);
    last = at;
  }
  return smooth;
}
