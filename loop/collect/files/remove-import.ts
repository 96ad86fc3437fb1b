import { sql } from '#lib/sql';
import type { Columns } from '#lib/store';
import { removeRows } from './remove-rows.ts';
import type { Import } from './table.ts';
import { sourceOf } from './write-part.ts';

/**
 * Takes an import back: its events and rejects go, and what is derived from events is made again for its people. Safe to repeat
 * from the start after a crash, since the events go last. Properties of people stay: later facts may stand on them.
 */
export async function removeImport(columns: Columns, entry: Import): Promise<void> {
  const inProject = sql`project = ${sql.typed('UInt32', entry.project)}`;
  const mine = sql`${inProject} AND source = ${sourceOf(entry)}`;
  const affected = sql`(SELECT DISTINCT person FROM events WHERE ${mine})`;
  const others = sql`FROM events WHERE ${inProject} AND source != ${sourceOf(entry)} AND person IN ${affected}`;
  await removeRows(columns, 'first_times', sql`${inProject} AND person IN ${affected}`);
  await columns.run(sql`INSERT INTO first_times (project, event, person, time)
    SELECT project, event, person, min(time) ${others} GROUP BY project, event, person`);
  await removeRows(columns, 'people', sql`${inProject} AND person IN ${affected}`);
  await columns.run(sql`INSERT INTO people (project, person, first, last, distinct_id)
    SELECT project, person, min(time), max(time), any(distinct_id) ${others} GROUP BY project, person`);
  await removeRows(columns, 'rejects', mine);
  await removeRows(columns, 'events', mine);
}
