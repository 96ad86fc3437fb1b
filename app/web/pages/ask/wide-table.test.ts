import { expect, it } from 'vitest';
import type { Table, TableColumn } from '#lib/core';
import { isWide, wideTable } from './wide-table.ts';

const figure = (key: string, kind: TableColumn['kind'] = 'number'): TableColumn => ({
  key,
  title: { zh: key, en: key },
  kind,
  role: 'measure',
  ...(key === 'series0' && { point: { series: 0 } }),
});
const total = { zh: '合计', en: 'Total' };
const table: Table = {
  columns: [
    { key: 'group', title: { zh: '分组', en: 'Group' }, kind: 'text', role: 'dimension' },
    { key: 'period', title: { zh: '时间', en: 'Period' }, kind: 'text', role: 'period' },
    { key: 'periodBefore', title: { zh: '上期', en: 'before' }, kind: 'text', role: 'compared' },
    ...['series0', 'series0Before', 'series0Change', 'series1', 'series01'].map((key) => figure(key)),
  ],
  rows: [
    { group: 'a', period: '2026-01', series0: 1, series0Before: 2, series0Change: -0.5, series1: 7 },
    { group: 'a', period: '2026-02', series0: 3, series0Before: null, series0Change: null, series1: 8 },
    { group: 'a', period: total, series0: 4, series0Before: 2, series0Change: 1, series1: 15 },
    { group: 'b', period: '2026-01', series0: 5, series0Before: 5, series0Change: 0, series1: 9 },
    { group: 'b', period: total, series0: 5, series0Before: 5, series0Change: 0, series1: 9 },
  ],
  points: [
    { group: ['a'], period: 0 },
    { group: ['a'], period: 1 },
    { group: ['a'] },
    { group: ['b'], period: 0 },
    null,
  ],
};

it('has a row a group, its total with what it is compared with, and a column a period', () => {
  const wide = wideTable(table, table.columns[3]!);
  expect(wide.columns.map(({ key }) => key)).toEqual([
    ...['total series0', 'total series0Before', 'total series0Change'],
    ...['period 2026-01', 'period 2026-02'],
  ]);
  const values = wide.rows.map(({ names, cells }) => [
    names.group,
    ...wide.columns.map(({ key }) => cells[key]?.value ?? null),
  ]);
  expect(values).toEqual([
    ['a', 4, 2, 1, 1, 3],
    ['b', 5, 5, 0, 5, null],
  ]);
});

it('knows the people behind each figure', () => {
  const [a, b] = wideTable(table, table.columns[3]!).rows;
  expect(a?.cells['period 2026-02']?.point).toEqual({ group: ['a'], period: 1, series: 0 });
  expect(a?.cells['total series0']?.point).toEqual({ group: ['a'], series: 0 });
  expect(a?.cells['total series0Change']?.point).toBeUndefined();
  expect(b?.cells['total series0']?.point).toBeUndefined();
});

it('shows what it was compared with by period where that is chosen', () => {
  const [a] = wideTable(table, table.columns[4]!).rows;
  expect(a?.cells['period 2026-01']?.value).toBe(2);
  expect(a?.cells['total series0']?.value).toBe(4);
});

it('is for tables with groups and periods alone', () => {
  expect(isWide(table)).toBe(true);
  expect(isWide({ ...table, columns: table.columns.slice(1) })).toBe(false);
  expect(isWide({ ...table, columns: table.columns.filter(({ role }) => role !== 'period') })).toBe(false);
});
