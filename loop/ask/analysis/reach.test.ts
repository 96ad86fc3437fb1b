import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stoppedClock } from '#lib/core';
import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import { Scopes, type Viewer } from '#loop/access';
import { dailyRandom } from '../../../lib/core/testing.ts';
import { testTables } from '../../access/testing.ts';
import type { FunnelAnswer } from '../analyses/funnel/answer.ts';
import { funnel } from '../analyses/funnel/funnel.ts';
import type { RetentionAnswer } from '../analyses/retention/answer.ts';
import type { TrendAnswer } from '../analyses/trend/answer.ts';
import { trend } from '../analyses/trend/trend.ts';
import { testColumns } from '../testing/engine.ts';
import { loadWorlds, scopeOfWorld } from '../testing/load-worlds.ts';
import { answerIn, told } from '../testing/told.ts';
import { randomWorld } from '../testing/world.ts';

const LATE = 40 * 86_400_000;
const now = '2026-11-29T00:00:00Z';

/** A file of dates that ended in June 1998, in Shanghai, and a stream of other events that still comes. */
const shop = told({ project: 9601, now, timeZone: 'Asia/Shanghai' }, [
  ...['ann order 1998-03-02T00:00', 'ann order 1998-04-10T00:00', 'ann order 1998-06-30T00:00'],
  ...['bob order 1998-04-20T00:00', 'bob order 1998-05-02T00:00', 'cat order 1998-05-09T00:00'],
]);
const withStream = {
  ...shop,
  events: [
    ...shop.events.map((event) => ({ ...event, source: 'file:1', late: LATE })),
    ...told({ project: 9601, now, timeZone: 'Asia/Shanghai' }, [
      ...['ann view 2026-11-20T10:00', 'bob view 2026-11-27T10:00', 'cat view 2026-11-28T20:00'],
    ]).events,
  ],
};
const random = dailyRandom('reach');
const worlds = Array.from({ length: 12 }, (_, i) =>
  randomWorld(random, { project: 9700 + i, days: 50, files: true }),
);

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await testColumns();
  await loadWorlds(warehouse, [withStream, ...worlds]);
}, 60_000);
afterAll(() => warehouse.close());

describe('an answer of data that ended', () => {
  const span = { from: '1998-03-01', to: '1998-08-31' };
  const orders = { start: { event: 'order' }, return: { event: 'order' } };

  it('pools the months that have data, and leaves the others open', async () => {
    const question = {
      kind: 'retention' as const,
      span,
      unit: 'month',
      periods: 5,
      entry: 'first',
      ...orders,
    };
    const answer = await answerIn<RetentionAnswer>(warehouse, withStream, question);
    const { cells, cohorts } = answer.curves[0]!;
    // ann of March has months 1 to 3, bob of April 1 and 2, cat of May 1
    expect(cells.map(({ people, base, rate }) => [people, base, rate])).toEqual([
      [3, 3, 1],
      [2, 3, 2 / 3],
      [0, 2, 0],
      [1, 1, 1],
      [0, 0, null],
    ]);
    expect(cohorts[2]!.cells.map(({ begun, mature }) => [begun, mature])).toEqual([
      [true, true],
      [true, true],
      [false, false],
      [false, false],
      [false, false],
    ]);
    expect(answer.silences).toEqual([{ after: '1998-06-30' }]);
  });

  it('has no zeros after the data, and does not call what is missing a fall', async () => {
    const series = [{ event: 'order' }, { event: 'view' }];
    const answer = await answerIn<TrendAnswer>(warehouse, withStream, {
      kind: 'trend',
      span,
      unit: 'month',
      series,
    } as never);
    expect(answer.lines[0]!.values).toEqual([1, 2, 2, 1, null, null]);
    expect(answer.periods.map(({ open }) => open)).toEqual([false, false, false, false, true, true]);
    expect(answer.silences).toEqual([{ after: '1998-06-30', series: 0 }]);
    expect(answer.complete).toBe(false);
    const asked = {
      question: trend.question.parse({ kind: 'trend', span, series }),
      scope: scopeOfWorld(withStream),
    };
    expect(trend.comparedUntil?.({ ...asked, from: new Date(0), to: new Date(now) })).toEqual(
      new Date('1998-06-30T16:00:00Z'),
    );
  });

  it('takes an event that stopped while its source goes on as zero', async () => {
    const series = [{ event: 'order', where: { property: '$source', op: 'is', values: ['http'] } }];
    const days = { from: '2026-11-20', to: '2026-11-22' };
    const answer = await answerIn<TrendAnswer>(warehouse, withStream, {
      kind: 'trend',
      span: days,
      series,
    } as never);
    expect(answer.lines[0]!.values).toEqual([0, 0, 0]);
  });

  it('counts whose window is over, and says who still has time', async () => {
    const steps = [{ event: 'order' }, { event: 'order' }];
    const question = { kind: 'funnel' as const, span, steps, window: { n: 20, unit: 'day' } };
    const answer = await answerIn<FunnelAnswer & { show: 'steps' }>(warehouse, withStream, question as never);
    // bob got on within 20 days; cat's were over in May, ann's first attempt in March
    expect(answer).toMatchObject({ open: false, ripe: { entered: 3, converted: 1 } });
    const late = { ...question, span: { from: '1998-05-01', to: '1998-06-30' } };
    const open = await answerIn<FunnelAnswer & { show: 'steps' }>(warehouse, withStream, late as never);
    // ann began on the last day
    expect(open).toMatchObject({ open: true, ripe: { entered: 2, converted: 0 } });
    const named = {
      question: funnel.question.parse(late),
      naming: { event: (name: string) => ({ zh: name, en: name }) },
    };
    expect(funnel.headline(open, named as never).en).toContain('0 of 2 people who have had their 20 days');
    expect(funnel.remarks?.(open, named as never).map(({ en }) => en)).toEqual([
      'Data until 1998-06-30',
      '1 more person has not had 20 days yet and is not in this rate; the picture and the table hold everybody',
    ]);
  });
});

it('reads off the engine what each source sent, before merges and after', async () => {
  const read = () =>
    Promise.all(
      worlds.map(async ({ project, now: moment }) => {
        const viewer = { project } as Viewer;
        const { scope } = await new Scopes(warehouse, testTables, stoppedClock(moment)).open(viewer);
        return ['a', 'b', '*'].map((event) => scope.reach([{ event }]));
      }),
    );
  const wanted = worlds.map((world) =>
    ['a', 'b', '*'].map((event) => scopeOfWorld(world).reach([{ event }])),
  );
  expect(await read()).toEqual(wanted);
  await warehouse.run(sql`OPTIMIZE TABLE events FINAL`);
  expect(await read()).toEqual(wanted);
});
