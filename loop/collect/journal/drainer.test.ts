import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '#lib/core';
import { sql } from '#lib/sql';
import { Properties } from '../properties.ts';
import { openTestCollect } from '../testing.ts';
import { EventPacker, type EventRow, readPacks } from './event-pack.ts';
import type { Frame } from './frame.ts';
import { Journal, type Segment } from './journal.ts';
import { eventColumns, nativeBlock } from './native-block.ts';

let house: Awaited<ReturnType<typeof openTestCollect>>;
beforeAll(async () => {
  house = await openTestCollect();
});
afterAll(() => house.close());

const now = Date.now();
const row = (id: number): EventRow => {
  const properties = new Properties();
  properties.texts.set('城市', '上海');
  return {
    id: { low: id, high: 0 },
    received: now,
    project: house.project.id,
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
  const journal = await Journal.open({ folder: join(house.folder, 'journal'), clock: systemClock });
  await journal.append({ events: '', properties: '', people: '', links: '', rejects: '', ...frame });
  await journal.close();
  return journal.closed[0]!;
}

const ids = async (event: string) =>
  (
    await house.columns.read<{ id: string }>(sql`SELECT id FROM events WHERE event = ${event} ORDER BY id`)
  ).map(({ id }) => Number(id));

async function drain(): Promise<void> {
  const collect = await house.open();
  await collect.settle();
  await collect.close();
}

it('keeps one row the engine refuses as a reject, and writes all others', async () => {
  const { id: project } = house.project;
  const line = (person: number, number: unknown) =>
    `[${project},"refused",${person},"x",${JSON.stringify(number)},null,0,1]\n`;
  await leave({ properties: [1, 2, 3, 4, 5, 6, 7].map((n) => line(n, n === 5 ? 'never' : n)).join('') });
  await drain();
  const kept = await house.columns.read<{ person: string }>(
    sql`SELECT person FROM person_properties WHERE name = 'refused' ORDER BY person`,
  );
  expect(kept.map(({ person }) => Number(person))).toEqual([1, 2, 3, 4, 6, 7]);
  const rejects = await house.columns.read(sql`SELECT project, reason, raw FROM rejects`);
  expect(rejects).toEqual([{ project, reason: 'engine-refused', raw: line(5, 'never') }]);
});

it('writes of a segment that was half written only the other half', async () => {
  await house.columns.insert('events', block([11, 12], 'half'), { format: 'Native', columns: eventColumns });
  await leave({ events: pack([11, 12, 13, 14], 'half') });
  await drain();
  expect(await ids('half')).toEqual([11, 12, 13, 14]);
});

it('sends rows again that the engine took for a repeat without having them', async () => {
  const segment = await leave({ events: pack([21], 'mistaken') });
  const token = `${segment.name}:events`;
  await house.columns.insert('events', block([22], 'other'), {
    format: 'Native',
    columns: eventColumns,
    token,
  });
  await drain();
  expect(await ids('mistaken')).toEqual([21]);
});
