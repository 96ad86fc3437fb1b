import { type Column, columnNamed, type Table, table } from '../table.ts';

/** The table with each named column replaced, in its place, by the columns made of it; the others stay. Refuses a name that is absent. */
export function replacedColumns(
  from: Table,
  names: readonly string[],
  make: (column: Column) => readonly Column[],
): Table {
  for (const name of names) columnNamed(from, name);
  const wanted = new Set(names);
  return table(from.columns.flatMap((column) => (wanted.has(column.name) ? make(column) : [column])));
}
