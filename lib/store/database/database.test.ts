import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultWithin } from '../fault-within.ts';
import type { Database } from './database.ts';
import { openDatabase } from './open-database.ts';

const server = process.env.LINGER_TEST_POSTGRES;
if (!server)
  console.warn('skipped: the row store on PostgreSQL; set LINGER_TEST_POSTGRES to an address to run it');
const scratch = join(tmpdir(), `linger-rows-${process.pid}`);
const things = pgTable('things', { id: integer().primaryKey(), name: text().notNull() });

const engines = [
  { engine: 'pglite', open: () => openDatabase({ dataDir: scratch }) },
  { engine: 'postgres', open: () => openDatabase({ dataDir: scratch, url: server }) },
] as const;

describe.each(engines.filter(({ engine }) => engine === 'pglite' || server))(
  'rows on $engine',
  ({ engine, open }) => {
    let database: Database;
    beforeAll(async () => {
      database = await open();
      await database.script(
        'DROP TABLE IF EXISTS things; CREATE TABLE things (id int PRIMARY KEY, name text NOT NULL)',
      );
    });
    afterAll(async () => {
      await database.close();
      await rm(scratch, { recursive: true, force: true });
    });

    it('gives the same values for the same types', async () => {
      expect(database.engine).toBe(engine);
      const [row] = await database.query(
        `SELECT 9007199254740993::int8 AS big, 0.10::numeric AS exact, '2024-02-29'::date AS day, 1.5::float8 AS float,
        '2024-02-29T12:00:00.123Z'::timestamptz AS moment, '{"a":[1]}'::jsonb AS json, ARRAY['a','b'] AS list, NULL AS nothing,
        $1::text AS given, $2::jsonb AS object, $3::text[] AS many, $4::bool AS yes`,
        ["it's 中\n", { a: 1 }, ['x', 'y"'], true],
      );
      expect(row).toEqual({
        big: '9007199254740993',
        exact: '0.10',
        day: '2024-02-29',
        float: 1.5,
        moment: new Date('2024-02-29T12:00:00.123Z'),
        json: { a: [1] },
        list: ['a', 'b'],
        nothing: null,
        given: "it's 中\n",
        object: { a: 1 },
        many: ['x', 'y"'],
        yes: true,
      });
    });

    it('does a script whole or not at all', async () => {
      await expect(database.script("INSERT INTO things VALUES (1, 'a'); SELECT 1 / 0")).rejects.toThrow(
        'division by zero',
      );
      expect(await database.query('SELECT * FROM things')).toEqual([]);
      await database.script("INSERT INTO things VALUES (1, 'a'); INSERT INTO things VALUES (2, 'b')");
      expect(await database.query('SELECT count(*)::int AS n FROM things')).toEqual([{ n: 2 }]);
    });

    it("serves drizzle's queries and transactions", async () => {
      await database.db.insert(things).values({ id: 3, name: 'c' });
      const failing = database.db.transaction(async (transaction) => {
        await transaction.insert(things).values({ id: 4, name: 'd' });
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await database.db.select().from(things).where(sql`id > 2`)).toEqual([{ id: 3, name: 'c' }]);
      await expect(database.query("INSERT INTO things VALUES (3, 'again')")).rejects.toMatchObject({
        code: '23505',
      });
    });

    it('lets one work at a time under a name', async () => {
      let inside = 0;
      let most = 0;
      const work = async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 20));
        inside--;
      };
      await Promise.all([1, 2, 3].map(() => database.alone('test', work)));
      expect(most).toBe(1);
    });
  },
);

it.runIf(server)('goes on when PostgreSQL ends the connection of a transaction', async () => {
  const database = await openDatabase({ dataDir: scratch, url: server });
  const broken = database.db.transaction(async (transaction) => {
    const own = await transaction.execute(sql`SELECT pg_backend_pid() AS pid`);
    const { rows: found } = own as unknown as { rows: { pid: number }[] };
    await database.query('SELECT pg_terminate_backend($1)', [found[0]?.pid]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await transaction.execute(sql`SELECT 1`);
  });
  const error = await broken.catch((cause: unknown) => cause);
  expect(faultWithin(error)).toMatchObject({ code: 'store.rows-unreachable' });
  expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await database.close();
});

it.runIf(server)('gives up on a PostgreSQL that does not answer, and goes on when it does', async () => {
  const patience = Object.assign(new URL(server ?? ''), { search: '?query_timeout=300' });
  const database = await openDatabase({ dataDir: scratch, url: patience.href });
  await expect(database.query('SELECT pg_sleep(5)')).rejects.toMatchObject({
    code: 'store.rows-unreachable',
  });
  await database.script('SELECT pg_sleep(0.6)');
  expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await database.close();
});

it('says what is wrong with an address', async () => {
  const open = (url: string) => openDatabase({ dataDir: scratch, url });
  await expect(open('localhost:5432')).rejects.toMatchObject({ code: 'store.wrong-address' });
  await expect(open('postgres://nobody@127.0.0.1:1/x')).rejects.toMatchObject({
    code: 'store.rows-unreachable',
  });
  if (server)
    await expect(open(server.replace(/\/\w+$/, '/no_such_db'))).rejects.toMatchObject({
      code: 'store.rows-rejected',
    });
});

it('refuses a folder that is already open', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'linger-twice-'));
  const first = await openDatabase({ dataDir });
  await expect(openDatabase({ dataDir })).rejects.toMatchObject({ code: 'store.folder-locked' });
  await first.close();
  await (await openDatabase({ dataDir })).close();
  await rm(dataDir, { recursive: true });
}, 60_000);
