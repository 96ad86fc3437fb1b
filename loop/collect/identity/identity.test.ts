import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { migrate } from '#lib/store';
import { openTestStore } from '../../../lib/store/testing.ts';
import { hash64 } from '../sip-hash.ts';
import { collectTestMigrations } from '../testing.ts';
import type { Fact } from './fact.ts';
import { Identity } from './identity.ts';

let store: Awaited<ReturnType<typeof openTestStore>>;
const before = collectTestMigrations.filter(
  ({ name }) => name < 'collect-0301' || !name.startsWith('collect-0'),
);

beforeAll(async () => {
  store = await openTestStore(before);
});
afterAll(() => store.close());

const person = (id: string) => hash64(1, id);
const rootOf = async (id: string) => {
  const [row] = await store.columns.read<{ root: string }>(
    sql`SELECT dictGetOrDefault(concat(currentDatabase(), '.merges'), 'canonical', ${BigInt(person(id))}, toUInt64(0)) AS root`,
  );
  return row?.root;
};

it('takes over who is who from a store of before, and goes on from there', async () => {
  await store.columns.run(
    sql`INSERT INTO merges VALUES (${BigInt(person('phone'))}, ${BigInt(person('li'))})`,
  );
  await migrate(store.columns, store.rows, collectTestMigrations);
  const identity = await Identity.open(store.columns, store.rows);
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
  const both = await Promise.all([0, 1].map(() => Identity.open(store.columns, store.rows)));
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
  const logged = await store.columns.read<{ id: string; into: string[] }>(
    sql`SELECT from_id AS id, groupArray(into_id) AS into FROM merge_log WHERE from_id LIKE 'device-%' GROUP BY id`,
  );
  expect(logged).toHaveLength(people.length);
  for (const { id, into } of logged) {
    expect(into).toHaveLength(1);
    expect(await rootOf(id)).toBe(person(into[0]!));
  }
});
