import { sql } from '#lib/sql';
import { countTables, type Database, type Warehouse } from '#lib/store';

/** What is in every table of both stores: how many rows, and a sum over all that stands in them. */
export async function contentsOf(stores: {
  database: Database;
  warehouse: Warehouse;
}): Promise<Record<string, string>> {
  const counts = await countTables(stores);
  const contents: Record<string, string> = {};
  for (const name of Object.keys(counts.rows)) {
    const [found] = await stores.database.query<{ sum: string | null }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(line, ';' ORDER BY line)), '') AS sum
        FROM (SELECT to_jsonb(t)::text AS line FROM "${name}" t) l`,
    );
    contents[name] = found?.sum ?? '';
  }
  const merging = await stores.warehouse.read<{ name: string }>(
    sql`SELECT name FROM system.tables WHERE database = currentDatabase() AND match(engine, '(Replacing|Summing|Aggregating)')`,
  );
  for (const name of Object.keys(counts.columns)) {
    // how far rows of one key have been merged is not part of what is in a table
    const final = merging.some((table) => table.name === name) ? sql` FINAL` : sql.empty;
    const [found] = await stores.warehouse.read<{ sum: string }>(
      sql`SELECT concat(toString(count()), ' ', toString(sum(cityHash64(toString(tuple(*)))))) AS sum FROM ${sql.name(name)}${final}`,
    );
    contents[name] = found?.sum ?? '';
  }
  return contents;
}
