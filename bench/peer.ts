import { Sql, sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import type { Contestant } from './measure.ts';

/** Hand-written SQL on the same engine over the layout that products of this kind usually have, with plain columns. */
export async function openPeer(
  warehouse: Warehouse,
  file: string,
  processorTime: () => number,
): Promise<Contestant> {
  const [table] = await warehouse.read(
    sql`SELECT 1 FROM system.tables WHERE database = currentDatabase() AND name = 'peer' AND total_rows > 0`,
  );
  if (!table) await fill(warehouse, file);
  return {
    name: 'peer layout',
    processorTime,
    ask: async ({ peer }) =>
      (await warehouse.read<Record<string, string | number>>(new Sql([peer], []))).map(Object.values),
    close: async () => undefined,
  };
}

async function fill(warehouse: Warehouse, file: string): Promise<void> {
  await warehouse.run(sql`CREATE OR REPLACE TABLE peer (
    person UInt64, time DateTime64(3, 'UTC') CODEC(Delta, LZ4), event LowCardinality(String), distinct_id String,
    city LowCardinality(String), channel LowCardinality(String), product LowCardinality(String),
    device LowCardinality(String), page LowCardinality(String), amount Float64)
    ENGINE = MergeTree ORDER BY (event, toDate(time), person, toUnixTimestamp64Milli(time))`);
  await warehouse.run(sql`INSERT INTO peer SELECT person, time, event, distinct_id, city, channel, product, device, page, amount
    FROM file(${file}, 'Parquet')`);
}
