import {
  allFinite,
  atLeast,
  greatestNumber,
  notNegative,
  positiveWeights,
  refuseNumber,
  sameLength,
} from '../check.ts';
import { constantColumn, outOfRange } from '../faults.ts';
import type { Matrix } from '../numeric/matrix.ts';
import type { Sparse } from '../numeric/sparse.ts';

/** The variables of linear models: rows of numbers, dense or sparse. */
export type Design = Matrix | Sparse;

export const isSparse = (x: Design): x is Sparse => 'starts' in x;

/** Names of the columns as given, or x1, x2 … */
export function columnNames(x: Design, names?: readonly string[]): string[] {
  if (names) sameLength('names', { length: names.length }, x.columns);
  return Array.from({ length: x.columns }, (_, column) => names?.[column] ?? `x${column + 1}`);
}

/** Refuses no rows or columns, numbers that are missing or infinite, weights that do not fit, and constant columns of dense rows. */
export function checkDesign(x: Design, names: readonly string[], weights?: ArrayLike<number>): void {
  atLeast('rows', x.rows, 2);
  atLeast('columns', x.columns, 1);
  if (weights) {
    sameLength('the weights', weights, x.rows);
    positiveWeights(weights);
  }
  if (isSparse(x)) {
    atLeast('entries of the sparse rows', x.values.length, 1);
    allFinite('the variables', x.values);
  } else refuseFlatOrUnfinished(x, names);
}

function refuseFlatOrUnfinished(x: Matrix, names: readonly string[]): void {
  sameLength('the values of the matrix', x.values, x.rows * x.columns);
  const varies = new Uint8Array(x.columns);
  for (let at = 0, column = 0; at < x.values.length; at++) {
    const value = x.values[at]!;
    if (!(Math.abs(value) <= greatestNumber))
      refuseNumber(names[column]!, value, Math.floor(at / x.columns) + 1);
    if (value !== x.values[column]) varies[column] = 1;
    if (++column === x.columns) column = 0;
  }
  const constant = varies.indexOf(0);
  if (constant >= 0) throw constantColumn({ what: names[constant]! });
}

/** Refuses rows to predict for that have other columns than the model, or numbers that are not finite. */
export function checkRows(x: Design, names: readonly string[]): void {
  if (x.columns !== names.length)
    throw outOfRange({
      what: 'the number of columns',
      given: x.columns,
      allowed: `${names.length} as in the fit`,
    });
  if (!isSparse(x)) sameLength('the values of the matrix', x.values, x.rows * x.columns);
  allFinite('the variables', x.values);
}

/** Refuses penalties below 0. */
export function checkPenalties(penalties: Record<string, number>): void {
  for (const [what, given] of Object.entries(penalties)) notNegative(what, given);
}

/** A linear model's coefficients in one array, the intercept last. */
export function joined(model: {
  readonly coefficients: readonly number[];
  readonly intercept: number;
}): Float64Array {
  const all = new Float64Array(model.coefficients.length + 1);
  all.set(model.coefficients);
  all[model.coefficients.length] = model.intercept;
  return all;
}
