import { type Sql, sql } from '#lib/sql';
import type { Columns } from '#lib/store';
import { removeRows } from './remove-rows.ts';
import type { Import } from './table.ts';
import { sourceOf } from './write-part.ts';

/** Takes an import back: its events, its rejects and what it told of people go; what had been told before holds again. */
export async function removeImport(columns: Columns, entry: Import): Promise<void> {
  const mine = sql`project = ${sql.typed('UInt32', entry.project)} AND source = ${sourceOf(entry)}`;
  await removeRejects(columns, entry);
  await removeFacts(columns, entry, mine);
  await removeRows(columns, 'events', mine);
}

/**
 * What an import told of people, in an order that may be repeated after a stop at any point: its history, which says whom it
 * told of, goes last. An import of before there was a history stays in what is known of people.
 */
async function removeFacts(columns: Columns, { project }: Pick<Import, 'project'>, mine: Sql): Promise<void> {
  await removeRows(columns, 'person_properties', mine);
  const told = sql`name, person, text, number, moment, gone, version, source`;
  await columns.run(sql`INSERT INTO person_properties (project, ${told})
    SELECT ${sql.typed('UInt32', project)}, name, person, argMax(text, newest), argMax(number, newest).1, argMax(moment, newest).1,
      argMax(gone, newest), max(newest) AS version, argMax(source, newest)
    FROM (SELECT name, person, text, tuple(number) AS number, tuple(moment) AS moment, gone, source, greatest(version, last) AS newest
      FROM person_property_history
      WHERE project = ${sql.typed('UInt32', project)} AND NOT (${mine})
        AND (name, person) IN (SELECT name, person FROM person_property_history WHERE ${mine}))
    GROUP BY name, person`);
  await removeRows(columns, 'person_property_history', mine);
}

/** Forgets which rows of an import were left out. */
export async function removeRejects(columns: Columns, entry: Pick<Import, 'id' | 'project'>): Promise<void> {
  const mine = sql`project = ${sql.typed('UInt32', entry.project)} AND source = ${sourceOf(entry)}`;
  await removeRows(columns, 'rejects', mine);
}
