import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '#lib/store';
import { testColumns } from '../../testing/engine.ts';
import { loadWorlds } from '../../testing/load-worlds.ts';
import { answerIn, told } from '../../testing/told.ts';
import type { World } from '../../testing/world.ts';
import type { RetentionAnswer } from './answer.ts';

/** Four people; `d2` is dan's other phone, cat signed up before, bob came back a millisecond after midnight. */
const four = told({ project: 9401, now: '2026-03-07T12:00:00Z', merges: { d2: 'dan' } }, [
  ...['ann s 2026-03-02T10:00', 'ann r 2026-03-03T09:00', 'ann r 2026-03-04T11:00'],
  ...['ann s 2026-03-04T12:00', 'ann r 2026-03-05T11:00'],
  ...['bob s 2026-03-02T23:59:59.999', 'bob r 2026-03-03T00:00'],
  ...['cat s 2026-02-20T10:00', 'cat s 2026-03-03T08:00', 'cat r 2026-03-03T09:00', 'cat r 2026-03-06T08:00'],
  ...['dan r 2026-03-04T12:00', 'dan s 2026-03-05T12:00', 'd2 r 2026-03-06T12:00'],
]);

/** New York, where 8 March 2026 has 23 hours. */
const spring = told({ project: 9402, now: '2026-03-12T04:30:00Z', timeZone: 'America/New_York' }, [
  ...['ann s 2026-03-07T23:30', 'ann r 2026-03-08T23:30', 'ann r 2026-03-09T00:10'],
  ...['bob s 2026-03-08T00:00', 'bob r 2026-03-08T23:59', 'bob r 2026-03-09T00:59', 'bob r 2026-03-09T01:00'],
]);

const months = told({ project: 9403, now: '2026-06-15T00:00:00Z', timeZone: 'Asia/Shanghai' }, [
  ...['ann s 2026-01-31T23:59', 'ann r 2026-02-01T00:00', 'ann r 2026-02-28T23:59', 'ann r 2026-03-01T00:00'],
  ...['bob s 2026-01-01T00:00', 'bob r 2026-01-31T00:00', 'bob r 2026-03-31T23:59:59.999'],
]);

const payers = told({ project: 9404, now: '2026-03-07T12:00:00Z' }, [
  ...['ann s 2026-03-02T10:00', 'ann r 2026-03-02T09:00 x=7', 'ann r 2026-03-02T11:00 x=10'],
  ...['ann r 2026-03-03T11:00 x=20', 'ann r 2026-03-03T12:00 x=30', 'ann r 2026-03-05T12:00'],
  ...['bob s 2026-03-02T10:00', 'bob r 2026-03-04T10:00 x=5', 'cat s 2026-03-02T10:00'],
]);

/** Back in the hour 65,538, which 16 bits would take for hour 2, before the start. */
const patient = told({ project: 9405, now: '2026-03-20T00:00:00Z' }, [
  'ann s 2015-01-01T10:30',
  'ann r 2022-06-23T18:30',
]);

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await testColumns();
  await loadWorlds(warehouse, [four, spring, months, payers, patient]);
});
afterAll(() => warehouse.close());

const asked = (world: World, more: object) =>
  answerIn<RetentionAnswer>(warehouse, world, {
    kind: 'retention',
    periods: 4,
    start: { event: 's' },
    return: { event: 'r' },
    ...more,
  } as { kind: 'retention' });

/** A line a cohort, `~` on what may still grow, `-` on what has not begun; last the curve. */
async function triangle(world: World, more: object) {
  const { cohorts, cells } = (await asked(world, more)).curves[0]!;
  const mark = (begun: boolean, mature: boolean) => (mature ? '' : begun ? '~' : '-');
  return [
    ...cohorts.map((cohort) =>
      cohort.cells.map((cell) => cell.people + mark(cell.begun, cell.mature)).join(' '),
    ),
    cells.map(({ people, base }) => `${people}/${base}`).join(' '),
  ];
}

const week = { span: { from: '2026-03-02', to: '2026-03-05' } };

describe('retention, worked out by hand', () => {
  it.each<[string, object, string[]]>([
    ['on', {}, ['2 2 1 1', '1 0 0 1', '1 1 0 0~', '1 1 0~ 0-', '5/5 4/5 1/4 2/3']],
    ['ever', { entry: 'ever' }, ['2 2 1 1', '0 0 0 0', '0 0 0 0~', '1 1 0~ 0-', '3/3 3/3 1/2 1/2']],
    ['first', { entry: 'first' }, ['2 2 1 1', '1 0 0 1', '0 0 0 0~', '1 1 0~ 0-', '4/4 3/4 1/3 2/3']],
    ['rolling', { window: 'rolling' }, ['2 0 1 1', '1 0 0 1~', '1 0 0~ 0~', '1 1~ 0~ 0-', '5/5 0/4 1/3 1/2']],
    ['onOrAfter', { count: 'onOrAfter' }, ['2 2 1 1', '1 1 1 1', '1 1 0 0~', '1 1 0~ 0-', '5/5 5/5 2/4 2/3']],
    [
      'onOrBefore',
      { count: 'onOrBefore' },
      ['2 2 2 2', '1 0 0 1', '1 1 1 1~', '1 1 1~ 1~', '5/5 4/5 3/4 3/3'],
    ],
    ['streak', { count: 'streak' }, ['2 2 1 1', '1 0 0 0', '1 1 0 0~', '1 1 0~ 0-', '5/5 4/5 1/4 1/3']],
    [
      'brackets',
      {
        count: 'brackets',
        brackets: [
          [1, 2],
          [3, 3],
        ],
      },
      ['2 2 1', '1 0 1', '1 1 0~', '1 1~ 0-', '5/5 3/4 2/3'],
    ],
    [
      'two returns from then on',
      { count: 'onOrAfter', minReturns: 2 },
      ['2 1 1 0', '1 0 0 0', '1 0 0 0~', '1 0 0~ 0-', '5/5 1/5 1/4 0/3'],
    ],
    [
      'anything at all',
      { start: { event: '*' }, return: { event: '*' } },
      ['2 2 1 1', '3 1 1 1', '2 2 1 0~', '2 1 0~ 0-', '9/9 6/9 3/7 2/5'],
    ],
  ])('%s', async (_, more, expected) => {
    expect(await triangle(four, { ...week, ...more })).toEqual(expected);
  });

  it('leaves out cohorts that have not begun', async () => {
    expect(await triangle(four, { span: { from: '2026-03-05', to: '2026-03-31' } })).toEqual([
      '1 1 0~ 0-',
      '0 0~ 0- 0-',
      '0~ 0- 0- 0-',
      '1/1 1/1 0/0 0/0',
    ]);
  });

  it('counts the days of the calendar over a change of the clock, and 24 hours when rolling', async () => {
    const span = { from: '2026-03-07', to: '2026-03-08' };
    expect(await triangle(spring, { span, periods: 3 })).toEqual(['1 1 1', '1 1 0', '2/2 2/2 1/2']);
    expect(await triangle(spring, { span, periods: 3, window: 'rolling' })).toEqual([
      '1 0 0',
      '1 1 0',
      '2/2 1/2 0/2',
    ]);
  });

  it('takes months as they are on the calendar, and as 30 days when rolling', async () => {
    const some = { span: { from: '2026-01-15', to: '2026-01-20' }, unit: 'month' };
    expect(await triangle(months, some)).toEqual(['2 1 2 0', '2/2 1/2 2/2 0/2']);
    expect(await triangle(months, { ...some, window: 'rolling' })).toEqual(['2 1 1 0', '2/2 1/2 1/2 0/2']);
  });

  it('begins weeks where it is told to', async () => {
    const januaryOf = { span: { from: '2026-01-26', to: '2026-01-31' }, unit: 'week' };
    expect(await triangle(months, januaryOf)).toEqual(['1 0 0 0', '1/1 0/1 0/1 0/1']);
    expect(await triangle(months, { ...januaryOf, weekStart: 'sunday' })).toEqual([
      '1 1 0 0',
      '1/1 1/1 0/1 0/1',
    ]);
  });

  it('adds up what was paid, from the first moment on or from the first period', async () => {
    const paid = async (as: string, more: object = {}) => {
      const span = { from: '2026-03-02', to: '2026-03-02' };
      const { curves } = await asked(payers, { span, value: { of: 'x', as }, ...more });
      return curves[0]!.cells.map(({ value }) => value);
    };
    expect(await paid('sum')).toEqual([17, 50, 5, 0]);
    expect(await paid('sum', { window: 'rolling' })).toEqual([10, 50, 5, 0]);
    expect(await paid('sum', { count: 'onOrBefore' })).toEqual([17, 67, 72, 72]);
    expect(await paid('sum', { count: 'onOrAfter' })).toEqual([17, 55, 5, 0]);
    expect(await paid('average')).toEqual([8.5, 25, 5, null]);
    expect(await paid('perPerson', { count: 'onOrBefore' })).toEqual([17 / 3, 67 / 3, 24, 24]);
  });

  it('finds who came back after more hours than 16 bits can count', async () => {
    const once = { span: { from: '2015-01-01', to: '2015-01-01' }, unit: 'hour', entry: 'first' };
    expect((await triangle(patient, { ...once, count: 'onOrAfter' })).at(-1)).toBe('1/1 1/1 1/1 1/1');
  });
});
