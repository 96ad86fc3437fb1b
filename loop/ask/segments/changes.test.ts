import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { sql } from '#lib/sql';
import { openTestStore } from '../../../lib/store/testing/stores.ts';
import { testScope } from '../../access/testing.ts';
import { collectMigrations } from '../../collect/migrations/index.ts';
import { askMigrations } from '../migrations.ts';
import { firstEdition, keepChanges, movedSince } from './changes.ts';

const project = { id: 7, name: 'shop', timeZone: 'UTC', weekStart: 'monday' as const };
const scope = testScope(project, {}, new Date(100_000));
let store: Awaited<ReturnType<typeof openTestStore>>;
beforeAll(async () => {
  const steps = [...collectMigrations, ...askMigrations].map(({ name, warehouse }) => ({ name, warehouse }));
  store = await openTestStore(steps);
});
afterAll(() => store.close());

const write = async (edition: number, people: readonly number[]) => {
  const [id, number] = [sql.typed('UInt32', 7), sql.typed('UInt64', edition)];
  await store.warehouse.run(sql`INSERT INTO segment_members (project, segment, edition, person)
    SELECT ${id}, 's', ${number}, arrayJoin(${sql.typed('Array(UInt64)', people.map(BigInt))})`);
  await keepChanges(store.warehouse, { project: id, segment: 's', edition: number });
};
const membersAt = async (moment: number) => {
  const rows = await store.warehouse.read<{ person: string }>(
    sql`SELECT person FROM (${scope.at(new Date(moment)).segment('s')})`,
  );
  return rows.map(({ person }) => Number(person)).sort((a, b) => a - b);
};

it('tell who was in a segment at any moment', async () => {
  const random = seededRandom(5);
  const editions = new Map<number, number[]>();
  for (let edition = 1000; edition <= 12_000; edition += 1000) {
    const people = Array.from({ length: 30 }, (_, i) => i).filter(() => random() < 0.4);
    editions.set(edition, people);
    await write(edition, people);
    // a refresh that was stopped is done again
    if (edition % 3000 === 0)
      await keepChanges(store.warehouse, {
        project: sql.typed('UInt32', 7),
        segment: 's',
        edition: sql.typed('UInt64', edition),
      });
  }
  const id = sql.typed('UInt32', 7);
  await store.warehouse.run(
    sql`INSERT INTO segment_editions (project, segment, edition) SELECT ${id}, 's', arrayJoin(${sql.typed('Array(UInt64)', [...editions.keys()].map(BigInt))})`,
  );
  const place = { project: id, segment: 's' };
  expect(await firstEdition(store.warehouse, place)).toBe(1000);
  const all = [...editions];
  const naive = all.slice(1).map(([edition, people], i) => {
    const before = all[i]![1];
    return {
      edition,
      entered: people.filter((one) => !before.includes(one)).length,
      left: before.filter((one) => !people.includes(one)).length,
    };
  });
  const since = { ...place, edition: sql.typed('UInt64', 1000) };
  expect(await movedSince(store.warehouse, since, 100)).toEqual(naive);
  expect(await movedSince(store.warehouse, since, 3)).toEqual(naive.slice(-3));
  expect(await membersAt(999)).toEqual([]);
  for (const [edition, people] of editions) {
    expect(await membersAt(edition)).toEqual(people);
    expect(await membersAt(edition + 999)).toEqual(people);
  }
});

it('keep a row only of who entered or left', async () => {
  const count = async () => {
    const [row] = await store.warehouse.read<{ n: string }>(sql`SELECT count() AS n FROM segment_changes`);
    return Number(row?.n);
  };
  const last = await membersAt(12_000);
  const before = await count();
  await write(13_000, last);
  expect(await count()).toBe(before);
  await write(14_000, last.slice(1));
  expect(await count()).toBe(before + 1);
});
