import {
  allFinite,
  atLeast,
  binaryTarget,
  finiteOrMissing,
  positiveWeights,
  sameLength,
  varying,
} from '../check.ts';
import { allMissing, outOfRange, tooMany, wrongKind } from '../faults.ts';
import { columnNamed, type Table } from '../table.ts';

/** More rows would leave too few steps to a gradient (see `packed-gradients.ts`). */
const mostRows = 2 ** 25;

/** Refuses variables and a target that no tree can learn from. */
export function targetFor(
  data: Table,
  target: Float64Array,
  weights: Float64Array | undefined,
  binary: boolean,
): void {
  variablesFor(data);
  if (data.rows > mostRows) throw tooMany({ what: 'rows', allowed: mostRows, given: data.rows });
  knownTarget(data.rows, target, weights, binary);
  varying('target', target);
}

/** Refuses a target with missing or infinite values, with others than 0 and 1 where only these are allowed, and bad weights. */
export function knownTarget(
  rows: number,
  target: Float64Array,
  weights: Float64Array | undefined,
  binary: boolean,
): void {
  sameLength('target', target, rows);
  if (binary) binaryTarget('target', target);
  else allFinite('target', target);
  if (!weights) return;
  sameLength('weights', weights, rows);
  positiveWeights(weights);
}

/** Refuses fewer than two rows, no columns, infinite numbers and columns without any value. A constant column is allowed: no tree will ask it. */
export function variablesFor(data: Table): void {
  atLeast('rows', data.rows, 2);
  atLeast('columns', data.columns.length, 1);
  for (const column of data.columns) {
    if (column.kind === 'number') finiteOrMissing(column.name, column.values);
    const present =
      column.kind === 'number'
        ? column.values.some((value) => !Number.isNaN(value))
        : column.codes.some((code) => code >= 0);
    if (!present) throw allMissing({ what: column.name });
  }
}

/** Refuses a number outside of [from, to]. */
export function within(what: string, given: number, from: number, to: number): void {
  if (!(given >= from && given <= to)) throw outOfRange({ what, given, allowed: `${from} to ${to}` });
}

/** By column 1, −1 or 0, from the names; refuses categories. */
export function monotoneDirections(data: Table, named: Readonly<Record<string, 1 | -1>>): Int8Array {
  for (const name of Object.keys(named))
    if (columnNamed(data, name).kind === 'category')
      throw wrongKind({ name, given: 'category', expected: 'number' });
  return Int8Array.from(data.columns, ({ name }) => named[name] ?? 0);
}
