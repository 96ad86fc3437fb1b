import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '#lib/store';
import { intervalOf, plainNaming } from '#loop/condition';
import { answerFrom } from '../../testing/answer-from.ts';
import { testColumns } from '../../testing/engine.ts';
import { loadWorlds, scopeOfWorld } from '../../testing/load-worlds.ts';
import type { World } from '../../testing/world.ts';
import { trend } from './trend.ts';

/** Events told as `user event moment amount city`; `ann` and `anon` are one person. */
const lines = [
  'ann buy 2026-03-07T10:00 10 上海',
  'anon buy 2026-03-07T11:00 30 上海',
  'bob buy 2026-03-07T23:30 5 成都',
  'bob view 2026-03-08T12:00',
  'ann buy 2026-03-09T12:00 50 成都',
  'cat buy 2026-03-09T12:00',
  'cat view 2026-03-12T09:00',
];

const world: World = {
  project: { id: 9301, name: 'told', timeZone: 'America/New_York', weekStart: 'monday' },
  now: new Date('2026-03-09T20:00:00Z'),
  merges: new Map([['anon', 'ann']]),
  traits: [],
  events: lines.map((line) => {
    const [user, event, at, amount, city] = line.split(' ') as [string, string, string, string?, string?];
    // New York is 5 hours behind UTC before 8 March 2026, 4 hours from then on.
    const offset = at < '2026-03-08T02:00' ? '-05:00' : '-04:00';
    return {
      user,
      event,
      time: Date.parse(`${at}:00${offset}`),
      ...(city && { texts: { city } }),
      ...(amount && { numbers: { amount: Number(amount) } }),
    };
  }),
};

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await testColumns();
  await loadWorlds(warehouse, [world]);
});
afterAll(() => warehouse.close());

async function ask(input: Record<string, unknown>) {
  const scope = scopeOfWorld(world);
  const span = { from: '2026-03-07', to: '2026-03-10' };
  const question = trend.question.parse({ kind: 'trend', span, ...input });
  const asked = { question, naming: plainNaming, scope, ...intervalOf(question.span, scope) };
  const answer = await answerFrom(warehouse, trend, asked);
  return { answer, asked };
}

const figures = async (count: unknown, more: Record<string, unknown> = {}) => {
  const { answer } = await ask({ series: [{ event: 'buy', count }], ...more });
  return { values: answer.lines[0]?.values, total: answer.lines[0]?.total };
};

describe('trends', () => {
  it('count by day of the zone, 0 where nothing happened, nothing where the day has not come', async () => {
    expect(await figures('events')).toEqual({ values: [3, 0, 2, null], total: 5 });
    const { answer } = await ask({ series: [{ event: 'buy' }] });
    expect(answer.periods.map(({ label, open }) => [label, open])).toEqual([
      ['2026-03-07', false],
      ['2026-03-08', false],
      ['2026-03-09', true],
      ['2026-03-10', true],
    ]);
  });

  it('count a person with several ids once, and once over the span', async () => {
    expect(await figures('people')).toEqual({ values: [2, 0, 2, null], total: 3 });
    expect(await figures('perPerson')).toEqual({ values: [1.5, null, 1, null], total: 5 / 3 });
  });

  it('measure a property of the events that have it', async () => {
    expect(await figures({ sum: 'amount' })).toEqual({ values: [45, 0, 50, null], total: 95 });
    expect(await figures({ average: 'amount' })).toEqual({ values: [15, null, 50, null], total: 23.75 });
    expect(await figures({ median: 'amount' })).toEqual({ values: [10, null, 50, null], total: 20 });
    expect(await figures({ max: 'amount' })).toEqual({ values: [30, null, 50, null], total: 50 });
    expect(await figures({ distinct: 'city' })).toEqual({ values: [2, 0, 1, null], total: 2 });
  });

  it('grow to the whole when cumulative, and people stay distinct', async () => {
    expect((await figures('people', { cumulative: true })).values).toEqual([2, 2, 3, null]);
    expect((await figures({ average: 'amount' }, { cumulative: true })).values).toEqual([
      15,
      15,
      23.75,
      null,
    ]);
  });

  it('calculate over series, and from totals for the total', async () => {
    const series = [
      { event: 'buy', count: { sum: 'amount' } },
      { event: 'buy', count: 'people' },
    ];
    const { answer } = await ask({ series, formulas: [{ name: 'each', expression: 'A / B' }] });
    const formula = answer.lines.find((line) => line.series === 2);
    expect(formula?.values).toEqual([22.5, null, 25, null]);
    expect(formula?.total).toBe(95 / 3);
  });

  it('show the biggest groups and the rest, which count everybody once', async () => {
    const { answer, asked } = await ask({
      series: [{ event: 'buy', count: 'people' }],
      by: [{ property: 'city' }],
      top: 1,
    });
    expect(answer.lines.map(({ group, values, total }) => [group, values, total])).toEqual([
      [['上海'], [1, 0, 0, null], 1],
      ['other', [1, 0, 2, null], 3],
    ]);
    expect(answer.totals).toEqual([3]);
    const people = await warehouse.read(trend.people(asked, { series: 0, group: 'other' }));
    expect(people).toHaveLength(3);
  });

  it('mark a week that the span cuts', async () => {
    const { answer } = await ask({ series: [{ event: 'buy' }], unit: 'week' });
    expect(answer.periods).toEqual([
      { label: '2026-03-02', open: false, cut: true },
      { label: '2026-03-09', open: true, cut: true },
    ]);
    expect(answer.lines[0]?.values).toEqual([3, 2]);
  });

  it('say it in both languages, against what they are compared with', async () => {
    const { answer, asked } = await ask({ series: [{ event: 'buy', count: 'people' }] });
    const before = { ...answer, totals: [2] };
    expect(trend.headline(answer, asked, before)).toEqual({
      zh: '「buy」人数 3，比上期多 50.0%',
      en: '“buy” people: 3, 50.0% above the previous span',
    });
    expect(trend.remarks?.(answer, asked)).toEqual([
      { zh: '所选时间还没结束', en: 'The span is not over yet' },
    ]);
    expect(trend.definition(asked).zh).toContain('人数去重');
  });

  it('refuse more figures than anybody can read', async () => {
    const long = { series: [{ event: 'buy' }], span: { from: '1990-01-01', to: '2026-01-01' }, unit: 'hour' };
    await expect(ask(long)).rejects.toThrow('more than 200000 figures');
  });

  it('refuse a formula over series that are not there', () => {
    const question = { kind: 'trend', series: [{ event: 'buy' }], formulas: [{ expression: 'A / B' }] };
    expect(trend.question.safeParse(question).success).toBe(false);
    expect(trend.question.safeParse({ ...question, formulas: [{ expression: 'A /' }] }).success).toBe(false);
  });
});
