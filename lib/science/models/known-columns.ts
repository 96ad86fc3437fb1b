import { changedColumns, extraColumns, missingColumns } from '../faults.ts';
import type { Column, Table } from '../table.ts';

/** A column as a model remembers it. */
export interface KnownColumn {
  readonly name: string;
  readonly kind: Column['kind'];
}

/** What to remember of a table. */
export const knownColumns = ({ columns }: Table): KnownColumn[] =>
  columns.map(({ name, kind }) => ({ name, kind }));

/** The table with its columns in the known order; refuses, by name, columns that are missing, too many or of another kind. */
export function inKnownOrder(known: readonly KnownColumn[], table: Table): Table {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const names = new Set(known.map(({ name }) => name));
  const listed = (of: readonly { readonly name: string }[]) => of.map(({ name }) => name).join(', ');
  const missing = known.filter(({ name }) => !byName.has(name));
  if (missing.length > 0) throw missingColumns({ names: listed(missing) });
  const extra = table.columns.filter(({ name }) => !names.has(name));
  if (extra.length > 0) throw extraColumns({ names: listed(extra) });
  const changed = known.filter(({ name, kind }) => byName.get(name)!.kind !== kind);
  if (changed.length > 0)
    throw changedColumns({
      changes: changed.map(({ name, kind }) => `${name}: ${byName.get(name)!.kind} ≠ ${kind}`).join(', '),
    });
  return { rows: table.rows, columns: known.map(({ name }) => byName.get(name)!) };
}
