import { expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { migrate } from '#lib/store';
import { openTestStore } from '../../../../lib/store/testing/stores.ts';
import { materialize } from '../../../catalogue/materialized/materialize.ts';
import { collectTestMigrations } from '../../testing.ts';
import { numberOfText } from './number-text.ts';

const STEP = 'collect-0304';
const before = collectTestMigrations.filter(({ name }) => name < STEP || !name.startsWith('collect-0'));
const values = [
  '39.95',
  '100',
  ' -7 ',
  '+.5',
  '1e3',
  '5.',
  'free',
  '',
  '-',
  '1.2.3',
  '1,5',
  '0x1',
  'nan',
  '1e999',
  '12345678901234567',
  '0.30000000000000004',
];

it('are put beside what was kept before, as they are beside what comes in', async () => {
  const store = await openTestStore(before);
  try {
    for (const [n, value] of values.entries()) {
      await store.warehouse.run(sql`INSERT INTO events (project, time, event, id, distinct_id, texts, numbers)
        SELECT 1, now64(3), 'buy', ${sql.integer(n)}, 'u', map('price', ${value}, '$app', '4'), map('n', 1.)`);
      await store.warehouse.run(sql`INSERT INTO person_properties (project, name, person, text, version)
        SELECT 1, 'p', ${sql.integer(n)}, ${value}, 1`);
    }
    await materialize(store.warehouse);
    await migrate(store.warehouse, store.database, collectTestMigrations);
    const left = () =>
      store.warehouse.read(
        sql`SELECT 1 FROM system.mutations WHERE database = currentDatabase() AND NOT is_done`,
      );
    await expect.poll(left, { timeout: 20_000 }).toEqual([]);
    const events = await store.warehouse.read<{ price: string; number: number | null; keys: string[] }>(
      sql`SELECT texts['price'] AS price, if(mapContains(numbers, 'price'), numbers['price'], NULL) AS number,
        arraySort(mapKeys(numbers)) AS keys FROM events ORDER BY id`,
    );
    expect(events.map(({ price, number }) => [price, number])).toEqual(
      values.map((value) => [value, numberOfText(value) ?? null]),
    );
    expect(new Set(events.flatMap(({ keys }) => keys))).toEqual(new Set(['n', 'price']));
    const people = await store.warehouse.read<{ number: number | null }>(
      sql`SELECT number FROM person_properties FINAL ORDER BY person`,
    );
    expect(people.map(({ number }) => number)).toEqual(values.map((value) => numberOfText(value) ?? null));
  } finally {
    await store.close();
  }
}, 60_000);
