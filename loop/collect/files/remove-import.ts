import { sql } from '#lib/sql';
import type { Columns } from '#lib/store';
import { removeRows } from './remove-rows.ts';
import type { Import } from './table.ts';
import { sourceOf } from './write-part.ts';

/** Takes an import back: its events and rejects go. What it told of people stays: later facts may stand on it. */
export async function removeImport(columns: Columns, entry: Import): Promise<void> {
  const mine = sql`project = ${sql.typed('UInt32', entry.project)} AND source = ${sourceOf(entry)}`;
  await removeRejects(columns, entry);
  await removeRows(columns, 'events', mine);
}

/** Forgets which rows of an import were left out. */
export async function removeRejects(columns: Columns, entry: Pick<Import, 'id' | 'project'>): Promise<void> {
  const mine = sql`project = ${sql.typed('UInt32', entry.project)} AND source = ${sourceOf(entry)}`;
  await removeRows(columns, 'rejects', mine);
}
