import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { migrate, migrationsDone } from './migrate.ts';
import type { Migration } from './migration.ts';
import { openTestStore } from './testing/stores.ts';
import { mergeTree } from './warehouse/merge-tree.ts';

let store: Awaited<ReturnType<typeof openTestStore>>;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const table = (name: string) => (cluster: string | undefined) =>
  mergeTree({ name, columns: ['n UInt64'], orderBy: 'n', shardBy: 'n' }, cluster);
const first: Migration = {
  name: 'a-0001-first',
  warehouse: table('a'),
  database: 'CREATE TABLE a (n int); INSERT INTO a VALUES (1)',
};
const second: Migration = {
  name: 'a-0002-second',
  warehouse: table('b'),
  database: 'CREATE TABLE b (n int);',
};

it('takes each step once, in order', async () => {
  const { warehouse, database } = store;
  expect(await migrate(warehouse, database, [first])).toEqual(['a-0001-first']);
  expect(await migrate(warehouse, database, [first])).toEqual([]);
  const both = await Promise.all([
    migrate(warehouse, database, [first, second]),
    migrate(warehouse, database, [first, second]),
  ]);
  expect(both.flat()).toEqual(['a-0002-second']);
  expect(await migrationsDone(database)).toEqual(['a-0001-first', 'a-0002-second']);
  expect(await database.query('SELECT n FROM a')).toEqual([{ n: 1 }]);
  expect(await warehouse.read(sql`SELECT count() AS n FROM b`)).toEqual([{ n: '0' }]);
});

it('repeats an interrupted step whole', async () => {
  const { warehouse, database } = store;
  let broken = true;
  const step: Migration = {
    name: 'a-0003-third',
    warehouse: (cluster) => table('c')(cluster),
    get database() {
      return `CREATE TABLE c (n int); INSERT INTO c VALUES (7);${broken ? ' SELECT 1 / 0' : ''}`;
    },
  };
  await expect(migrate(warehouse, database, [first, second, step])).rejects.toThrow('division by zero');
  expect(await database.query("SELECT to_regclass('c') AS c")).toEqual([{ c: null }]);
  broken = false;
  expect(await migrate(warehouse, database, [first, second, step])).toEqual(['a-0003-third']);
  expect(await database.query('SELECT n FROM c')).toEqual([{ n: 7 }]);
  await database.script("DROP TABLE c; DELETE FROM linger_migrations WHERE name = 'a-0003-third'");
});

it('refuses a step that was changed, and data newer than the program', async () => {
  const { warehouse, database } = store;
  const changed = { ...second, database: 'CREATE TABLE b (n bigint);' };
  await expect(migrate(warehouse, database, [first, changed])).rejects.toMatchObject({
    code: 'store.migration-changed',
  });
  await expect(migrate(warehouse, database, [first])).rejects.toMatchObject({
    code: 'store.newer-than-program',
  });
});
