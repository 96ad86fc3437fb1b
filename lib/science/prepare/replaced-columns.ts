import { type Column, type Table, table } from '../table.ts';

/** The table with each named column replaced, in its place, by the columns made of it; the others stay. */
export function replacedColumns(
  from: Table,
  names: readonly string[],
  make: (column: Column) => readonly Column[],
): Table {
  const wanted = new Set(names);
  return table(from.columns.flatMap((column) => (wanted.has(column.name) ? make(column) : [column])));
}
