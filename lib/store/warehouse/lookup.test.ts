import { afterAll, beforeAll, expect, it } from 'vitest';
import { Sql, sql } from '#lib/sql';
import { openTestWarehouse } from '../testing/stores.ts';
import { defineLookup, definition, refreshLookup } from './lookup.ts';
import { everywhere } from './merge-tree.ts';
import { openWarehouse } from './open-warehouse.ts';
import type { Warehouse } from './warehouse.ts';

const lookup = { name: 'led', key: 'person', value: 'root', table: 'roots' };
const shape = {
  name: 'roots',
  columns: ['person UInt64', 'root UInt64', 'version UInt64'],
  engine: 'ReplacingMergeTree(version)',
  orderBy: 'person',
} as const;
let engine: Awaited<ReturnType<typeof openTestWarehouse>>;
/** The same engine, as a server that knows us by a password. */
let server: Warehouse;
beforeAll(async () => {
  engine = await openTestWarehouse();
  const at = await engine.engine();
  const url = new URL(at?.url ?? '');
  Object.assign(url, { username: 'default', password: at?.password, pathname: `/${at?.database}` });
  server = await openWarehouse({ dataDir: '', url: url.href });
  for (const statement of everywhere(shape, undefined)) await engine.run(new Sql([statement], []));
});
afterAll(async () => {
  await server.close();
  await engine.close();
});

const led = async (warehouse: Warehouse, person: number) => {
  const [row] = await warehouse.read<{ root: string }>(
    sql`SELECT dictGetOrDefault(concat(currentDatabase(), '.led'), 'root', ${BigInt(person)}, toUInt64(0)) AS root`,
  );
  return Number(row?.root);
};

it('leads where the highest version says, from its definition on and after each refresh', async () => {
  await engine.run(sql`INSERT INTO roots VALUES (1, 10, 1), (2, 20, 2)`);
  for (const warehouse of [engine, server]) {
    await defineLookup(warehouse, lookup);
    expect([await led(warehouse, 1), await led(warehouse, 2), await led(warehouse, 3)]).toEqual([10, 20, 0]);
  }
  await server.run(sql`INSERT INTO roots VALUES (1, 11, 2), (2, 19, 1), (3, 30, 1)`);
  await refreshLookup(server, lookup);
  expect([await led(engine, 1), await led(engine, 2), await led(engine, 3)]).toEqual([11, 20, 30]);
});

it("is defined on a cluster by statements that the engine's parser takes, whatever the password is", async () => {
  const login = { user: "o'hara", password: "a'b\\c {p0:String} `d`" };
  const statements = [
    definition(lookup, { cluster: 'main', login }, "my'db"),
    ...everywhere(shape, 'main'),
    'SYSTEM RELOAD DICTIONARY ON CLUSTER `main` `led`',
    'SYSTEM SYNC REPLICA ON CLUSTER `main` `roots`',
  ];
  const printed: string[] = [];
  for (const statement of statements) {
    const [row] = await engine.read<{ text: string }>(
      sql`SELECT formatQuerySingleLine(${statement}) AS text`,
    );
    expect(row?.text).toContain('ON CLUSTER main');
    printed.push(row?.text ?? '');
  }
  expect(printed[0]).toContain(String.raw`USER 'o\'hara' PASSWORD 'a\'b\\c {p0:String} ${'`d`'}' QUERY`);
  expect(printed[0]).toContain(String.raw`AND database = \'my\\\'db\' AND table = \'roots\'`);
  expect(printed[1]).toContain(
    "ReplicatedReplacingMergeTree('/clickhouse/tables/{database}/everywhere/linger/roots', '{shard}-{replica}', version)",
  );
});
