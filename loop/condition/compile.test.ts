import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import { openTestStore } from '../../lib/store/testing/stores.ts';
import { testScope } from '../access/testing.ts';
import { collectMigrations } from '../collect/migrations/index.ts';
import { Condition, compile, type Owner } from './index.ts';

const project = { id: 7, name: 'shop', timeZone: 'Asia/Shanghai', weekStart: 'monday' as const };
const now = new Date('2026-11-20T04:00:00Z');
const scope = testScope(project, {}, now);

const events = [
  [
    'ann',
    'visit',
    '2026-11-01 02:00:00',
    { city: '上海', plan: 'Pro' },
    { amount: 5 },
    { due: '2026-11-18 00:00:00.000' },
  ],
  ['ann', 'paid', '2026-11-10 02:00:00', { city: '上海' }, { amount: 120 }, {}],
  ['bob', 'visit', '2026-11-05 02:00:00', { city: '北京', ref: "o'neil; --" }, {}, {}],
  [
    'bob',
    'visit',
    '2026-11-19 17:00:00',
    { city: '北京' },
    { amount: -3.5 },
    { due: '2026-01-01 00:00:00.000' },
  ],
  ['cat', 'visit', '2025-01-01 00:00:00', {}, { amount: 0 }, {}],
] as const;
const properties = [
  ['ann', 'level', 'gold', null],
  ['bob', 'level', 'silver', null],
  ['ann', 'age', '34', 34],
  ['bob', 'age', '61', 61],
] as const;

let store: Awaited<ReturnType<typeof openTestStore>>;
let warehouse: Warehouse;
beforeAll(async () => {
  store = await openTestStore(collectMigrations.map(({ name, warehouse }) => ({ name, warehouse })));
  warehouse = store.warehouse;
  const rows = events.map(([distinct_id, event, time, texts, numbers, times], i) =>
    JSON.stringify({
      project: 7,
      distinct_id,
      event,
      time,
      id: i + 1,
      texts,
      numbers,
      times,
      source: 'http',
      received: time,
    }),
  );
  await warehouse.insert('events', Buffer.from(rows.join('\n')), { format: 'JSONEachRow' });
  for (const [id, name, text, number] of properties)
    await warehouse.run(sql`INSERT INTO person_properties (project, name, person, text, number, version)
      SELECT 7, ${name}, sipHash64(toUInt32(7), ${id}), ${text}, ${sql.typed('Nullable(Float64)', number)}, 1`);
}, 30_000);
afterAll(() => store.close());

/** The ids of the people, or `id@day` of the events, that a condition holds for. */
async function holds(condition: unknown, subject: Owner, as = scope): Promise<string[]> {
  const test = compile(Condition.parse(condition), as, subject);
  const statement =
    subject === 'person'
      ? sql`SELECT distinct_id AS found FROM ${scope.people} WHERE ${test} ORDER BY found`
      : sql`SELECT concat(distinct_id, '@', toString(toDate(time))) AS found FROM ${scope.events} WHERE ${test} ORDER BY found`;
  return (await warehouse.read<{ found: string }>(statement)).map(({ found }) => found);
}

const all = ['ann@2026-11-01', 'ann@2026-11-10', 'bob@2026-11-05', 'bob@2026-11-19', 'cat@2025-01-01'];
const without = (...some: string[]) => all.filter((one) => !some.includes(one));

describe('a condition on events', () => {
  it.each<[object, string[]]>([
    [{ property: 'city', op: 'is', values: ['上海', '广州'] }, all.slice(0, 2)],
    [{ property: 'city', op: 'isNot', values: ['上海'] }, without('ann@2026-11-01', 'ann@2026-11-10')],
    [{ property: 'plan', op: 'contains', values: ['pr'] }, ['ann@2026-11-01']],
    [{ property: 'ref', op: 'is', values: ["o'neil; --"] }, ['bob@2026-11-05']],
    [{ property: 'plan', op: 'startsWith', values: ['P'] }, ['ann@2026-11-01']],
    [{ property: 'city', op: 'matches', values: ['^北'] }, ['bob@2026-11-05', 'bob@2026-11-19']],
    [{ property: 'amount', op: 'greater', values: [5] }, ['ann@2026-11-10']],
    [{ property: 'amount', op: 'atLeast', values: [5] }, ['ann@2026-11-01', 'ann@2026-11-10']],
    [{ property: 'amount', op: 'less', values: [0] }, ['bob@2026-11-19']],
    [
      { property: 'amount', op: 'between', values: [-3.5, 5] },
      ['ann@2026-11-01', 'bob@2026-11-19', 'cat@2025-01-01'],
    ],
    [{ property: 'amount', op: 'is', values: [0] }, ['cat@2025-01-01']],
    [{ property: 'amount', op: 'is', values: ['120'] }, ['ann@2026-11-10']],
    [{ property: 'amount', op: 'isNotSet' }, ['bob@2026-11-05']],
    [{ property: 'due', op: 'after', values: ['2026-06-01'] }, ['ann@2026-11-01']],
    [{ property: 'due', op: 'after', values: ['2026-11-17'] }, ['ann@2026-11-01']],
    [{ property: 'due', op: 'after', values: ['2026-11-18'] }, []],
    [{ property: 'due', op: 'before', values: ['2026-11-18'] }, ['bob@2026-11-19']],
    [{ property: 'due', op: 'after', values: ['2026-11-18T07:59:59'] }, ['ann@2026-11-01']],
    [{ property: 'due', op: 'after', values: ['2026-11-18 08:00'] }, []],
    [{ property: 'due', op: 'after', values: ['2026-11-18T07:59:59.999999'] }, ['ann@2026-11-01']],
    [{ property: 'due', op: 'after', values: ['2026-11-18T08:00:00.000001'] }, []],
    [{ property: 'due', op: 'after', values: ['0001-01-01'] }, ['ann@2026-11-01', 'bob@2026-11-19']],
    [{ property: 'due', op: 'before', values: ['9999-12-31'] }, ['ann@2026-11-01', 'bob@2026-11-19']],
    [{ property: 'due', op: 'after', values: ['9999-12-31'] }, []],
    [{ property: 'due', op: 'inLast', values: [30] }, ['ann@2026-11-01']],
    [{ property: 'due', op: 'inLast', values: [1e15] }, ['ann@2026-11-01', 'bob@2026-11-19']],
    [{ property: 'due', op: 'inLast', values: [-1e15] }, []],
    [{ property: 'due', op: 'before', values: ['2026-06-01T00:00:00Z'] }, ['bob@2026-11-19']],
    [{ property: '$event', op: 'is', values: ['paid'] }, ['ann@2026-11-10']],
    [{ property: '$event', op: 'greater', values: [5] }, []],
    [{ property: '$event', op: 'after', values: ['2026-01-01'] }, []],
    [{ property: '$time', op: 'startsWith', values: ['2025'] }, ['cat@2025-01-01']],
    [{ property: '$time', op: 'less', values: [5] }, []],
    [{ property: 'level', of: 'person', op: 'is', values: ['gold'] }, all.slice(0, 2)],
  ])('%j', async (condition, expected) => {
    expect(await holds(condition, 'event')).toEqual(expected);
  });
});

describe('a condition on people', () => {
  it.each<[object, string[]]>([
    [{ property: 'level', op: 'is', values: ['gold'] }, ['ann']],
    [{ property: 'level', op: 'isNot', values: ['gold'] }, ['bob', 'cat']],
    [{ property: 'level', op: 'isNotSet' }, ['cat']],
    [{ property: 'age', op: 'atLeast', values: [61] }, ['bob']],
    [{ property: '$first_seen', op: 'before', values: ['2026-01-01'] }, ['cat']],
    [{ property: '$id', op: 'is', values: ['bob'] }, ['bob']],
    [{ property: '$id', op: 'is', values: [5] }, []],
    [{ property: '$id', op: 'before', values: ['2026-01-01'] }, []],
    [{ property: '$last_seen', op: 'greater', values: [5] }, []],
    [{ did: { event: 'visit' } }, ['ann', 'bob', 'cat']],
    [{ did: { event: 'visit' }, times: { op: 'atLeast', n: 2 } }, ['bob']],
    [{ did: { event: 'visit' }, times: { op: 'exactly', n: 1 } }, ['ann', 'cat']],
    [{ did: { event: 'paid' }, times: { op: 'exactly', n: 0 } }, ['bob', 'cat']],
    [{ did: { event: '*' }, times: { op: 'atMost', n: 1 } }, ['cat']],
    [{ did: { event: 'visit' }, within: { last: 1, unit: 'day' } }, ['bob']],
    [{ did: { event: 'visit' }, within: { from: '2026-11-01', to: '2026-11-01' } }, ['ann']],
    [{ did: { event: '*', where: { property: 'amount', op: 'greater', values: [100] } } }, ['ann']],
    [{ property: 'amount', of: 'event', op: 'greater', values: [100] }, ['ann']],
    [{ all: [] }, ['ann', 'bob', 'cat']],
    [{ any: [] }, []],
    [
      {
        any: [
          { property: 'level', op: 'is', values: ['gold'] },
          { not: { did: { event: '*' }, within: { last: 2, unit: 'month' } } },
        ],
      },
      ['ann', 'cat'],
    ],
  ])('%j', async (condition, expected) => {
    expect(await holds(condition, 'person')).toEqual(expected);
  });

  it('counts nothing after now within a span that is not over', async () => {
    const today = { did: { event: 'visit' }, within: { last: 1, unit: 'day' } };
    const at = (moment: string) => testScope(project, {}, new Date(moment));
    expect(await holds(today, 'person', at('2026-11-19T16:59:59.999Z'))).toEqual([]);
    expect(await holds(today, 'person', at('2026-11-19T17:00:00Z'))).toEqual(['bob']);
  });
});
