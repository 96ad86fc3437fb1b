import { afterAll, beforeAll, expect, it } from 'vitest';
import { Sql, sql } from '#lib/sql';
import { openTestWarehouse } from '../testing/stores.ts';
import { alterTable, materializedView, mergeTree, type TableShape } from './merge-tree.ts';

let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>;
beforeAll(async () => {
  warehouse = await openTestWarehouse();
});
afterAll(() => warehouse.close());

const shape: TableShape = {
  name: 'visits',
  columns: [
    'project UInt32',
    'person UInt64',
    "time DateTime64(3, 'UTC')",
    'version UInt64',
    'INDEX by_time time TYPE minmax',
  ],
  engine: 'ReplacingMergeTree(version)',
  orderBy: '(project, person, time)',
  partitionBy: 'toYYYYMM(time)',
  ttl: 'toDateTime(time) + INTERVAL 1 YEAR',
  settings: { index_granularity: 4096 },
  shardBy: 'person',
};
const view = {
  name: 'visits_first_view',
  to: 'visits_first',
  from: 'visits',
  select: (from: string) => `SELECT project, person, min(time) AS time FROM ${from} GROUP BY project, person`,
};
const all = (cluster: string | undefined) => [
  ...mergeTree(shape, cluster),
  ...mergeTree(
    { ...shape, name: 'visits_first', columns: shape.columns.slice(0, 3), engine: 'MergeTree', settings: {} },
    cluster,
  ),
  ...materializedView(view, cluster),
  ...alterTable('visits', 'ADD COLUMN IF NOT EXISTS extra String', cluster),
];

it('prints tables one server takes, twice without harm', async () => {
  for (const statement of [...all(undefined), ...all(undefined)])
    await warehouse.run(new Sql([statement], []));
  await warehouse.run(
    sql`INSERT INTO visits (project, person, time) SELECT 1, number, now64(3) FROM numbers(3)`,
  );
  expect(await warehouse.read(sql`SELECT count() AS n FROM visits_first`)).toEqual([{ n: '3' }]);
});

it("prints tables for a cluster that the engine's parser takes, replicated and sharded by person", async () => {
  const printed: string[] = [];
  for (const statement of all('main')) {
    const [row] = await warehouse.read<{ text: string }>(
      sql`SELECT formatQuerySingleLine(${statement}) AS text`,
    );
    printed.push(row?.text ?? '');
  }
  expect(printed[0]).toContain('ON CLUSTER main (`project` UInt32');
  expect(printed[0]).toContain(
    "ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/linger/visits_local', '{replica}', version)",
  );
  expect(printed[1]).toBe(
    "CREATE TABLE IF NOT EXISTS visits ON CLUSTER main AS visits_local ENGINE = Distributed('main', currentDatabase(), 'visits_local', person)",
  );
  expect(printed[4]).toContain('TO visits_first_local AS SELECT');
  expect(printed.slice(5).map((text) => text.slice(0, 40))).toEqual([
    'ALTER TABLE visits_local ON CLUSTER main',
    'ALTER TABLE visits ON CLUSTER main (ADD ',
  ]);
});
