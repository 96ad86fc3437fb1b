import { expect, it } from 'vitest';
import { movingAverage } from './moving-average.ts';

it('is the mean of a period and those before it, of as many as there are, without what is missing or still open', () => {
  const isOpen = (period: number) => period === 5;
  expect(movingAverage([3, 5, null, 7, 0, 100], 3, isOpen)).toEqual([3, 4, null, 6, 3.5, null]);
  expect(movingAverage([], 7, isOpen)).toEqual([]);
});
