import { type Matrix, matrix } from '../numeric/matrix.ts';
import type { Table } from '../table.ts';
import { columnOfKind } from './selected-columns.ts';

/** Number columns as the rows of a matrix, in the order of the table; a category column is a fault (one-hot it first). */
export function designMatrix(from: Table): Matrix {
  const columns = from.columns.map(({ name }) => columnOfKind(from, 'number', name).values);
  const rows = matrix(from.rows, columns.length);
  for (const [j, values] of columns.entries())
    for (let i = 0; i < from.rows; i++) rows.values[i * columns.length + j] = values[i]!;
  return rows;
}

/** The names of a table's columns, in order. */
export const namesOf = (from: Table): string[] => from.columns.map(({ name }) => name);
