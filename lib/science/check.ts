import {
  badWeight,
  constantColumn,
  missingValue,
  notBinary,
  notFinite,
  oneClass,
  outOfRange,
  tooFew,
  unequalLengths,
} from './faults.ts';

type Numbers = ArrayLike<number>;

/** Refuses `values` unless it has `expected` of them. */
export function sameLength(what: string, values: { readonly length: number }, expected: number): void {
  if (values.length !== expected) throw unequalLengths({ what, expected, given: values.length });
}

/** Refuses fewer than `needed`. */
export function atLeast(what: string, given: number, needed: number): void {
  if (!(given >= needed)) throw tooFew({ what, needed, given });
}

/** Numbers beyond it lose their squares and products to infinity, numbers nearer to 0 than its inverse lose them to 0. */
export const greatestNumber = 1e100;

/** Refuses NaN, infinities, and numbers too great to be squared and summed. Rows in faults count from 1. */
export function allFinite(what: string, values: Numbers): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (!(value >= -greatestNumber && value <= greatestNumber)) refuseNumber(what, value, row + 1);
  }
}

/** Says what is wrong with a number that `allFinite` does not take. */
export function refuseNumber(what: string, value: number, row: number): never {
  if (Number.isNaN(value)) throw missingValue({ what, row });
  if (!Number.isFinite(value)) throw notFinite({ what, row, value });
  throw outOfRange({
    what: `${what} in row ${row}`,
    given: value,
    allowed: `from ${-greatestNumber} to ${greatestNumber}`,
  });
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

/** Refuses values that are all the same. */
export function varying(what: string, values: Numbers): void {
  for (let row = 1; row < values.length; row++) if (values[row] !== values[0]) return;
  throw constantColumn({ what });
}

/** Refuses weights that are not finite and above 0. */
export function positiveWeights(weights: Numbers): void {
  for (let row = 0; row < weights.length; row++) {
    const value = weights[row]!;
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw badWeight({ row: row + 1, value });
    if (value < 1 / greatestNumber || value > greatestNumber) positive(`the weight of row ${row + 1}`, value);
  }
}

/** Refuses what is not a whole number in [from, to]. */
export function wholeNumber(what: string, given: number, from: number, to = Number.POSITIVE_INFINITY): void {
  if (Number.isInteger(given) && given >= from && given <= to) return;
  const allowed = to < Number.POSITIVE_INFINITY ? `from ${from} to ${to}` : `from ${from}`;
  throw outOfRange({ what, given, allowed: `a whole number ${allowed}` });
}

/** Refuses what is not above 0, or so small or great that its square is not. */
export function positive(what: string, given: number): void {
  if (given >= 1 / greatestNumber && given <= greatestNumber) return;
  throw outOfRange({
    what,
    given,
    allowed: given > 0 ? `from ${1 / greatestNumber} to ${greatestNumber}` : 'above 0',
  });
}

/** Refuses what is below 0, or so great that its square is infinite. */
export function notNegative(what: string, given: number): void {
  if (!(given >= 0 && given <= greatestNumber)) throw outOfRange({ what, given, allowed: '0 or more' });
}

/** Refuses what is not between 0 and 1, both left out: a level of confidence, an alpha, a share to cut at. */
export function properShare(what: string, given: number): void {
  if (!(given >= 1 / greatestNumber && given < 1))
    throw outOfRange({ what, given, allowed: 'between 0 and 1' });
}
