import { sharedFloats } from '../parallel/shared-memory.ts';
import type { Table } from '../table.ts';

/** Values of some rows, row by row, in shared memory; categories as codes. */
export function rowValues({ columns }: Table, at: number, rows: number): Float64Array {
  const values = sharedFloats(rows * columns.length);
  for (const [j, column] of columns.entries()) {
    const from = column.kind === 'number' ? column.values : column.codes;
    for (let i = 0; i < rows; i++) values[i * columns.length + j] = from[at + i]!;
  }
  return values;
}
