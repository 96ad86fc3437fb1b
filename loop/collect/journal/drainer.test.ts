import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import type { InsertOptions } from '#lib/store';
import { Identity } from '../identity/identity.ts';
import { laneColumns } from '../receive/line.ts';
import { Properties } from '../receive/properties.ts';
import { openTestCollect } from '../testing.ts';
import { Drainer } from './drainer.ts';
import { isRefusal } from './engine-error.ts';
import { EventPacker, type EventRow, readPacks } from './event-pack.ts';
import type { Frame } from './frame.ts';
import { Journal, type Segment } from './journal.ts';
import { eventColumns, nativeBlock } from './native-block.ts';

let product: Awaited<ReturnType<typeof openTestCollect>>;
beforeAll(async () => {
  product = await openTestCollect();
});
afterAll(() => product.close());

const now = Date.now();
const row = (id: number): EventRow => {
  const properties = new Properties();
  properties.texts.set('城市', '上海');
  return {
    id: { low: id, high: 0 },
    received: now,
    project: product.project.id,
    time: now,
    distinctId: `u${id}`,
    properties,
  };
};

function pack(ids: readonly number[], event: string): Buffer {
  const packer = new EventPacker();
  for (const id of ids) packer.add(row(id), event, 'http');
  return packer.take();
}

const block = (ids: readonly number[], event: string) => nativeBlock(readPacks([pack(ids, event)]));

/** What a process that was killed left behind. */
async function leave(frame: Partial<Frame>): Promise<Segment> {
  const journal = await Journal.open({ folder: join(product.folder, 'journal'), clock: systemClock });
  await journal.append({ events: '', properties: '', people: '', links: '', rejects: '', ...frame });
  await journal.close();
  return journal.closed[0]!;
}

const ids = async (event: string) =>
  (
    await product.warehouse.read<{ id: string }>(
      sql`SELECT id FROM events WHERE event = ${event} ORDER BY id`,
    )
  ).map(({ id }) => Number(id));

async function drain(): Promise<void> {
  const collect = await product.open();
  await collect.settle();
  await collect.close();
}

it('keeps one row the engine refuses as a reject, and writes all others', async () => {
  const { id: project } = product.project;
  const line = (person: number, number: unknown) =>
    `[${project},"refused",${person},"x",${JSON.stringify(number)},null,0,1]\n`;
  await leave({ properties: [1, 2, 3, 4, 5, 6, 7].map((n) => line(n, n === 5 ? 'never' : n)).join('') });
  await drain();
  const kept = await product.warehouse.read<{ person: string }>(
    sql`SELECT person FROM person_properties WHERE name = 'refused' ORDER BY person`,
  );
  expect(kept.map(({ person }) => Number(person))).toEqual([1, 2, 3, 4, 6, 7]);
  const rejects = await product.warehouse.read(sql`SELECT project, reason, raw FROM rejects`);
  expect(rejects).toEqual([{ project, reason: 'engine-refused', raw: line(5, 'never') }]);
});

it('writes of a segment that was half written only the other half', async () => {
  await product.warehouse.insert('events', block([11, 12], 'half'), {
    format: 'Native',
    columns: eventColumns,
  });
  await leave({ events: pack([11, 12, 13, 14], 'half') });
  await drain();
  expect(await ids('half')).toEqual([11, 12, 13, 14]);
});

it('sends rows again that the engine took for a repeat without having them', async () => {
  const segment = await leave({ events: pack([21], 'mistaken') });
  const token = `${segment.name}:events`;
  await product.warehouse.insert('events', block([22], 'other'), {
    format: 'Native',
    columns: eventColumns,
    token,
  });
  await drain();
  expect(await ids('mistaken')).toEqual([21]);
});

it('keeps events the engine refuses as rejects with their content, and all that came with them as events', async () => {
  await product.warehouse.run(
    sql`ALTER TABLE events ADD CONSTRAINT no_poison CHECK event != 'poison' OR id % 2 = 0`,
  );
  const poison = [31, 32, 33, 34, 35].map((id) => pack([id], 'poison'));
  // once as the first try of a running product, once as what a killed one left behind
  await leave({ events: Buffer.concat([pack([41, 42, 43], 'around'), ...poison, pack([44], 'around')]) });
  await drain();
  expect(await ids('poison')).toEqual([32, 34]);
  expect(await ids('around')).toEqual([41, 42, 43, 44]);
  const collect = await product.open();
  const send = (event: string, n: number) => ({
    type: 'track',
    userId: 'u1',
    messageId: `${event}-${n}`,
    event,
  });
  const messages = Array.from({ length: 60 }, (_, n) => send(n % 20 === 7 ? 'poison' : 'fresh', n));
  await collect.receive({ project: product.project.id, messages });
  await collect.settle();
  expect(collect.backlog()).toMatchObject({ segments: 0, trouble: undefined });
  await collect.close();
  expect(await ids('fresh')).toHaveLength(57);
  const poisoned = (await ids('poison')).length - 2;
  const rejects = await product.warehouse.read<{ project: number; raw: string }>(
    sql`SELECT project, raw FROM rejects WHERE reason = 'engine-refused' AND raw LIKE '%poison%' ORDER BY raw`,
  );
  expect(rejects).toHaveLength(3 + 3 - poisoned);
  expect(rejects[0]!.project).toBe(product.project.id);
  expect(rejects.map(({ raw }) => JSON.parse(raw))).toContainEqual({
    event: 'poison',
    id: 'u33',
    timestamp: new Date(now).toISOString(),
    properties: { 城市: '上海' },
  });
  await product.warehouse.run(sql`ALTER TABLE events DROP CONSTRAINT no_poison`);
});

it('lets events wait, and rejects none, when it is the table the engine refuses', async () => {
  const alter = async (...changes: Sql[]) => {
    for (const change of changes) await product.warehouse.run(sql`ALTER TABLE events ${change}`);
  };
  const collect = await product.open();
  await alter(sql`RENAME COLUMN id TO number`, sql`ADD COLUMN id Map(String, String)`);
  const before = await rejected();
  const messages = [1, 2, 3].map((n) => ({
    type: 'track',
    userId: 'u1',
    messageId: `p${n}`,
    event: 'patient',
  }));
  await collect.receive({ project: product.project.id, messages });
  await expect.poll(() => collect.backlog().troubled, { timeout: 5000 }).toBeGreaterThan(300);
  const { segments, trouble } = collect.backlog();
  expect([segments, isRefusal(trouble)]).toEqual([1, true]);
  expect(await rejected()).toBe(before);
  await alter(sql`DROP COLUMN id`, sql`RENAME COLUMN number TO id`);
  await collect.settle();
  expect(collect.backlog()).toMatchObject({ segments: 0, trouble: undefined, troubled: 0 });
  await collect.close();
  expect(await ids('patient')).toHaveLength(3);
});

it('lets events wait for an engine that was killed, and takes more of them in meanwhile', async () => {
  const collect = await product.open();
  const engine = await product.warehouse.engine();
  process.kill(engine!.pid, 'SIGSTOP');
  const messages = [1, 2, 3].map((n) => ({
    type: 'track',
    userId: 'u1',
    messageId: `w${n}`,
    event: 'waiting',
  }));
  const { accepted } = await collect.receive({ project: product.project.id, messages });
  expect(accepted).toBe(3);
  process.kill(engine!.pid, 'SIGKILL');
  await collect.settle();
  await collect.close();
  expect(await ids('waiting')).toHaveLength(3);
});

async function rejected(): Promise<number> {
  return (await product.warehouse.read(sql`SELECT 1 FROM rejects`)).length;
}

it('writes of rejects that were half written only the other half, also where the engine knows the token alone', async () => {
  const { id: project } = product.project;
  const line = (raw: string) => `[${project},${now},"http",0,"no-name",1,"${raw}"]\n`;
  const options = { format: 'JSONCompactEachRow', columns: laneColumns.rejects } as const;
  await product.warehouse.insert('rejects', Buffer.from(line('first') + line('second')), options);
  await leave({ rejects: ['first', 'second', 'third', 'fourth'].map(line).join('') });
  await drain();
  const found = async () =>
    Number(
      (
        await product.warehouse.read<{ times: string }>(
          sql`SELECT toString(sum(times)) AS times FROM rejects WHERE reason = 'no-name'`,
        )
      )[0]?.times,
    );
  expect(await found()).toBe(4);
  const later = await leave({ rejects: line('fifth').replace(String(now), String(now + 1)) });
  const mistaken = Buffer.from(line('other').replace('no-name', 'other'));
  await product.warehouse.insert('rejects', mistaken, { ...options, token: `${later.name}:rejects` });
  await drain();
  expect(await found()).toBe(5);
});

it('sends what does not fit into the memory of the engine in smaller pieces, each event once', async () => {
  const folder = join(product.folder, 'large');
  const journal = await Journal.open({ folder, clock: systemClock });
  const warehouse = new Proxy(product.warehouse, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      if (name !== 'insert') return typeof value === 'function' ? value.bind(target) : value;
      // the engine itself refuses: its limit is lower for this test than any that holds the whole segment
      return async (table: string, body: Readable, options: InsertOptions) => {
        const bytes = Buffer.concat((await body.toArray()) as Buffer[]);
        if (bytes.length > 300_000)
          await target.read(sql`SELECT groupArray(number) FROM numbers(10000000)`, { bytes: 20_000_000 });
        return target.insert(table, bytes, options);
      };
    },
  });
  const numbers = Array.from({ length: 20_000 }, (_, n) => 100_000 + n);
  const traits = numbers
    .map((n) => `[${product.project.id},"size",${n},"${'x'.repeat(30)}",null,null,0,1]\n`)
    .join('');
  const frame = { events: pack(numbers, 'large'), properties: traits, people: '', links: '', rejects: '' };
  await journal.append(frame);
  const drainer = new Drainer(journal, warehouse, await Identity.open(warehouse), systemClock);
  await drainer.settle();
  await drainer.stop();
  await journal.close();
  expect(drainer.trouble).toBeUndefined();
  expect(await ids('large')).toEqual(numbers);
  const [told] = await product.warehouse.read(
    sql`SELECT toUInt32(count()) AS people FROM person_properties FINAL WHERE name = 'size'`,
  );
  expect(told).toEqual({ people: numbers.length });
}, 60_000);
