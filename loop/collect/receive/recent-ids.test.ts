import { expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { RecentIds } from './recent-ids.ts';

it('knows the last ids it was told of, and forgets ones that were taken back', () => {
  const ids = new RecentIds(10_000);
  const random = seededRandom(7);
  const word = () => Math.floor(random() * 2 ** 32) >>> 0;
  const told = Array.from({ length: 35_000 }, () => [word(), word()] as const);
  for (const [low, high] of told) expect(ids.add(low, high)).toBe(true);
  for (const [low, high] of told.slice(-10_000)) expect(ids.add(low, high)).toBe(false);
  expect(told.slice(0, 10_000).some(([low, high]) => ids.has(low, high))).toBe(false);
  const taken = told.slice(-5000).filter((_, i) => i % 2 === 0);
  for (const [low, high] of taken) ids.remove(low, high);
  expect(taken.some(([low, high]) => ids.has(low, high))).toBe(false);
  const left = told.slice(-5000).filter((_, i) => i % 2 === 1);
  expect(left.every(([low, high]) => ids.has(low, high))).toBe(true);
});
