import { expect, it } from 'vitest';
import { type Table, type TableColumn, unspread } from '#lib/core';
import { fits } from './chart.ts';
import { charts } from './index.ts';
import { seriesOfTable } from './series-of-table.ts';
import { totalsOfTable } from './totals-of-table.ts';

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

it('tells what is measured, what the places are, and from where on figures are not final', () => {
  const marks = [{}, { open: true }, {}, { open: true, rest: true }];
  expect(seriesOfTable({ ...byWeek, marks }, 'en')).toMatchObject({
    unit: 'People',
    across: 'Period',
    openFrom: 1,
    series: [{ key: 'ios' }, { key: 'web', other: true }],
  });
});

it('draws what figures were before as what they are compared with, and averages over rows not again', () => {
  const [, period, , people] = byWeek.columns as [unknown, TableColumn, unknown, TableColumn];
  const before = { ...people, key: 'then', title: words('Then'), comparedTo: 'people' };
  const average = { ...people, key: 'average', title: words('Average'), averages: 'people' };
  const table = { ...byWeek, columns: [period, people, before, average] };
  expect(seriesOfTable(table, 'en').series.map(({ key, comparedTo }) => [key, comparedTo])).toEqual([
    ['People', undefined],
    ['Then', 'People'],
  ]);
});

it('takes the sums over periods, in the order of the rows', () => {
  const rows = [...byWeek.rows, { group: 'web', period: words('Total'), periodBefore: null, people: 2 }];
  const table = { ...byWeek, rows, points: [...byWeek.points, {}] };
  expect(totalsOfTable(table, 'en')).toEqual({
    measure: 'count',
    title: 'People',
    beforeTitle: 'Before',
    totals: [
      { name: 'ios', value: 5, row: 2, column: 'people', other: false },
      { name: 'web', value: 2, row: 4, column: 'people', other: false },
    ],
  });
  expect(fits(charts.pie, table)).toBe(true);
  expect(fits(charts.pie, unspread(triangle))).toBe(false);
});

it('offers the charts that a table fits into', () => {
  const offered = Object.entries(charts).flatMap(([name, chart]) => (fits(chart, byWeek) ? [name] : []));
  // one sum is no whole of parts
  expect(offered).toEqual(['line', 'columns', 'stacked', 'share', 'bars', 'figure']);
  expect(
    fits(charts.bars, { ...byWeek, rows: Array.from({ length: 61 }, () => byWeek.rows[0]!), points: [] }),
  ).toBe(false);
  expect(fits(charts.line, { ...byWeek, columns: byWeek.columns.slice(3) })).toBe(false);
});

it('says how many series cannot be told apart any more', () => {
  const rows = Array.from({ length: 11 }, (_, i) => ({ ...byWeek.rows[0]!, group: `g${i}` }));
  expect(seriesOfTable({ ...byWeek, rows, points: rows.map(() => null) }, 'en')).toMatchObject({ left: 3 });
});
