import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { openTestStore } from './testing.ts';

let store: Awaited<ReturnType<typeof openTestStore>>;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

it('reads what was bound, digit for digit', async () => {
  const rows = await store.columns.read(sql`SELECT ${2n ** 64n - 1n} AS big, ${"it's\n\t\\'"} AS text`);
  expect(rows).toEqual([{ big: '18446744073709551615', text: "it's\n\t\\'" }]);
});

it('writes rows given as bytes', async () => {
  await store.columns.run(sql`CREATE TABLE t (a UInt64, b String) ENGINE = MergeTree ORDER BY a`);
  await store.columns.insert('t', Buffer.from('{"a":1,"b":"x"}\n{"a":"2","b":"y"}\n'), {
    format: 'JSONEachRow',
  });
  expect(await store.columns.read(sql`SELECT * FROM t ORDER BY a`)).toEqual([
    { a: '1', b: 'x' },
    { a: '2', b: 'y' },
  ]);
  expect(await store.columns.run(sql`INSERT INTO t SELECT number, '' FROM numbers(5)`)).toEqual({
    written: 5,
  });
});

it('keeps rows', async () => {
  expect(await store.rows.query('SELECT 1::int8 AS one, $1::text AS given', ['中'])).toEqual([
    { one: '1', given: '中' },
  ]);
});
