import { DuckDBInstance } from '@duckdb/node-api';
import type { Contestant } from './measure.ts';
import { ownTime } from './processor-time.ts';

/** DuckDB over plain columns, in the order of time, as events come in. */
export async function openDuckdb(path: string, parquet: string, threads: number): Promise<Contestant> {
  const instance = await DuckDBInstance.create(path, { threads: String(threads) });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE IF NOT EXISTS events AS
    SELECT person::UBIGINT AS person, time::TIMESTAMP AS time, event, city, channel, product, device, page, amount
    FROM read_parquet('${parquet}') ORDER BY time`);
  await connection.run('CHECKPOINT');
  return {
    name: 'DuckDB',
    processorTime: ownTime,
    ask: async ({ duckdb }) => {
      const reader = await connection.runAndReadAll(duckdb);
      return reader.getRowsJson() as (string | number)[][];
    },
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
