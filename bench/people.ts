import { sql } from '#lib/sql';
import { accessMigrations } from '#loop/access';
import { collectMigrations } from '#loop/collect';
import { countPeople, listPeople, PeopleQuery } from '#loop/know';
import { openTestStore } from '../lib/store/testing/stores.ts';
import { testScope } from '../loop/access/testing.ts';
import { merged } from './product.ts';

const RUNS = 3;
const project = { id: 1, name: 'bench', timeZone: 'UTC', weekStart: 'monday' as const };

/** People with two events and three texts each; the page and the number of those found, as the list of people asks for both. */
export async function searchBench(people: number): Promise<void> {
  const { warehouse, close } = await openTestStore([...accessMigrations, ...collectMigrations]);
  const n = sql.integer(people);
  await warehouse.run(sql`INSERT INTO events (project, time, event, id, distinct_id)
    SELECT 1, toDateTime64('2025-01-01 00:00:00', 3, 'UTC') + number % 15000000, 'view', number, concat('u', leftPad(toString(number % ${n}), 9, '0'))
    FROM numbers(${sql.integer(2 * people)})`);
  await warehouse.run(sql`INSERT INTO person_properties (project, name, person, text, version)
    SELECT 1, key, sipHash64(toUInt32(1), concat('u', leftPad(toString(number), 9, '0'))),
      multiIf(key = 'name', concat(['王','李','张','刘','陈'][1 + number % 5], hex(cityHash64(number))),
        key = 'city', ['北京','上海','广州'][1 + number % 3], concat('m', hex(cityHash64(number, 1)), '@example.com')), 1
    FROM numbers(${n}) ARRAY JOIN ['name', 'city', 'address'] AS key`);
  await merged(warehouse);
  const scope = testScope(project, {}, new Date('2025-07-01'));
  const [one] = await warehouse.read<{ text: string }>(
    sql`SELECT text FROM person_properties WHERE project = 1 AND name = 'name' LIMIT 1`,
  );
  const searches = {
    'a whole id': 'u001234567',
    'part of an id': '1234567',
    'a whole name': one?.text ?? '',
    nobody: 'zzzz',
  };
  for (const [what, search] of Object.entries(searches)) {
    const query = PeopleQuery.parse({ search });
    let least = Number.POSITIVE_INFINITY;
    let total = 0;
    for (let run = 0; run < RUNS; run++) {
      const start = performance.now();
      const [, counted] = await Promise.all([
        listPeople(warehouse, scope, query),
        countPeople(warehouse, scope, query),
      ]);
      total = counted;
      least = Math.min(least, performance.now() - start);
    }
    console.log(what.padEnd(16), search.padEnd(22), `${total} found`, Math.round(least), 'ms');
  }
  await close();
}
