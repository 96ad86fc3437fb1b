import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '#lib/core';
import { sql } from '#lib/sql';
import { defineLookup, type Warehouse } from '#lib/store';
import { compile, type PropertyType } from '#loop/condition';
import { openTestStore } from '../../../lib/store/testing/stores.ts';
import { testScope } from '../../access/testing.ts';
import { collectTestMigrations } from '../testing.ts';

const QUARTER = 900_000;
const now = Date.UTC(2026, 10, 20, 4);
const project = { id: 7, name: 'shop', timeZone: 'Asia/Kathmandu', weekStart: 'monday' as const };

/** One thing told of a person; a text of `undefined` says that there is nothing any more. */
interface Told {
  readonly user: string;
  readonly name: string;
  readonly time: number;
  readonly text: string | undefined;
  readonly number: number | null;
}
interface World {
  readonly told: readonly Told[];
  readonly merges: ReadonlyMap<string, string>;
}

const pick = <T>(random: Random, values: readonly T[]) => values[Math.floor(random() * values.length)]!;

/** Few values that come again and again, much of it within minutes, told in any order; no two at the same time of a person. */
function randomWorld(random: Random, from: number, days: number): World {
  const users = Array.from({ length: 12 }, (_, i) => `u${i}`);
  const merges = new Map(users.slice(8).map((user) => [user, pick(random, users.slice(0, 8))]));
  const used = new Set<string>();
  const told: Told[] = [];
  const moments = Array.from({ length: 8 }, () => from + Math.floor(random() * days * 86_400_000));
  while (told.length < 1500) {
    const user = pick(random, users);
    const time = pick(random, moments) + Math.floor(random() * 3 * QUARTER);
    const name = pick(random, ['plan', 'spent']);
    const key = `${merges.get(user) ?? user} ${name} ${time}`;
    if (used.has(key)) continue;
    used.add(key);
    const text = pick(random, ['1', '2', '10', 'free', undefined]);
    told.push({
      user,
      name,
      time,
      text,
      number: text === undefined || text === 'free' ? null : Number(text),
    });
  }
  return { told, merges };
}

/** What held at a moment, by the person's root: the last of what was told until then, if it was a value of the type. */
function naive({ told, merges }: World, name: string, type: PropertyType, at: number): Map<string, unknown> {
  const newest = new Map<string, Told>();
  for (const one of told) {
    if (one.name !== name || one.time > at) continue;
    const root = merges.get(one.user) ?? one.user;
    const known = newest.get(root);
    if (!known || known.time < one.time) newest.set(root, one);
  }
  return new Map(
    [...newest]
      .map(([root, { text, number }]) => [root, type === 'number' ? number : text] as const)
      .filter(([, value]) => value !== undefined && value !== null),
  );
}

async function write(warehouse: Warehouse, { told, merges }: World, random: Random): Promise<void> {
  const version = (time: number) => (2n ** 62n + BigInt(time)).toString();
  for (let at = 0; at < told.length; ) {
    const some = told.slice(at, at + 1 + Math.floor(random() * 120));
    at += some.length;
    const lines = some.map(({ user, name, time, text, number }) =>
      JSON.stringify([7, name, user, text ?? '', number, text === undefined ? 1 : 0, version(time)]),
    );
    await warehouse.run(sql`INSERT INTO person_properties (project, name, person, text, number, gone, version)
      SELECT row.1, row.2, sipHash64(toUInt32(7), row.3), row.4, row.5, row.6, row.7
      FROM (SELECT arrayJoin(arrayMap(line -> JSONExtract(line, 'Tuple(UInt32, String, String, String, Nullable(Float64), UInt8, UInt64)'),
        ${lines})) AS row)`);
  }
  await warehouse.run(sql`INSERT INTO merge_roots (person, canonical, version)
    SELECT sipHash64(toUInt32(7), pair.1), sipHash64(toUInt32(7), pair.2), 1
    FROM (SELECT arrayJoin(arrayZip(${[...merges.keys()]}, ${[...merges.values()]})) AS pair)`);
  await defineLookup(warehouse, { name: 'merges', key: 'person', value: 'canonical', table: 'merge_roots' });
}

async function numbersOf(warehouse: Warehouse): Promise<Map<string, string>> {
  const users = Array.from({ length: 12 }, (_, i) => `u${i}`);
  const rows = await warehouse.read<{ user: string; person: string }>(
    sql`SELECT user, sipHash64(toUInt32(7), user) AS person FROM (SELECT arrayJoin(${users}) AS user)`,
  );
  return new Map(rows.map(({ user, person }) => [person, user]));
}

describe.each([
  // merges thin out what is this old to the first and last time in a quarter of an hour
  {
    when: 'long ago',
    thinned: true,
    from: Date.UTC(2024, 2, 1),
    momentOf: (time: number) => Math.ceil(time / QUARTER) * QUARTER,
  },
  { when: 'of late', thinned: false, from: Date.now() - 90 * 86_400_000, momentOf: (time: number) => time },
])('properties of people that were told $when', ({ from, momentOf, thinned }) => {
  const random = seededRandom(11);
  const world = randomWorld(random, from, 30);
  const merged = testScope(project, { merged: true }, new Date(now));
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let users: Map<string, string>;
  beforeAll(async () => {
    store = await openTestStore(collectTestMigrations);
    await write(store.warehouse, world, random);
    users = await numbersOf(store.warehouse);
  }, 60_000);
  afterAll(() => store.close());

  const held = async (type: PropertyType, name: string, at: number | undefined) => {
    const scope = at === undefined ? merged : merged.at(new Date(at));
    const rows = await store.warehouse.read<{ person: string; value: unknown }>(
      sql`SELECT person, value FROM ${scope.personProperty(name, type)}`,
    );
    return new Map(rows.map(({ person, value }) => [users.get(person)!, value]));
  };
  const sorted = (values: ReadonlyMap<string, unknown>) => [...values].sort(([a], [b]) => (a < b ? -1 : 1));
  const check = async () => {
    for (let round = 0; round < 25; round++) {
      const at = momentOf(
        pick(random, world.told).time + Math.round((random() - 0.5) * 2 * random() * QUARTER),
      );
      const [name, type] = [
        pick(random, ['plan', 'spent']),
        pick(random, ['text', 'label', 'number'] as const),
      ];
      expect(sorted(await held(type, name, at))).toEqual(sorted(naive(world, name, type, at)));
    }
    for (const name of ['plan', 'spent']) {
      const last = sorted(naive(world, name, 'label', now * 2));
      expect(sorted(await held('label', name, undefined))).toEqual(last);
      expect(sorted(await held('label', name, now * 1.01))).toEqual(last);
    }
  };

  it('are read as they were at any moment, whatever came late, was merged or taken away', check, 60_000);

  it('are the same when merges have thinned them out', async () => {
    await store.warehouse.run(sql`OPTIMIZE TABLE person_property_history FINAL`);
    await store.warehouse.run(sql`OPTIMIZE TABLE person_properties FINAL`);
    const [kept] = await store.warehouse.read<{ n: string }>(
      sql`SELECT count() AS n FROM person_property_history`,
    );
    if (thinned) expect(Number(kept?.n)).toBeLessThan(world.told.length * 0.9);
    else expect(Number(kept?.n)).toBe(world.told.length);
    await check();
  }, 60_000);

  it('are what a condition on people is about', async () => {
    const at = momentOf(world.told[50]!.time);
    const condition = compile(
      { property: 'spent', op: 'atLeast', values: [2] },
      merged.at(new Date(at)),
      'person',
    );
    const ids = [...users.keys()].map(BigInt);
    const rows = await store.warehouse.read<{ person: string }>(
      sql`SELECT person FROM (SELECT arrayJoin(${sql.typed('Array(UInt64)', ids)}) AS person) WHERE ${condition}`,
    );
    const expected = [...naive(world, 'spent', 'number', at)].filter(([, value]) => Number(value) >= 2);
    expect(rows.map(({ person }) => users.get(person)).sort()).toEqual(expected.map(([user]) => user).sort());
  });
});
