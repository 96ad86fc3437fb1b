import { expect, it } from 'vitest';
import { type Catalogue, plainNaming } from '#loop/condition';
import type { TrendAnswer } from './answer.ts';
import { trendDefinition } from './definition.ts';
import { lineLabel, trendLines } from './pictures.ts';
import type { TrendDraft } from './question.ts';
import { trend } from './trend.ts';

const catalogue: Catalogue = { events: [], properties: [], segments: [], values: async () => [] };
const paid = (count: NonNullable<TrendDraft['series']>[number]['count'], event = 'paid') => ({
  event,
  count,
});
const labels = (question: TrendDraft) =>
  [...(question.series ?? []), ...(question.formulas ?? [])].map((_, series) =>
    lineLabel({ series, values: [], total: null }, question, catalogue, 'zh'),
  );

it('names lines by what tells them apart', () => {
  expect(labels({ series: [paid({ p90: 'amount' }), paid({ p99: 'amount' })] })).toEqual([
    'amount的 90 分位数',
    'amount的 99 分位数',
  ]);
  expect(labels({ series: [paid('people'), paid('people', 'seen')] })).toEqual(['paid', 'seen']);
  expect(labels({ series: [paid('people'), paid('events', 'seen')] })).toEqual(['paid 人数', 'seen 次数']);
  expect(labels({ series: [paid('people')] })).toEqual(['paid']);
  expect(labels({ series: [paid('people')], formulas: [{ expression: 'A * 2' }] })).toEqual([
    'paid 人数',
    'A * 2',
  ]);
});

it('names any of several events by all of them', () => {
  const seen = { event: 'seen', where: { property: 'x', op: 'atLeast' as const, values: [4] } };
  const series: TrendDraft['series'] = [{ anyOf: [{ event: 'paid' }, seen], count: 'people' }];
  expect(labels({ series })).toEqual(['paid或seen']);
  const question = trend.question.parse({ kind: 'trend', series });
  expect(trendDefinition({ question, naming: plainNaming }).en).toContain(
    '“paid” or “seen” passing its filter',
  );
});

it('calls the only line compared with nothing but that', () => {
  const answer: TrendAnswer = {
    periods: [{ label: '2026-11-01', open: false }],
    names: [],
    lines: [{ series: 0, values: [1], total: 1 }],
    totals: [1],
  } as unknown as TrendAnswer;
  const { series } = trendLines(
    answer,
    [{ before: answer, places: answer.periods.map((_, i) => i), name: '上期' }],
    () => 'paid',
    'zh',
  );
  expect(series.map(({ name, comparedTo }) => [name, comparedTo])).toEqual([
    ['paid', undefined],
    ['上期', '0'],
  ]);
});

it('says how it was counted with the punctuation of each language', () => {
  const question = trend.question.parse({
    kind: 'trend',
    span: { last: 7, unit: 'day' },
    series: [paid('events'), paid('people')],
    formulas: [{ expression: 'A / B' }, { expression: 'B / A' }],
  });
  const { zh, en } = trendDefinition({ question, naming: plainNaming });
  expect(zh).toContain('A：「paid」的次数。B：「paid」的人数，每期每人计一次。公式 A / B、B / A 按');
  expect(zh).not.toMatch(/[\u4e00-\u9fff」][,:;]|[,:;] ?[\u4e00-\u9fff「]/);
  expect(en).toContain(
    'A: events for “paid”. B: people for “paid”, each person once in a period. A / B, B / A is',
  );
});
