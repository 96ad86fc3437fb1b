import { sameLength, wholeNumber } from '../check.ts';
import { outOfRange } from '../faults.ts';

/** Rows of few entries (CSR): row i holds `columnsOf[k]` ↦ `values[k]` for k from `starts[i]` to below `starts[i + 1]`. */
export interface Sparse {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Uint32Array;
  readonly columnsOf: Uint32Array;
  readonly values: Float64Array;
}

/** From entries in any order; entries of the same place are added up, columns of a row ascend. Places outside are refused. */
export function sparse(
  rows: number,
  columns: number,
  rowOf: ArrayLike<number>,
  columnOf: ArrayLike<number>,
  values?: ArrayLike<number>,
): Sparse {
  wholeNumber('rows', rows, 0, mostPlaces);
  wholeNumber('columns', columns, 0, mostPlaces);
  sameLength('columns of entries', columnOf, rowOf.length);
  if (values) sameLength('values of entries', values, rowOf.length);
  placesWithin('row', rowOf, rows);
  placesWithin('column', columnOf, columns);
  const byColumn = countingOrder(columnOf, columns);
  const places = countingOrder(rowOf, rows, byColumn);
  const starts = new Uint32Array(rows + 1);
  const columnsOf = new Uint32Array(places.length);
  const out = new Float64Array(places.length);
  let size = 0;
  let last = -1;
  for (const place of places) {
    const row = rowOf[place]!;
    const value = values ? values[place]! : 1;
    if (size > 0 && last === row && columnsOf[size - 1] === columnOf[place]) {
      out[size - 1]! += value;
      continue;
    }
    columnsOf[size] = columnOf[place]!;
    out[size++] = value;
    last = row;
    starts[row + 1]!++;
  }
  for (let i = 0; i < rows; i++) starts[i + 1]! += starts[i]!;
  return { rows, columns, starts, columnsOf: columnsOf.slice(0, size), values: out.slice(0, size) };
}

/** Places are kept as whole numbers of 32 bits. */
const mostPlaces = 2 ** 32 - 2;

function placesWithin(what: string, places: ArrayLike<number>, limit: number): void {
  for (let entry = 0; entry < places.length; entry++) {
    const place = places[entry]!;
    if (place >= 0 && place < limit && Number.isInteger(place)) continue;
    const allowed = `a whole number from 0 to below ${limit}`;
    throw outOfRange({ what: `the ${what} of entry ${entry + 1}`, given: String(place), allowed });
  }
}

/** Columns become rows. */
export function transposeSparse(of: Sparse): Sparse {
  const rowOf = new Uint32Array(of.values.length);
  for (let i = 0; i < of.rows; i++) rowOf.fill(i, of.starts[i]!, of.starts[i + 1]!);
  return sparse(of.columns, of.rows, of.columnsOf, rowOf, of.values);
}

function countingOrder(keys: ArrayLike<number>, limit: number, places?: Uint32Array): Uint32Array {
  const next = new Uint32Array(limit + 1);
  for (let i = 0; i < keys.length; i++) next[keys[i]! + 1]!++;
  for (let k = 0; k < limit; k++) next[k + 1]! += next[k]!;
  const ordered = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const place = places ? places[i]! : i;
    ordered[next[keys[place]!]!++] = place;
  }
  return ordered;
}
