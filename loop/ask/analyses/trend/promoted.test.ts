import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import { testScope } from '../../../access/testing.ts';
import { answerFrom } from '../../testing/answer-from.ts';
import { testColumns } from '../../testing/engine.ts';
import { trend } from './trend.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await testColumns();
  await warehouse.run(sql`INSERT INTO events (project, time, event, id, distinct_id, texts, numbers)
    SELECT 1, addMinutes(toDateTime64('2025-01-01 00:00:00', 3, 'UTC'), cityHash64(number) % 20000),
      ['view', 'buy', 'leave'][1 + number % 3], number, concat('u', toString(number % 50)),
      if(number % 7 = 0, map(), map('city', ['北京', '上海', '广州'][1 + number % 3])),
      if(number % 14 = 0, map('city', 5), map()) FROM numbers(5000)`);
  await warehouse.run(sql`ALTER TABLE events ADD COLUMN ${sql.name('label:city')} LowCardinality(Nullable(String))
    MATERIALIZED if(mapContains(texts, 'city'), texts['city'], if(mapContains(numbers, 'city'), toString(numbers['city']), NULL))`);
});
afterAll(() => warehouse.close());

const answer = async (question: object, materialized: string[]) => {
  const now = new Date('2025-02-01T00:00:00Z');
  const project = { id: 1, name: 'test', timeZone: 'Asia/Shanghai', weekStart: 'monday' as const };
  const scope = testScope(project, { materialized: new Set(materialized) }, now);
  const [from, to] = [new Date('2025-01-02T16:00:00Z'), new Date('2025-01-12T16:00:00Z')];
  const asked = { question: trend.question.parse({ kind: 'trend', ...question }), scope, from, to };
  return answerFrom(warehouse, trend, asked);
};

it.each([
  ['one series', { series: [{ event: 'view' }] }],
  ['several series', { series: [{ event: 'view' }, { event: '*' }, { event: 'buy' }] }],
  ['a running total, the smaller groups together', { series: [{ event: '*' }], cumulative: true, top: 2 }],
])('is the same by a property with a column of its own: %s', async (_, question) => {
  const by = [{ property: 'city' }];
  const plain = await answer({ ...question, by }, []);
  expect(plain.lines.length).toBeGreaterThan(2);
  expect(plain.totals[0]).toBeGreaterThan(500);
  expect(await answer({ ...question, by }, ['label:city'])).toEqual(plain);
});
