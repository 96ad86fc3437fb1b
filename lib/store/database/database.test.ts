import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultWithin } from '../fault-within.ts';
import type { Rows } from './database.ts';
import { openRows } from './open-database.ts';

const server = process.env.LINGER_TEST_POSTGRES;
if (!server)
  console.warn('skipped: the row store on PostgreSQL; set LINGER_TEST_POSTGRES to an address to run it');
const scratch = join(tmpdir(), `linger-rows-${process.pid}`);
const things = pgTable('things', { id: integer().primaryKey(), name: text().notNull() });

const engines = [
  { engine: 'pglite', open: () => openRows({ dataDir: scratch }) },
  { engine: 'postgres', open: () => openRows({ dataDir: scratch, url: server }) },
] as const;

describe.each(engines.filter(({ engine }) => engine === 'pglite' || server))(
  'rows on $engine',
  ({ engine, open }) => {
    let rows: Rows;
    beforeAll(async () => {
      rows = await open();
      await rows.script(
        'DROP TABLE IF EXISTS things; CREATE TABLE things (id int PRIMARY KEY, name text NOT NULL)',
      );
    });
    afterAll(async () => {
      await rows.close();
      await rm(scratch, { recursive: true, force: true });
    });

    it('gives the same values for the same types', async () => {
      expect(rows.engine).toBe(engine);
      const [row] = await rows.query(
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
      await expect(rows.script("INSERT INTO things VALUES (1, 'a'); SELECT 1 / 0")).rejects.toThrow(
        'division by zero',
      );
      expect(await rows.query('SELECT * FROM things')).toEqual([]);
      await rows.script("INSERT INTO things VALUES (1, 'a'); INSERT INTO things VALUES (2, 'b')");
      expect(await rows.query('SELECT count(*)::int AS n FROM things')).toEqual([{ n: 2 }]);
    });

    it("serves drizzle's queries and transactions", async () => {
      await rows.db.insert(things).values({ id: 3, name: 'c' });
      const failing = rows.db.transaction(async (transaction) => {
        await transaction.insert(things).values({ id: 4, name: 'd' });
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await rows.db.select().from(things).where(sql`id > 2`)).toEqual([{ id: 3, name: 'c' }]);
      await expect(rows.query("INSERT INTO things VALUES (3, 'again')")).rejects.toMatchObject({
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
      await Promise.all([1, 2, 3].map(() => rows.alone('test', work)));
      expect(most).toBe(1);
    });
  },
);

it.runIf(server)('goes on when PostgreSQL ends the connection of a transaction', async () => {
  const rows = await openRows({ dataDir: scratch, url: server });
  const broken = rows.db.transaction(async (transaction) => {
    const own = await transaction.execute(sql`SELECT pg_backend_pid() AS pid`);
    const { rows: found } = own as unknown as { rows: { pid: number }[] };
    await rows.query('SELECT pg_terminate_backend($1)', [found[0]?.pid]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await transaction.execute(sql`SELECT 1`);
  });
  const error = await broken.catch((cause: unknown) => cause);
  expect(faultWithin(error)).toMatchObject({ code: 'store.rows-unreachable' });
  expect(await rows.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await rows.close();
});

it.runIf(server)('gives up on a PostgreSQL that does not answer, and goes on when it does', async () => {
  const patience = Object.assign(new URL(server ?? ''), { search: '?query_timeout=300' });
  const rows = await openRows({ dataDir: scratch, url: patience.href });
  await expect(rows.query('SELECT pg_sleep(5)')).rejects.toMatchObject({ code: 'store.rows-unreachable' });
  await rows.script('SELECT pg_sleep(0.6)');
  expect(await rows.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await rows.close();
});

it('says what is wrong with an address', async () => {
  const open = (url: string) => openRows({ dataDir: scratch, url });
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
  const first = await openRows({ dataDir });
  await expect(openRows({ dataDir })).rejects.toMatchObject({ code: 'store.folder-locked' });
  await first.close();
  await (await openRows({ dataDir })).close();
  await rm(dataDir, { recursive: true });
}, 60_000);
