import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '#lib/core';
import { sql } from '#lib/sql';
import { openTestCollect } from '../testing.ts';
import { Journal } from './journal.ts';

let house: Awaited<ReturnType<typeof openTestCollect>>;
beforeAll(async () => {
  house = await openTestCollect();
});
afterAll(() => house.close());

const now = Date.now();
const line = (id: number, time: number | string = now, event = 'e') =>
  `[${id},${now},${house.project.id},${JSON.stringify(time)},"${event}","u${id}",{},{},{},"http"]\n`;

/** What a process that was killed left behind. */
async function leave(events: string): Promise<void> {
  const journal = await Journal.open({ folder: join(house.folder, 'journal'), clock: systemClock });
  await journal.append({ events, properties: '', people: '', links: '', rejects: '' });
  await journal.close();
}

const ids = async (event: string) =>
  (
    await house.columns.read<{ id: string }>(sql`SELECT id FROM events WHERE event = ${event} ORDER BY id`)
  ).map(({ id }) => Number(id));

it('keeps one row the engine refuses as a reject, and writes all others', async () => {
  await leave([1, 2, 3, 4, 5, 6, 7].map((id) => line(id, id === 5 ? 'never' : now, 'refused')).join(''));
  const collect = await house.open();
  await collect.settle();
  await collect.close();
  expect(await ids('refused')).toEqual([1, 2, 3, 4, 6, 7]);
  const rejects = await house.columns.read(sql`SELECT project, reason, raw FROM rejects`);
  expect(rejects).toEqual([
    { project: house.project.id, reason: 'engine-refused', raw: line(5, 'never', 'refused') },
  ]);
});

it('writes of a segment that was half written only the other half', async () => {
  const lines = [11, 12, 13, 14].map((id) => line(id, now, 'half'));
  await house.columns.insert('events', Buffer.from(lines.slice(0, 2).join('')), {
    format: 'JSONCompactEachRow',
    columns: [
      'id',
      'received',
      'project',
      'time',
      'event',
      'distinct_id',
      'texts',
      'numbers',
      'times',
      'source',
    ],
  });
  await leave(lines.join(''));
  const collect = await house.open();
  await collect.settle();
  await collect.close();
  expect(await ids('half')).toEqual([11, 12, 13, 14]);
});

it('sends rows again that the engine took for a repeat without having them', async () => {
  const journal = await Journal.open({ folder: join(house.folder, 'journal'), clock: systemClock });
  const frame = { events: line(21, now, 'mistaken'), properties: '', people: '', links: '', rejects: '' };
  await journal.append(frame);
  await journal.close();
  const [segment] = journal.closed;
  await house.columns.insert('events', Buffer.from(line(22, now, 'other')), {
    format: 'JSONCompactEachRow',
    columns: [
      'id',
      'received',
      'project',
      'time',
      'event',
      'distinct_id',
      'texts',
      'numbers',
      'times',
      'source',
    ],
    token: `${segment!.name}:events`,
  });
  const collect = await house.open();
  await collect.settle();
  await collect.close();
  expect(await ids('mistaken')).toEqual([21]);
});
