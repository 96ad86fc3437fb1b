import { type Sql, sql } from '#lib/sql';
import type { Columns } from '#lib/store';

/** Deletes rows of a table and waits until they are gone. On a cluster the rows lie in the local tables of its servers. */
export async function removeRows(columns: Columns, table: string, where: Sql): Promise<void> {
  const { cluster } = columns;
  const target =
    cluster === undefined
      ? sql.name(table)
      : sql`${sql.name(`${table}_local`)} ON CLUSTER ${sql.name(cluster)}`;
  await columns.run(sql`ALTER TABLE ${target} DELETE WHERE ${where} SETTINGS mutations_sync = 2`);
}
