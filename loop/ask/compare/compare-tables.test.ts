import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '#lib/core';
import type { Warehouse } from '#lib/store';
import { intervalOf, plainNaming } from '#loop/condition';
import type { Kind } from '../analyses/index.ts';
import { analysisOf } from '../analysis/any-analysis.ts';
import { csvOf } from '../download.ts';
import { parseQuestion, prepare } from '../parse-question.ts';
import { answerFrom } from '../testing/answer-from.ts';
import { testColumns } from '../testing/engine.ts';
import { loadWorlds, scopeOfWorld } from '../testing/load-worlds.ts';
import { told } from '../testing/told.ts';
import { comparedInterval, comparedWith } from './compare.ts';
import { comparedTable } from './compare-tables.ts';

const world = told({ project: 9601, now: '2024-04-01T00:00Z' }, [
  ...['a buy 2023-02-28T10:00', 'a buy 2023-03-01T10:00', 'b buy 2023-03-01T11:00', 'a pay 2023-03-02T12:00'],
  ...['a buy 2024-02-28T10:00', 'a buy 2024-02-29T10:00', 'a buy 2024-03-01T10:00', 'a pay 2024-03-01T12:00'],
]);

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await testColumns();
  await loadWorlds(warehouse, [world]);
});
afterAll(() => warehouse.close());

async function tableOf(input: { kind: Kind } & Record<string, unknown>): Promise<Table> {
  const question = parseQuestion(input);
  const analysis = analysisOf[question.kind];
  const asked = prepare(question, scopeOfWorld(world));
  const named = { question, naming: plainNaming };
  const table = async (one: typeof asked) =>
    analysis.table(await answerFrom(warehouse, analysis, one), named);
  const thens = question.compare.map(async (against) => {
    const then = comparedInterval(asked, { ...question, against }, asked.scope);
    return {
      against,
      table: await table({ ...asked, ...then }),
      comparedWith: comparedWith(asked, { ...question, against }, asked.scope),
    };
  });
  return comparedTable(await table(asked), await Promise.all(thens));
}

const csv = async (input: { kind: Kind } & Record<string, unknown>) =>
  [...csvOf(await tableOf(input), 'en')].join('').replace('\ufeff', '').trim().split('\r\n');

const span = { from: '2024-02-28', to: '2024-03-01' };

describe('a table with what it is compared with', () => {
  it('has columns for each where there are several, and pairs each by the calendar', async () => {
    const series = [{ event: 'buy' }];
    const compare = ['previous', 'year', { from: '2023-03-01', to: '2023-03-03' }];
    expect(await csv({ kind: 'trend', span, series, compare })).toEqual([
      [
        'Period,previous span,a year earlier,2023-03-01 – 2023-03-03,"buy, events"',
        '"buy, events, previous span","buy, events, change"',
        '"buy, events, a year earlier","buy, events, change from a year earlier"',
        '"buy, events, 2023-03-01 – 2023-03-03","buy, events, change from 2023-03-01 – 2023-03-03"',
      ].join(','),
      '2024-02-28,2024-02-25,2023-02-28,2023-03-01,1,0,,1,0,2,-0.5',
      '2024-02-29,2024-02-26,,2023-03-02,1,0,,,,0,',
      '2024-03-01,2024-02-27,2023-03-01,2023-03-03,1,0,,2,-0.5,0,',
      'Total,,,,3,0,,3,0,2,0.5',
    ]);
  });

  it('puts a day beside the same date a year earlier, a leap day beside none', async () => {
    const series = [{ event: 'buy' }];
    expect(await csv({ kind: 'trend', span, series, compare: 'year' })).toEqual([
      'Period,a year earlier,"buy, events","buy, events, a year earlier","buy, events, change"',
      '2024-02-28,2023-02-28,1,1,0',
      '2024-02-29,,1,,',
      '2024-03-01,2023-03-01,1,2,-0.5',
      'Total,,3,3,0',
    ]);
  });

  it('has steps of a funnel beside those of the named span', async () => {
    const steps = [{ event: 'buy' }, { event: 'pay' }];
    const [head, ...rows] = await csv({
      kind: 'funnel',
      span,
      steps,
      compare: 'year',
      window: { n: 2, unit: 'day' },
    });
    expect(head).toContain('"People, a year earlier, 2023-02-28 – 2023-03-01"');
    expect(head).toContain('"Of all, change in points"');
    expect(rows.map((row) => row.split(',').slice(0, 4).join())).toEqual(['1 buy,1,2,-0.5', '2 pay,1,1,0']);
  });

  it('has the periods of a funnel and the cohorts of a retention beside theirs', async () => {
    const steps = [{ event: 'buy' }, { event: 'pay' }];
    const trend = await csv({ kind: 'funnel', span, steps, compare: 'year', show: 'trend' });
    expect(trend.map((row) => row.split(',').slice(0, 2).join())).toEqual([
      'Entered,a year earlier',
      '2024-02-28,2023-02-28',
      '2024-02-29,',
      '2024-03-01,2023-03-01',
    ]);
    const start = { event: 'buy' };
    const retention = await csv({
      kind: 'retention',
      span,
      start,
      return: start,
      compare: 'year',
      periods: 2,
    });
    expect(retention.map((row) => row.split(',').slice(0, 5).join())).toEqual([
      'Cohort,a year earlier,People,"People, a year earlier"',
      '2024-02-28,2023-02-28,1,1,0',
      '2024-02-29,,1,,',
      '2024-03-01,2023-03-01,1,2,-0.5',
    ]);
  });
});

/** Which period stands beside which. */
function beside(question: object, { timeZone = 'UTC', now = '2026-11-22T17:20:00Z' } = {}) {
  const calendar = { timeZone, weekStart: 'monday' as const, now: new Date(now) };
  const parsed = parseQuestion({ kind: 'trend', series: [{ event: '*' }], ...question }) as ReturnType<
    typeof parseQuestion
  >;
  const [against] = parsed.compare;
  const { periods } = comparedWith(
    intervalOf(parsed.span, calendar),
    { ...parsed, against: against! },
    calendar,
  );
  return periods.map(({ label, before }) => `${label} | ${before}`);
}

describe('periods are compared', () => {
  it('with quarters and years by their names, and at the same place where they cannot be', () => {
    const quarters = { unit: 'quarter', span: { last: 2, unit: 'quarter' } };
    expect(beside({ ...quarters, compare: 'year' })).toEqual(['2026-Q3 | 2025-Q3', '2026-Q4 | 2025-Q4']);
    expect(beside({ ...quarters, compare: 'previous' })).toEqual(['2026-Q3 | 2026-Q1', '2026-Q4 | 2026-Q2']);
    expect(beside({ unit: 'year', span: { last: 1, unit: 'year' }, compare: 'year' })).toEqual([
      '2026 | 2025',
    ]);
    const months = { unit: 'quarter', span: { last: 2, unit: 'month' }, compare: 'previous' };
    expect(beside(months)).toEqual(['2026-Q4 | 2026-Q3']);
  });

  it('with days of one’s own by their place from the first, none beside those that they lack', () => {
    const own = { from: '2025-11-11', to: '2025-11-12' };
    expect(beside({ span: { from: '2026-11-10', to: '2026-11-12' }, compare: own })).toEqual([
      '2026-11-10 | 2025-11-11',
      '2026-11-11 | 2025-11-12',
      '2026-11-12 | null',
    ]);
  });

  it('with the day of the same date, from a leap year and into one', () => {
    expect(beside({ span: { from: '2025-02-27', to: '2025-03-01' }, compare: 'year' })).toEqual([
      '2025-02-27 | 2024-02-27',
      '2025-02-28 | 2024-02-28',
      '2025-03-01 | 2024-03-01',
    ]);
  });

  it('with the same days of the month before, where months are asked for', () => {
    const days = beside(
      { span: { last: 1, unit: 'month' }, compare: 'previous' },
      { now: '2026-03-10T00:00:00Z' },
    );
    expect(days).toHaveLength(31);
    expect(days[27]).toBe('2026-03-28 | 2026-02-28');
    expect(days.slice(28)).toEqual(['2026-03-29 | null', '2026-03-30 | null', '2026-03-31 | null']);
  });

  it('with as many days before, with weeks 52 weeks before, with months of the year before', () => {
    expect(beside({ span: { from: '2024-03-01', to: '2024-03-02' }, compare: 'previous' })).toEqual([
      '2024-03-01 | 2024-02-28',
      '2024-03-02 | 2024-02-29',
    ]);
    expect(beside({ span: { from: '2024-12-30', to: '2025-01-12' }, unit: 'week', compare: 'year' })).toEqual(
      ['2024-12-30 | 2024-01-01', '2025-01-06 | 2024-01-08'],
    );
    expect(
      beside({ span: { from: '2024-02-10', to: '2024-03-03' }, unit: 'month', compare: 'year' }),
    ).toEqual(['2024-02 | 2023-02', '2024-03 | 2023-03']);
  });

  it('with the same hour of the clock across its changes', () => {
    const spring = beside(
      { span: { from: '2026-03-29', to: '2026-03-29' }, unit: 'hour', compare: 'previous' },
      { timeZone: 'Europe/Berlin' },
    );
    expect(spring.slice(1, 3)).toEqual([
      '2026-03-29 01:00 | 2026-03-28 01:00',
      '2026-03-29 03:00 | 2026-03-28 03:00',
    ]);
    const autumn = beside(
      { span: { from: '2026-10-25', to: '2026-10-25' }, unit: 'hour', compare: 'year' },
      { timeZone: 'Europe/Berlin' },
    );
    expect(autumn.slice(1, 5)).toEqual([
      '2026-10-25 01:00 | 2025-10-25 01:00',
      '2026-10-25 02:00 +02:00 | 2025-10-25 02:00',
      '2026-10-25 02:00 +01:00 | null',
      '2026-10-25 03:00 | 2025-10-25 03:00',
    ]);
    const hours = beside({ span: { last: 2, unit: 'hour' }, unit: 'hour', compare: 'year' });
    expect(hours).toEqual(['2026-11-22 16:00 | 2025-11-22 16:00', '2026-11-22 17:00 | 2025-11-22 17:00']);
  });
});
