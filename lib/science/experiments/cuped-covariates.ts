import { allFinite, atLeast, sameLength } from '../check.ts';
import { constantColumn } from '../faults.ts';
import { sum } from '../numeric/index.ts';
import type { GroupEstimate } from './group-estimate.ts';
import { deviationProducts, sumOfProducts } from './group-sums.ts';

/** A metric y and several values from before of each person: their sums, squares and products, which add up over parts. */
export interface CovariateSums {
  readonly n: number;
  readonly y: number;
  readonly yy: number;
  /** By covariate: its sum, and the sum of its products with y. */
  readonly x: readonly number[];
  readonly xy: readonly number[];
  /** By two covariates: the sum of their products. */
  readonly xx: readonly (readonly number[])[];
  /** The same of deviations from the own means; worked out of the others where they are left out. */
  readonly deviations?: Products;
}

/** Sums of squares and products: of y, of each covariate with y, of covariates with each other. */
interface Products {
  readonly yy: number;
  readonly xy: readonly number[];
  readonly xx: readonly (readonly number[])[];
}

export interface CupedCovariates {
  /** By covariate the slope of y over both groups; 0 for those left out. */
  readonly thetas: readonly number[];
  /** Places of covariates that are constant or follow from those before them. */
  readonly leftOut: readonly number[];
  readonly a: GroupEstimate;
  readonly b: GroupEstimate;
  /** Share of the variance of the difference that is saved. */
  readonly saved: number;
}

/** The sums of a group. @param covariates a column each, one value a person */
export function covariateSums(y: ArrayLike<number>, covariates: readonly ArrayLike<number>[]): CovariateSums {
  atLeast('covariates', covariates.length, 1);
  allFinite('y', y);
  for (const [k, column] of covariates.entries()) {
    sameLength(`covariate ${k + 1}`, column, y.length);
    allFinite(`covariate ${k + 1}`, column);
  }
  const by = (product: (a: ArrayLike<number>, b: ArrayLike<number>) => number): Products => ({
    yy: product(y, y),
    xy: covariates.map((column) => product(column, y)),
    xx: covariates.map((one) => covariates.map((other) => product(one, other))),
  });
  return {
    n: y.length,
    y: sum(y),
    x: covariates.map(sum),
    ...by(sumOfProducts),
    deviations: by(deviationProducts),
  };
}

/**
 * CUPED by several values from before (Deng, Xu, Kohavi & Walker 2013, 3.3): each group's mean of y − Σ θ (x − x̄), the
 * slopes θ by least squares and the means x̄ over both groups together. With one covariate the same as `cuped`.
 */
export function cupedCovariates(a: CovariateSums, b: CovariateSums): CupedCovariates {
  for (const group of [a, b]) atLeast('people in a group', group.n, 2);
  sameLength('the covariates of group b', b.x, a.x.length);
  const both = centred(addSums(a, b));
  const { thetas, leftOut } = slopesOf(both);
  if (leftOut.length === thetas.length) throw constantColumn({ what: 'every value from before' });
  const means = a.x.map((sum, k) => (sum + b.x[k]!) / (a.n + b.n));
  const [adjustedA, adjustedB] = [adjusted(a, thetas, means), adjusted(b, thetas, means)];
  const plain = centred(a).yy / (a.n - 1) / a.n + centred(b).yy / (b.n - 1) / b.n;
  return {
    thetas,
    leftOut,
    a: adjustedA,
    b: adjustedB,
    saved: 1 - (adjustedA.variance + adjustedB.variance) / plain,
  };
}

function addSums(a: CovariateSums, b: CovariateSums): CovariateSums {
  const added = (one: readonly number[], other: readonly number[]) =>
    one.map((value, k) => value + other[k]!);
  const products = (one: Products, other: Products): Products => ({
    yy: one.yy + other.yy,
    xy: added(one.xy, other.xy),
    xx: one.xx.map((row, k) => added(row, other.xx[k]!)),
  });
  const sums = { n: a.n + b.n, y: a.y + b.y, x: added(a.x, b.x), ...products(a, b) };
  if (!a.deviations || !b.deviations) return sums;
  const y = a.y / a.n - b.y / b.n;
  const x = a.x.map((value, k) => value / a.n - b.x[k]! / b.n);
  const share = (a.n * b.n) / sums.n;
  const between: Products = {
    yy: share * y * y,
    xy: x.map((value) => share * value * y),
    xx: x.map((one) => x.map((other) => share * one * other)),
  };
  return { ...sums, deviations: products(products(a.deviations, b.deviations), between) };
}

/** Products of deviations from the means, and by covariate the sum of squares that is only their rounding. */
function centred({ n, y, yy, x, xy, xx, deviations }: CovariateSums): Products & { rounding: number[] } {
  const rounding = xx.map((row, k) => (deviations ? 1e-30 : 1e-13) * row[k]!);
  if (deviations) return { ...deviations, rounding };
  return {
    yy: Math.max(0, yy - (y * y) / n),
    xy: xy.map((value, k) => value - (x[k]! * y) / n),
    xx: xx.map((row, k) => row.map((value, l) => value - (x[k]! * x[l]!) / n)),
    rounding,
  };
}

/** Elimination in the order of the covariates; one of which next to nothing is left after those before it is left out. */
function slopesOf({ xx, xy, rounding }: ReturnType<typeof centred>): { thetas: number[]; leftOut: number[] } {
  const rows = xx.map((row, k) => [...row, xy[k]!]);
  const size = rows.length;
  const leftOut: number[] = [];
  for (let k = 0; k < size; k++) {
    const pivot = rows[k]![k]!;
    // below the rounding of its sums, or of what those before it explain
    if (!(pivot > rounding[k]! && pivot > 1e-10 * xx[k]![k]!)) {
      leftOut.push(k);
      continue;
    }
    for (let i = k + 1; i < size; i++) {
      const share = rows[i]![k]! / pivot;
      for (let j = k; j <= size; j++) rows[i]![j]! -= share * rows[k]![j]!;
    }
  }
  const thetas = new Array<number>(size).fill(0);
  for (let k = size - 1; k >= 0; k--) {
    if (leftOut.includes(k)) continue;
    let rest = rows[k]![size]!;
    for (let j = k + 1; j < size; j++) rest -= rows[k]![j]! * thetas[j]!;
    thetas[k] = rest / rows[k]![k]!;
  }
  return { thetas, leftOut };
}

function adjusted(of: CovariateSums, thetas: readonly number[], means: readonly number[]): GroupEstimate {
  const { yy, xy, xx } = centred(of);
  let squares = yy;
  for (const [k, theta] of thetas.entries()) {
    squares -= 2 * theta * xy[k]!;
    for (const [l, other] of thetas.entries()) squares += theta * other * xx[k]![l]!;
  }
  const value = thetas.reduce((mean, theta, k) => mean - theta * (of.x[k]! / of.n - means[k]!), of.y / of.n);
  return { n: of.n, value, variance: Math.max(0, squares) / (of.n - 1) / of.n };
}
