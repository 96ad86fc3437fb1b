import { expect, test } from 'vitest';
import { light } from '../theme/tokens.ts';
import { changeOf } from './figure.tsx';
import { cellLines, deepest, type HeatData, heatColours, nextCell } from './heat-scale.ts';
import { foldParts, ringPath } from './pie-parts.ts';
import { sparkPath } from './sparkline.tsx';
import { lostAt, stepRate } from './step-data.ts';

const data: HeatData = {
  columns: [
    { key: '0', label: '当日' },
    { key: '1', label: '第1日', title: '第 1 日' },
  ],
  pooled: { key: 'all', label: '平均', size: 30, cells: [{ value: 1 }, { value: 0.4 }] },
  rows: [
    {
      key: 'a',
      label: '2026-11-21',
      hint: '周六',
      size: 10,
      cells: [{ value: 1 }, { value: 0.4, n: 4, of: 10, open: true }],
    },
    { key: 'b', label: '2026-11-22', size: 20, cells: [{ value: 1 }, null] },
  ],
  scaleFrom: 1,
};

test('the deepest colour belongs to the largest value from the first coloured column on', () => {
  expect(deepest(data)).toBe(0.4);
  expect(heatColours(light.sequence, 0.4, 0.4)).toEqual({ backgroundColor: '#005d57', color: '#ffffff' });
  expect(heatColours(light.sequence, 0, 0)).toEqual({ backgroundColor: '#f1fbf9', color: '#01040f' });
});

test('people are coloured by their share, not by how many they are', () => {
  const people = {
    ...data,
    rows: [{ ...data.rows[0]!, cells: [null, { value: 4, shade: 0.4 }, { value: 90, shade: 0.1 }] }],
  };
  expect(deepest(people)).toBe(0.4);
});

test('a cell says where it stands, its value, what it rests on, and that it may change', () => {
  expect(cellLines(data, data.rows[0]!, 1, 'rate', 'zh')).toEqual([
    '2026-11-21 · 周六 · 第 1 日',
    '40.0%',
    'n = 4 / 10',
    '这一期还没走完，数字会变',
  ]);
  expect(cellLines(data, data.rows[1]!, 1, 'rate', 'en')).toEqual([]);
});

test('arrow keys walk from the pooled row into the triangle and stop at its edge', () => {
  expect(nextCell(data, [-1, 1], 'ArrowDown')).toEqual([0, 1]);
  expect(nextCell(data, [0, 1], 'ArrowDown')).toEqual([0, 1]);
  expect(nextCell(data, [1, 0], 'ArrowRight')).toEqual([1, 0]);
  expect(nextCell(data, [1, 0], 'End')).toEqual([1, 0]);
  expect(nextCell(data, [0, 0], 'a')).toBeUndefined();
});

test('steps count from the first and from the one before; of nobody there is no rate', () => {
  const group = { key: 'a', name: 'a', counts: [100, 40, 10] };
  expect(stepRate(group, 2, 0)).toBe(0.1);
  expect(stepRate(group, 2, 1)).toBe(0.25);
  expect(lostAt(group, 1)).toBe(60);
  expect(lostAt(group, 0)).toBe(0);
  expect(stepRate({ ...group, counts: [0, 0, 0] }, 1, 0)).toBeNull();
});

test('a small line breaks where a value is missing and lies flat when nothing changes', () => {
  expect(sparkPath([0, 10, null, 5], 30, 10)).toBe('M0.0 10.0L10.0 0.0M30.0 5.0');
  expect(sparkPath([3, 3], 10, 10)).toBe('M0.0 5.0L10.0 5.0');
});

test('shares change by points, counts by their relation, and from zero nothing can be said', () => {
  expect(changeOf(0.18, 0.2, 'rate')).toBeCloseTo(-0.02);
  expect(changeOf(110, 100, 'count')).toBeCloseTo(0.1);
  expect(changeOf(110, 0, 'count')).toBeNull();
  expect(changeOf(110, undefined, 'count')).toBeNull();
});

test('parts of a whole keep their order and place, the last of too many become one, what is unknown is none', () => {
  const parts = Array.from({ length: 10 }, (_, i) => ({ name: `p${i}`, value: i === 3 ? null : 10 - i }));
  const { slices, whole } = foldParts([...parts, { name: 'Other', value: 5, other: true }], 'the rest');
  expect(whole).toBe(10 + 9 + 8 + 6 + 5 + 4 + 3 + 2 + 1 + 5);
  expect(slices.map(({ name, at }) => [name, at])).toEqual([
    ...['p0', 'p1', 'p2', 'p4', 'p5', 'p6', 'p7', 'p8'].map((name) => [name, Number(name.slice(1))]),
    ['the rest', -1],
  ]);
  expect(slices.at(-1)).toMatchObject({ value: 6, colour: 'other' });
  const few = foldParts(
    [
      { name: 'a', value: 1 },
      { name: 'Other', value: 1, other: true },
    ],
    'the rest',
  );
  expect(few.slices.map(({ name }) => name)).toEqual(['a', 'Other']);
});

test('a slice of a ring begins at the top and goes clockwise, and a whole turn is drawn too', () => {
  const quarter = 'M0.000 -92.000A92 92 0 0 1 92.000 0.000L56.000 0.000A56 56 0 0 0 0.000 -56.000Z';
  expect(ringPath(0, 0.25).replaceAll('-0.000', '0.000')).toBe(quarter);
  expect(ringPath(0, 1)).toContain('A92 92 0 1 1');
});
