import { expect, it } from 'vitest';
import { type Table, unspread } from '#lib/core';
import { fits } from './chart.ts';
import { charts } from './index.ts';
import { seriesOfTable } from './series-of-table.ts';

const words = (en: string) => ({ zh: en, en });

const byWeek: Table = {
  columns: [
    { key: 'group', title: words('Group'), kind: 'text', role: 'dimension' },
    { key: 'period', title: words('Period'), kind: 'text', role: 'period' },
    { key: 'periodBefore', title: words('Before'), kind: 'text', role: 'compared' },
    { key: 'people', title: words('People'), kind: 'number', role: 'measure', point: { series: 0 } },
  ],
  rows: [
    { group: 'ios', period: '2026-11-02', periodBefore: '2026-10-26', people: 5 },
    { group: 'ios', period: '2026-11-09', periodBefore: '2026-11-02', people: null },
    { group: 'ios', period: words('Total'), periodBefore: null, people: 5 },
    { group: 'web', period: '2026-11-09', periodBefore: '2026-11-02', people: 2 },
  ],
  points: [{ period: 0 }, { period: 1 }, {}, { period: 1 }],
};

it('has a series for each group over the periods, without their sums and what they are compared with', () => {
  const { places, series } = seriesOfTable(byWeek, 'en');
  expect(places).toEqual(['2026-11-02', '2026-11-09']);
  expect(series.map(({ name, values, rows }) => [name, values, rows])).toEqual([
    ['ios', [5, null], [0, 1]],
    ['web', [null, 2], [-1, 3]],
  ]);
});

const triangle: Table = {
  columns: [
    { key: 'cohort', title: words('Cohort'), kind: 'day', role: 'period' },
    { key: 'size', title: words('People'), kind: 'number', role: 'measure' },
    ...[1, 2].flatMap((n): Table['columns'] => [
      {
        ...{ key: `people${n}`, title: words(`day ${n} people`), kind: 'number', role: 'measure' },
        ...{ point: { period: n }, spread: { measure: 'people', title: words('People'), place: `day ${n}` } },
      },
      {
        ...{ key: `rate${n}`, title: words(`day ${n} rate`), kind: 'rate', role: 'measure' },
        ...{ point: { period: n }, spread: { measure: 'rate', title: words('Rate'), place: `day ${n}` } },
      },
    ]),
  ],
  rows: [
    { cohort: '2026-11-01', size: 10, people1: 5, rate1: 0.5, people2: 2, rate2: 0.2 },
    { cohort: '2026-11-02', size: 4, people1: 4, rate1: 1, people2: null, rate2: null },
  ],
  points: [{ cohort: 0 }, { cohort: 1 }],
};

it('draws what was spread over columns along its places, by its rate, with the point of each', () => {
  const long = unspread(triangle);
  expect(long.rows).toHaveLength(4);
  expect(long.points).toEqual([
    { cohort: 0, period: 1 },
    { cohort: 0, period: 2 },
    { cohort: 1, period: 1 },
    { cohort: 1, period: 2 },
  ]);
  const { places, series, measure } = seriesOfTable(long, 'en');
  expect([places, measure]).toEqual([['day 1', 'day 2'], 'rate']);
  expect(series.map(({ name, values }) => [name, values])).toEqual([
    ['2026-11-01', [0.5, 0.2]],
    ['2026-11-02', [1, null]],
  ]);
});

it('offers the charts that a table fits into', () => {
  expect(Object.values(charts).every((chart) => fits(chart, byWeek))).toBe(true);
  expect(fits(charts.bars, { ...byWeek, rows: Array.from({ length: 61 }, () => byWeek.rows[0]!) })).toBe(
    false,
  );
  expect(fits(charts.line, { ...byWeek, columns: byWeek.columns.slice(3) })).toBe(false);
});

it('says how many series cannot be told apart any more', () => {
  const rows = Array.from({ length: 11 }, (_, i) => ({ ...byWeek.rows[0]!, group: `g${i}` }));
  expect(seriesOfTable({ ...byWeek, rows, points: rows.map(() => null) }, 'en')).toMatchObject({ left: 3 });
});
