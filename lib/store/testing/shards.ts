import { randomBytes } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sql, sql } from '#lib/sql';
import { Supervisor } from '../engine/supervisor.ts';
import { engineRestarting } from '../faults.ts';
import { ClickHouseWarehouse, newClient } from '../warehouse/clickhouse.ts';
import { attach, clusterSettings, type OpenWarehouse } from '../warehouse/open-warehouse.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

const shard = '<shard><replica><host>127.0.0.1</host><port>9000</port></replica></shard>';
const config = `<clickhouse><tcp_port>9000</tcp_port><remote_servers><two>${shard}${shard}</two></remote_servers></clickhouse>`;

/**
 * An engine that knows a cluster of two shards, both itself. `spread` turns tables that were filled on one server into distributed
 * ones of which each shard shows its half, and gives the store as a cluster's: questions then run as on two servers.
 */
export async function openTwoShards(): Promise<TwoShards> {
  const folder = await mkdtemp(join(tmpdir(), 'linger-shards-'));
  const path = join(folder, 'shards.xml');
  await writeFile(path, config);
  const supervisor = await Supervisor.open({
    dataDir: folder,
    lowMemory: false,
    volatile: true,
    config: path,
  });
  const database = `test_${randomBytes(6).toString('hex')}`;
  const outside = attach(() => supervisor.address(), 'linger');
  await outside.run(new Sql([`CREATE DATABASE ${database} ENGINE = Atomic`], []));
  const warehouse = attach(
    () => supervisor.address(),
    database,
    async () => {
      await outside.close();
      await supervisor.close();
    },
  );
  const spread = async (keys: Shards) => {
    for (const [table, key] of Object.entries(keys)) await spreadTable(warehouse, database, table, key);
    const { url, password } = await supervisor.address();
    // both shards are this server, which takes no connections but ours
    const client = newClient(url, password, database, { ...clusterSettings, prefer_localhost_replica: 1 });
    const lost = (cause: unknown) => engineRestarting({}, cause);
    return new ClickHouseWarehouse({
      alone: false,
      cluster: 'two',
      client: async () => client,
      lost,
      ping: () => Promise.resolve(),
      close: () => client.close(),
    });
  };
  return Object.assign(warehouse, { spread, dataDir: folder });
}

export interface TwoShards extends OpenWarehouse {
  readonly dataDir: string;
  spread(keys: Shards): Promise<Warehouse>;
}

/** Tables, each with what decides the shard of a row. */
export type Shards = Readonly<Record<string, string>>;

async function spreadTable(
  warehouse: Warehouse,
  database: string,
  table: string,
  key: string,
): Promise<void> {
  const [whole, part] = [`${table}_whole`, `${table}_local`];
  const [found] = await warehouse.read<{ engine: string }>(
    sql`SELECT engine FROM system.tables WHERE database = currentDatabase() AND name = ${table}`,
  );
  const final = found?.engine.startsWith('Replacing') ? 'FINAL' : '';
  for (const statement of [
    `RENAME TABLE ${table} TO ${whole}`,
    `CREATE VIEW ${part} AS SELECT * FROM ${whole} ${final} WHERE sipHash64(${key}) % 2 = shardNum() - 1`,
    `CREATE TABLE ${table} AS ${whole} ENGINE = Distributed('two', '${database}', '${part}', ${key})`,
  ])
    await warehouse.run(new Sql([statement], []));
}
