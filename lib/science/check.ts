import { badWeight, missingValue, notBinary, notFinite, oneClass, tooFew, unequalLengths } from './faults.ts';

type Numbers = ArrayLike<number>;

/** Refuses `values` unless it has `expected` of them. */
export function sameLength(what: string, values: { readonly length: number }, expected: number): void {
  if (values.length !== expected) throw unequalLengths({ what, expected, given: values.length });
}

/** Refuses fewer than `needed`. */
export function atLeast(what: string, given: number, needed: number): void {
  if (!(given >= needed)) throw tooFew({ what, needed, given });
}

/** Refuses NaN and infinities. Rows in faults count from 1. */
export function allFinite(what: string, values: Numbers): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) throw missingValue({ what, row: row + 1 });
    if (!Number.isFinite(value)) throw notFinite({ what, row: row + 1, value });
  }
}

/** Refuses infinities; NaN is a missing value and stays. */
export function finiteOrMissing(what: string, values: Numbers): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
      throw notFinite({ what, row: row + 1, value });
  }
}

/** Refuses a target that is not 0 or 1 in every row, or the same in all rows; answers the number of ones. */
export function binaryTarget(what: string, values: Numbers): number {
  let ones = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value !== 0 && value !== 1) throw notBinary({ what, row: row + 1, value });
    ones += value;
  }
  if (ones === 0 || ones === values.length) throw oneClass({ what });
  return ones;
}

/** Refuses weights that are not finite and above 0. */
export function positiveWeights(weights: Numbers): void {
  for (let row = 0; row < weights.length; row++) {
    const value = weights[row]!;
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw badWeight({ row: row + 1, value });
  }
}
