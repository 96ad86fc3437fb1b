import { expect, it } from 'vitest';
import { edgesOf } from './edges.ts';

const upTo = (n: number) => Array.from({ length: n + 1 }, (_, i) => i);

it('gives round edges about as many as are asked for, with the ends open', () => {
  expect(edgesOf(upTo(100), 5, 'round')).toEqual([20, 40, 60, 80]);
  expect(edgesOf(upTo(100), 10, 'round')).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
  expect(edgesOf([0.1, 0.12, 0.3, 0.42, 0.5], 4, 'round')).toEqual([0.2, 0.3, 0.4]);
  expect(edgesOf([...upTo(100), 1e9], 5, 'round')).toEqual([20, 40, 60, 80]);
});

it('gives edges between which about as many numbers lie', () => {
  const edges = edgesOf(
    upTo(999).map((n) => n ** 2),
    4,
    'equal',
  );
  const counts = [...edges, Number.POSITIVE_INFINITY].map(
    (edge, i) => upTo(999).filter((n) => n ** 2 < edge && n ** 2 >= (edges[i - 1] ?? 0)).length,
  );
  for (const count of counts) expect(Math.abs(count - 250)).toBeLessThan(3);
});

it('gives fewer edges where numbers are few, one where all are the same, none where there are none', () => {
  expect(edgesOf([1, 1, 1, 2, 3], 10, 'equal')).toEqual([2, 3]);
  expect(edgesOf([7, 7, 7], 5, 'round')).toEqual([7]);
  expect(edgesOf([7, 7, 7], 5, 'equal')).toEqual([7]);
  expect(edgesOf([], 5, 'round')).toEqual([]);
});
