import { expect, test } from 'vitest';
import { type Column, nextOrder, ordered } from './column.ts';

interface Row {
  name: string;
  count: number | null;
}
const rows: Row[] = [
  { name: '第10周', count: 3 },
  { name: '第2周', count: null },
  { name: '第1周', count: 20 },
];
const columns: Column<Row>[] = [
  { key: 'name', title: 'name', value: (row) => row.name },
  { key: 'count', title: 'count', value: (row) => row.count, measure: 'count' },
];

test('rows without a value stand last in both directions', () => {
  const counts = (down: boolean) => ordered(rows, columns, { key: 'count', down }).map((row) => row.count);
  expect(counts(true)).toEqual([20, 3, null]);
  expect(counts(false)).toEqual([3, 20, null]);
});

test('numbers inside texts sort as numbers', () => {
  const names = ordered(rows, columns, { key: 'name', down: false }).map((row) => row.name);
  expect(names).toEqual(['第1周', '第2周', '第10周']);
});

test('a head turns the order, then lets go; numbers begin with the largest', () => {
  const first = nextOrder(undefined, 'count', true);
  expect(first).toEqual({ key: 'count', down: true });
  expect(nextOrder(first, 'count', true)).toEqual({ key: 'count', down: false });
  expect(nextOrder({ key: 'count', down: false }, 'count', true)).toBeUndefined();
  expect(nextOrder(first, 'name', false)).toEqual({ key: 'name', down: false });
});
