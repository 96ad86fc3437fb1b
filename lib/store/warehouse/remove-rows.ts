import { type Sql, sql } from '#lib/sql';
import type { Warehouse } from './warehouse.ts';

/** Deletes rows of a table and waits until they are gone from the disk. */
export async function removeRows(warehouse: Warehouse, table: string, where: Sql): Promise<void> {
  await warehouse.run(
    sql`ALTER TABLE ${localTable(warehouse, table)} DELETE WHERE ${where} SETTINGS mutations_sync = 2`,
  );
}

/** Takes rows of a table out of sight; the disk has them till the next merge. For what is deleted often. */
export async function markRemoved(
  warehouse: Warehouse,
  table: string,
  where: Sql,
  touches: readonly string[],
): Promise<void> {
  await warehouse.run(
    sql`DELETE FROM ${localTable(warehouse, table)} WHERE ${where} SETTINGS lightweight_deletes_sync = 2`,
    { touches },
  );
}

/** On a cluster the rows lie in the local tables of its servers: a distributed table deletes nothing. */
export function localTable({ cluster }: Warehouse, table: string): Sql {
  if (cluster === undefined) return sql.name(table);
  return sql`${sql.name(`${table}_local`)} ON CLUSTER ${sql.name(cluster)}`;
}
