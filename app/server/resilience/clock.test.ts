import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stoppedClock } from '#lib/core';
import { sql } from '#lib/sql';
import { Scopes } from '#loop/access';
import { Collect } from '#loop/collect';
import { openTestStore } from '../../../lib/store/testing/stores.ts';
import { migrations } from '../../product/migrations.ts';
import { tables } from '../../product/tables.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 2, 10, 12);

let store: Awaited<ReturnType<typeof openTestStore>>;
const folder = mkdtempSync(join(tmpdir(), 'linger-clock-'));
beforeAll(async () => {
  store = await openTestStore(migrations);
}, 60_000);
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

it('takes every event in once, in its order, while the clock jumps back and forth and the product starts again', async () => {
  const { warehouse, database } = store;
  const clock = stoppedClock(new Date(NOW));
  const open = () =>
    Collect.open({ folder, warehouse, database, scopes: new Scopes(warehouse, tables, clock), clock });
  const message = (n: number) => ({
    type: 'track',
    event: 'tick',
    userId: 'u1',
    messageId: `tick-${n}`,
    timestamp: new Date(NOW - 100 * HOUR + n * 1000).toISOString(),
    properties: { n },
  });
  let collect = await open();
  let sent = 0;
  for (const jump of [0, -5, 20, -23, 3, -1, 0]) {
    clock.set(new Date(NOW + jump * HOUR));
    const fresh = [message(sent++), message(sent++)];
    await collect.receive({ project: 1, messages: fresh });
    // an SDK that did not hear the answer sends both again, before and after a new start
    expect((await collect.receive({ project: 1, messages: fresh })).duplicates).toBe(2);
    await collect.settle();
    await collect.close();
    collect = await open();
    expect((await collect.receive({ project: 1, messages: fresh })).duplicates).toBe(2);
  }
  await collect.settle();
  const found = await warehouse.read<{ n: number }>(
    sql`SELECT numbers['n'] AS n FROM events WHERE event = 'tick' ORDER BY time`,
  );
  expect(found.map(({ n }) => n)).toEqual(Array.from({ length: sent }, (_, n) => n));
  await collect.close();
}, 60_000);

it('does not read times by a clock that is wrong: what a sender says stays as it was said', async () => {
  const { warehouse, database } = store;
  const clock = stoppedClock(new Date(NOW));
  const collect = await Collect.open({
    folder,
    warehouse,
    database,
    scopes: new Scopes(warehouse, tables, clock),
    clock,
  });
  const timestamp = new Date(NOW - 50 * HOUR).toISOString();
  for (const [n, jump] of [0, 200, 0].entries()) {
    clock.set(new Date(NOW + jump * HOUR));
    const message = { type: 'track', event: 'told', userId: 'u2', messageId: `told-${n}`, timestamp };
    expect((await collect.receive({ project: 1, messages: [message] })).accepted).toBe(1);
  }
  await collect.settle();
  const times = await warehouse.read<{ time: string }>(
    sql`SELECT DISTINCT time FROM events WHERE event = 'told'`,
  );
  expect(times).toEqual([{ time: timestamp }]);
  await collect.close();
});
