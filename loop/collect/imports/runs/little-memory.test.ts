import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { openTestServer } from '../../../../lib/store/testing/server.ts';
import { openTestStore } from '../../../../lib/store/testing/stores.ts';
import { collectTestMigrations } from '../../testing.ts';
import { openTestFiles } from '../testing.ts';
import { Persistence } from './persist.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let product: Awaited<ReturnType<typeof openTestFiles>>;
beforeAll(async () => {
  server = await openTestServer({ megabytes: 280 });
  const store = openTestStore(collectTestMigrations, server.warehouse);
  product = await openTestFiles({ readsFiles: false }, store);
}, 120_000);
afterAll(async () => {
  await product.close();
  await server.close();
});

const tooMuch = sql`SELECT groupArray(number) FROM numbers(10000000)`;
const ROWS = 20_000;
const COLUMNS = Array.from({ length: 24 }, (_, at) => `c${at}`);
const orders = Array.from({ length: ROWS }, (_, row) => {
  const time = new Date(Date.UTC(2026, 0, 1) + row * 60_000).toISOString().slice(0, 19);
  const person = row % 100 === 99 ? '' : `u${row % 700}`;
  return `o${row},${person},${time},paid,${COLUMNS.map((_, at) => (at % 2 ? `text ${(row * at) % 97}` : row * at)).join(',')}`;
});
const file = `order_id,user_id,time,event,${COLUMNS.join(',')}\n${orders.join('\n')}\n`;
const left = ROWS / 100;

it.each([['as it stands', {}]])(
  'a file comes in once when a server runs out of memory in the middle, %s',
  async (name, wishes) => {
    let refused = 0;
    const run = server.warehouse.pour.bind(server.warehouse);
    // the engine has written all of a part when it runs out of memory: the worst place for what comes after
    server.warehouse.pour = async (...given) => {
      const written = await run(...given);
      if (refused++ < 1) await server.warehouse.read(tooMuch, { bytes: 20_000_000 });
      return written;
    };
    const done = await product.run(await product.write(`${name}.csv`, file), {}, wishes);
    server.warehouse.pour = run;
    expect(refused).toBeGreaterThan(1);
    expect(done).toMatchObject({ state: 'done', fault: null, rows: ROWS, rejected: left });
    expect(await product.count(done.id)).toEqual({ rows: ROWS - left, ids: ROWS - left, people: 693 });
    expect(await product.rejects(done.id)).toHaveLength(left);
    const [sum] = await product.warehouse.read<{ n: number }>(
      sql`SELECT sum(numbers['c2']) AS n FROM events WHERE source = ${`file:${done.id}`}`,
    );
    const expected = Array.from({ length: ROWS }, (_, row) => (row % 100 === 99 ? 0 : row * 2));
    expect(sum?.n).toBe(expected.reduce((one, other) => one + other));
  },
  240_000,
);

it('says what the limit was when not even the smallest pieces fit, and tries nothing again that cannot succeed', async () => {
  const persistence = new Persistence(new AbortController().signal);
  const fault = await persistence
    .run(() => server.warehouse.read(tooMuch, { bytes: 20_000_000 }))
    .catch((error: unknown) => error);
  expect(fault).toMatchObject({
    code: 'file.out-of-memory',
    values: { setting: 'max_memory_usage', size: '19.07 MiB' },
  });
  let tries = 0;
  for (const never of [sql`SELECT * FROM nowhere`, sql`SELECT FROM WHERE`, sql`SELECT toDate('x') + map()`]) {
    const work = () => {
      tries++;
      return server.warehouse.read(never);
    };
    await expect(persistence.run(work)).rejects.toMatchObject({ name: 'Fault' });
  }
  expect(tries).toBe(3);
}, 60_000);
