import { allFinite, atLeast, notNegative, sameLength } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { covariance, sum } from '../numeric/index.ts';

/**
 * All that tests of means need of a group: how many people, the sum of their values and the sum of the squares.
 * Sums of parts add up, so they can come from a database. Where the mean is 10⁶ times the standard deviation,
 * squares lose that many digits twice over: hand in the squared deviations too, as `groupSums` does.
 */
export interface GroupSums {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
  /** Sum of squared deviations from the group's own mean; worked out of the others where it is left out. */
  readonly deviations?: number;
}

/** Two numbers of each person, such as revenue `y` and orders `x`, or `y` now and `x` before: their sums, squares and products. */
export interface PairSums {
  readonly n: number;
  readonly y: number;
  readonly x: number;
  readonly yy: number;
  readonly xx: number;
  readonly xy: number;
  /** Sums of squares and products of deviations from the own means; worked out of the others where they are left out. */
  readonly deviations?: { readonly yy: number; readonly xx: number; readonly xy: number };
}

/** The sums of values, one a person. */
export function groupSums(values: ArrayLike<number>): GroupSums {
  allFinite('values', values);
  const squares = sumOfProducts(values, values);
  return { n: values.length, sum: sum(values), squares, deviations: deviationProducts(values, values) };
}

/** The sums of a group of which `successes` of `n` did something. */
export function successSums(successes: number, n: number): GroupSums {
  if (!(successes >= 0 && successes <= n))
    throw outOfRange({ what: 'successes', given: successes, allowed: `from 0 to ${n}` });
  return { n, sum: successes, squares: successes };
}

/** The sums of pairs, one a person. */
export function pairSums(y: ArrayLike<number>, x: ArrayLike<number>): PairSums {
  sameLength('x', x, y.length);
  allFinite('y', y);
  allFinite('x', x);
  return {
    n: y.length,
    y: sum(y),
    x: sum(x),
    yy: sumOfProducts(y, y),
    xx: sumOfProducts(x, x),
    xy: sumOfProducts(x, y),
    deviations: {
      yy: deviationProducts(y, y),
      xx: deviationProducts(x, x),
      xy: deviationProducts(x, y),
    },
  };
}

/** The sums of both groups together (deviations as Chan, Golub & LeVeque 1983). */
export function addGroupSums(a: GroupSums, b: GroupSums): GroupSums {
  const sums = { n: a.n + b.n, sum: a.sum + b.sum, squares: a.squares + b.squares };
  if (a.deviations === undefined || b.deviations === undefined || a.n === 0 || b.n === 0) return sums;
  const apart = groupMean(a) - groupMean(b);
  const between = (apart * apart * a.n * b.n) / sums.n;
  return { ...sums, deviations: a.deviations + b.deviations + between };
}

/** The sums of pairs of both groups together. */
export function addPairSums(a: PairSums, b: PairSums): PairSums {
  const n = a.n + b.n;
  const sums = { n, y: a.y + b.y, x: a.x + b.x, yy: a.yy + b.yy, xx: a.xx + b.xx, xy: a.xy + b.xy };
  if (!a.deviations || !b.deviations || a.n === 0 || b.n === 0) return sums;
  const [y, x] = [a.y / a.n - b.y / b.n, a.x / a.n - b.x / b.n];
  const share = (a.n * b.n) / n;
  return {
    ...sums,
    deviations: {
      yy: a.deviations.yy + b.deviations.yy + share * y * y,
      xx: a.deviations.xx + b.deviations.xx + share * x * x,
      xy: a.deviations.xy + b.deviations.xy + share * x * y,
    },
  };
}

/** Arithmetic mean. */
export const groupMean = (of: GroupSums): number => of.sum / of.n;

/** Sample variance over n − 1; at least two people are needed, and sums that no values can have are refused. */
export function groupVariance(of: GroupSums): number {
  const deviations = of.deviations;
  if (deviations === undefined) return varianceOf(of.squares, of.sum, of.n);
  atLeast('people in a group', of.n, 2);
  notNegative('the sum of squared deviations', deviations);
  return deviations / (of.n - 1);
}

/** Sum of squared deviations from the group's own mean. */
export const groupDeviations = (of: GroupSums): number =>
  of.deviations ?? of.squares - (of.sum * of.sum) / of.n;

/** Sample variances of y and x and their covariance. */
export function pairVariances(of: PairSums): { readonly y: number; readonly x: number; readonly xy: number } {
  if (of.deviations) {
    atLeast('people in a group', of.n, 2);
    const { yy, xx, xy } = of.deviations;
    return { y: yy / (of.n - 1), x: xx / (of.n - 1), xy: xy / (of.n - 1) };
  }
  return {
    y: varianceOf(of.yy, of.y, of.n),
    x: varianceOf(of.xx, of.x, of.n),
    xy: (of.xy - (of.x * of.y) / of.n) / (of.n - 1),
  };
}

/** Squares of deviations over n − 1; what is left below the rounding of the sums is 0. */
function varianceOf(squares: number, total: number, n: number): number {
  atLeast('people in a group', n, 2);
  const rest = squares - (total * total) / n;
  if (Math.abs(rest) <= 1e-15 * squares * Math.sqrt(n)) return 0;
  if (!(rest > 0 && rest < Number.POSITIVE_INFINITY))
    throw outOfRange({
      what: 'the sum of squares',
      given: squares,
      allowed: `a finite number from ${(total * total) / n}, the square of the sum over n`,
    });
  return rest / (n - 1);
}

/** Σ (x − x̄)(y − ȳ). */
export const deviationProducts = (x: ArrayLike<number>, y: ArrayLike<number>) =>
  x.length < 2 ? 0 : covariance(x, y) * (x.length - 1);

/** Σ x y. */
export function sumOfProducts(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return sum(Float64Array.from(x, (value, i) => value * y[i]!));
}
