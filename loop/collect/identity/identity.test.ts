import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { migrate, type Warehouse } from '#lib/store';
import { dailyRandom } from '../../../lib/core/testing.ts';
import { openTestStore } from '../../../lib/store/testing/stores.ts';
import { hash64 } from '../receive/sip-hash.ts';
import { collectTestMigrations } from '../testing.ts';
import type { Fact } from './fact.ts';
import { Identity } from './identity.ts';
import { NaiveIdentity, type Split } from './naive-identity.ts';

let store: Awaited<ReturnType<typeof openTestStore>>;
const stepsBefore = (step: string) =>
  collectTestMigrations.filter(({ name }) => name < step || !name.startsWith('collect-0'));

beforeAll(async () => {
  store = await openTestStore(stepsBefore('collect-0301'));
});
afterAll(() => store.close());

const person = (id: string, project = 1) => hash64(project, id);
const rootOf = async (id: string) => {
  const [row] = await store.warehouse.read<{ root: string }>(
    sql`SELECT dictGetOrDefault(concat(currentDatabase(), '.merges'), 'canonical', ${BigInt(person(id))}, toUInt64(0)) AS root`,
  );
  return row?.root;
};
const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
/** Who is one with whom of six ids, as questions see it: the root of each. */
const rootsOf = async (project: number, warehouse: Warehouse = store.warehouse) => {
  const rows = await warehouse.read<{ root: string }>(
    sql`SELECT dictGetOrDefault(concat(currentDatabase(), '.merges'), 'canonical', person, person) AS root
      FROM (SELECT arrayJoin(${sql.typed(
        'Array(UInt64)',
        ids.map((id) => BigInt(person(id, project))),
      )}) AS person)`,
  );
  return rows.map(({ root }) => root);
};

it('takes over who is who from a store of before, and goes on from there', async () => {
  await store.warehouse.run(
    sql`INSERT INTO merges VALUES (${BigInt(person('phone'))}, ${BigInt(person('li'))})`,
  );
  // two phones of a user who was merged into another and taken out again, by a program that left the phones behind
  const say = (time: number, kind: string, from: string, into: string, fromId: string, intoId: string) =>
    store.warehouse.run(sql`INSERT INTO merge_log VALUES (1, fromUnixTimestamp64Milli(${BigInt(time)}), ${kind},
      ${BigInt(person(from))}, ${BigInt(person(into))}, ${fromId}, ${intoId})`);
  await say(1000, 'link', 'phone-1', 'u1', 'phone-1', 'u1');
  await say(2000, 'link', 'phone-2', 'u1', 'phone-2', 'u1');
  await say(3000, 'alias', 'u1', 'u2', 'u1', 'u2');
  await say(4000, 'split', 'u1', 'u2', 'u1', '');
  for (const user of ['u1', 'u2'])
    await store.warehouse.run(sql`INSERT INTO known_users VALUES (1, ${BigInt(person(user))})`);
  for (const phone of ['phone-1', 'phone-2'])
    await store.warehouse.run(
      sql`INSERT INTO merges VALUES (${BigInt(person(phone))}, ${BigInt(person('u2'))})`,
    );
  await migrate(store.warehouse, store.database, collectTestMigrations);
  const identity = await Identity.open(store.warehouse, store.database);
  expect(await rootOf('phone-1')).toBe(person('u1'));
  expect(await rootOf('phone-2')).toBe(person('u1'));
  await Identity.open(store.warehouse, store.database);
  expect(await rootOf('phone-2')).toBe(person('u1'));
  expect(await rootOf('phone')).toBe(person('li'));
  expect(await rootOf('laptop')).toBe('0');
  await identity.apply([['alias', 1, 'li', 'li-new', 0]], 'a');
  expect([await rootOf('phone'), await rootOf('li')]).toEqual([person('li-new'), person('li-new')]);
  await identity.split(1, 'phone', 0);
  expect(await rootOf('phone')).toBe(person('phone'));
  await identity.apply([['alias', 1, 'phone', 'li-new', 0]], 'b');
  expect(await rootOf('phone')).toBe(person('li-new'));
});

it('merges each id once when two processes merge at the same time', async () => {
  const people = Array.from({ length: 40 }, (_, i) => `device-${i}`);
  const both = await Promise.all([0, 1].map(() => Identity.open(store.warehouse, store.database)));
  await Promise.all(
    both.flatMap((identity, side) =>
      [0, 1, 2, 3].map((batch) =>
        identity.apply(
          people.slice(batch * 10, batch * 10 + 10).map((id): Fact => ['link', 1, id, `user-${side}`, 0]),
          `race-${side}-${batch}`,
        ),
      ),
    ),
  );
  const logged = await store.warehouse.read<{ id: string; into: string[] }>(
    sql`SELECT from_id AS id, groupArray(into_id) AS into FROM merge_log WHERE from_id LIKE 'device-%' GROUP BY id`,
  );
  expect(logged).toHaveLength(people.length);
  for (const { id, into } of logged) {
    expect(into).toHaveLength(1);
    expect(await rootOf(id)).toBe(person(into[0]!));
  }
});

/** A store whose process is killed instead of writing once more than so often. */
function killedAfter(writes: number): Warehouse {
  let left = writes;
  return new Proxy(store.warehouse, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      if (name !== 'insert') return typeof value === 'function' ? value.bind(target) : value;
      return (...rest: Parameters<Warehouse['insert']>) => {
        if (left-- <= 0) throw new Error('killed');
        return target.insert(...rest);
      };
    },
  });
}

describe('splits', () => {
  const random = dailyRandom('splits');
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const drawn = (project: number): Fact | Split => {
    const draw = random();
    if (draw < 0.3) return ['split', project, pick(ids)];
    if (draw < 0.4) return ['known', project, pick(ids)];
    return [draw < 0.7 ? 'link' : 'alias', project, pick(ids), pick(ids), 0];
  };

  async function tell(identity: Identity, what: Fact | Split, token: string) {
    if (what[0] !== 'split') return identity.apply([what], token);
    await identity.split(what[1], what[2], 0).catch((error: { code?: string }) => {
      if (error.code !== 'collect.unknown-person') throw error;
    });
  }

  it('leave the union of the links that stand, whoever is killed where and whichever process goes on', async () => {
    let joined = 0;
    let identity = await Identity.open(store.warehouse, store.database);
    for (let project = 100; project < 104; project++) {
      const naive = new NaiveIdentity();
      const told: unknown[] = [];
      for (let step = 0; step < 14; step++) {
        const what = drawn(project);
        told.push(what);
        const token = `${project}-${step}`;
        const roots = await rootsOf(project);
        const names = new Map(ids.map((id) => [person(id, project), id]));
        naive.tell(what, (id) => names.get(roots[ids.indexOf(id)]!)!);
        if (random() < 0.3) {
          const writes = Math.floor(random() * 5);
          told.push(`killed after ${writes}`);
          await tell(await Identity.open(killedAfter(writes), store.database), what, token).catch((error) => {
            expect(String(error)).toContain('killed');
          });
          identity = await Identity.open(store.warehouse, store.database);
        }
        await tell(identity, what, token);
        const now = await rootsOf(project);
        for (const [at, id] of ids.entries()) {
          const mates = ids.filter((_, other) => now[other] === now[at]);
          expect(mates, JSON.stringify([told, id])).toEqual(ids.filter((other) => naive.one(id).has(other)));
          joined += mates.length - 1;
        }
      }
    }
    expect(joined).toBeGreaterThan(60);
  }, 120_000);

  it('are not undone by a batch that comes again after a crash, but by a new alias', async () => {
    const identity = await Identity.open(store.warehouse, store.database);
    const alias: Fact = ['alias', 200, 'a', 'b', 0];
    const one = async () => new Set((await rootsOf(200)).slice(0, 2)).size === 1;
    await identity.apply([alias], 'first');
    await identity.split(200, 'a', 0);
    await identity.apply([alias], 'first');
    expect(await one()).toBe(false);
    await identity.apply([alias], 'second');
    expect(await one()).toBe(true);
    await identity.split(200, 'b', 0);
    expect(await one()).toBe(false);
  });
});
