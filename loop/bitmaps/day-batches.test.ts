import { expect, it } from 'vitest';
import { dayBatches } from './day-batches.ts';

const days = (...events: number[]) =>
  new Map(events.map((count, day) => [day, { events: String(count), ids: '0' }] as const));

it('writes the newest days first, together while they have not too many events', () => {
  expect(dayBatches(days(3, 4, 2, 5, 1), 7)).toEqual([[4, 3], [2, 1], [0]]);
});

it('writes a day alone that has too many, and one without room before it', () => {
  expect(dayBatches(days(1, 100, 1), 7)).toEqual([[2], [1], [0]]);
  expect(dayBatches(days(), 7)).toEqual([]);
});
