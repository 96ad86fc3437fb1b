import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { openTestFiles } from '../testing.ts';

let product: Awaited<ReturnType<typeof openTestFiles>>;
beforeAll(async () => {
  product = await openTestFiles({ partBytes: 40_000 });
});
afterAll(() => product.close());

const ROWS = 6000;
const orders = (prefix: string, from = 0, to = ROWS) =>
  [
    'order_id,user_id,device_id,paid_at,amount',
    ...Array.from({ length: to - from }, (_, row) => {
      const at = from + row;
      const person = at % 1000 === 999 ? '' : `u${at % 70}`;
      const device = person === '' ? '' : `d${at % 140}`;
      return `${prefix}${at},${person},${device},2024-01-${String((at % 28) + 1).padStart(2, '0')} 08:00:00,${at % 50}.5`;
    }),
  ].join('\n');

const gathered = async () =>
  (
    await product.warehouse.read<{ name: string }>(
      sql`SELECT name FROM system.tables WHERE database = currentDatabase() AND match(name, '^file_(lines|links)_')`,
    )
  ).map(({ name }) => name);
const ledger = (id: string) => product.files.ledger.get(product.viewer.project.id, id);
const keyed = { key: ['order_id'], device: 'device_id' };

it('leaves nothing gathered when it is cancelled, and comes to the whole when it is started again', async () => {
  const path = await product.write('cancelled.csv', orders('c'));
  const { entry } = await product.start(path, {}, keyed);
  while ((await ledger(entry.id)).parts < 1) await sleep(5);
  await product.files.runner.cancel(entry.id);
  expect(await ledger(entry.id)).toMatchObject({ state: 'cancelled' });
  expect(await gathered()).toEqual([]);
  const done = await product.run(path, {}, keyed);
  expect(done).toMatchObject({
    id: entry.id,
    state: 'done',
    rows: ROWS,
    rejected: 6,
    events: ROWS - 6,
    known: 0,
  });
  expect(await product.count(done.id)).toMatchObject({ rows: ROWS - 6, ids: ROWS - 6 });
  expect(await product.rejects(done.id)).toHaveLength(6);
  expect(await gathered()).toEqual([]);
});

it('comes to the whole as well where events of it were written before it was stopped', async () => {
  const path = await product.write('half.csv', orders('h'));
  const first = await product.run(path, {}, keyed);
  await product.files.ledger.set(first.id, { state: 'failed' });
  const done = await product.run(path, {}, keyed);
  expect(done).toMatchObject({
    id: first.id,
    state: 'done',
    rows: ROWS,
    rejected: 6,
    events: ROWS - 6,
    known: 0,
  });
  expect(await product.count(done.id)).toMatchObject({ rows: ROWS - 6, ids: ROWS - 6 });
  expect(await product.rejects(done.id)).toHaveLength(6);
});

it('leaves nothing gathered when it fails', async () => {
  const text = orders('f').replaceAll(/^f\d+,/gm, 'same,');
  const done = await product.run(
    await product.write('failed.csv', text),
    {},
    { ...keyed, sameKey: 'repeat' },
  );
  expect(done).toMatchObject({ state: 'failed', fault: { code: 'file.key-repeats' } });
  expect(await gathered()).toEqual([]);
});

it('drops at its start what a kill left of imports that have ended, and nothing of those that go on', async () => {
  const [gone, kept] = ['file_lines_0123456789abcdef0123456789abcdef', 'file_lines_others'];
  for (const name of [gone, kept])
    await product.warehouse.run(sql`CREATE TABLE ${sql.name(name)} (n UInt8) ENGINE = Memory`);
  const other = await product.open();
  await other.close();
  expect(await gathered()).toEqual([kept]);
  await product.warehouse.run(sql`DROP TABLE ${sql.name(kept)}`);
});

it('brings back, from a file that overlaps, what an import that was undone had written', async () => {
  const [one, two] = [
    await product.write('one.csv', orders('o', 0, 3000)),
    await product.write('two.csv', orders('o', 2000, 5000)),
  ];
  const first = await product.run(one, {}, keyed);
  const second = await product.run(two, {}, keyed);
  expect([first.events, second.events, second.known]).toEqual([2997, 1998, 999]);
  await product.files.remove(product.viewer, first.id);
  await product.files.runner.settled(first.id);
  expect((await product.count(second.id)).rows).toBe(1998);
  const again = await product.run(two, {}, keyed);
  expect(again).toMatchObject({ state: 'done', events: 999, known: 1998 });
  const [all] = await product.warehouse.read<{ rows: string; ids: string }>(
    sql`SELECT toString(count()) AS rows, toString(uniqExact(id)) AS ids FROM events WHERE startsWith(texts['order_id'], 'o')`,
  );
  expect(all).toEqual({ rows: '2997', ids: '2997' });
});
