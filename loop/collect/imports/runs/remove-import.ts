import { type Sql, sql } from '#lib/sql';
import { removeRows, type Warehouse } from '#lib/store';
import type { Import } from '../table.ts';
import { sourceOf } from './write-part.ts';

/** Takes an import back: its events, its rejects and what it told of people go; what had been told before holds again. */
export async function removeImport(warehouse: Warehouse, entry: Import): Promise<void> {
  const mine = sql`project = ${sql.typed('UInt32', entry.project)} AND source = ${sourceOf(entry)}`;
  await removeRejects(warehouse, entry);
  await removeFacts(warehouse, entry, mine);
  await removeRows(warehouse, 'events', mine);
}

/**
 * What an import told of people, in an order that may be repeated after a stop at any point: its history, which says whom it
 * told of, goes last. An import of before there was a history stays in what is known of people.
 */
async function removeFacts(
  warehouse: Warehouse,
  { project }: Pick<Import, 'project'>,
  mine: Sql,
): Promise<void> {
  await removeRows(warehouse, 'person_properties', mine);
  await warehouse.run(
    sql`INSERT INTO person_properties (project, name, person, text, number, moment, gone, version, source)
      SELECT project, name, person, told.1, told.2, told.3, told.4, told.5, told.6 FROM (
        SELECT project, name, person, argMaxIf(tuple(text, number, moment, gone, newest, source), newest, NOT is_mine) AS told
        FROM (SELECT *, greatest(version, last) AS newest, ${mine} AS is_mine FROM person_property_history
          WHERE project = ${sql.typed('UInt32', project)})
        GROUP BY project, name, person HAVING max(is_mine) = 1 AND min(is_mine) = 0)`,
    // as the rows lie: people are worked out one after the other, however many they are
    { settings: { optimize_aggregation_in_order: 1 } },
  );
  await removeRows(warehouse, 'person_property_history', mine);
}

/** Forgets which rows of an import were left out. */
export async function removeRejects(
  warehouse: Warehouse,
  entry: Pick<Import, 'id' | 'project'>,
): Promise<void> {
  const mine = sql`project = ${sql.typed('UInt32', entry.project)} AND source = ${sourceOf(entry)}`;
  await removeRows(warehouse, 'rejects', mine);
}
