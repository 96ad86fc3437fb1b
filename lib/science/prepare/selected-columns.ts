import { wrongKind } from '../faults.ts';
import type { Column, Table } from '../table.ts';
import { columnNamed } from '../table.ts';

type OfKind<K extends Column['kind']> = Extract<Column, { kind: K }>;
const kinds = { number: 'numbers', category: 'categories' } as const;

/** The named columns, each of the wanted kind; without names, all columns of this kind. */
export function selectedColumns<K extends Column['kind']>(
  from: Table,
  kind: K,
  names?: readonly string[],
): OfKind<K>[] {
  const columns = names
    ? names.map((name) => columnNamed(from, name))
    : from.columns.filter((each) => each.kind === kind);
  return columns.map((column) => ofKind(column, kind));
}

/** The column of this name, of the wanted kind. */
export function columnOfKind<K extends Column['kind']>(from: Table, kind: K, name: string): OfKind<K> {
  return ofKind(columnNamed(from, name), kind);
}

function ofKind<K extends Column['kind']>(column: Column, kind: K): OfKind<K> {
  if (column.kind !== kind)
    throw wrongKind({ name: column.name, given: kinds[column.kind], expected: kinds[kind] });
  return column as OfKind<K>;
}
