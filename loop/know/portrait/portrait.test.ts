import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/core';
import { portraitWords } from './portrait-words.ts';
import { rhythmOf } from './rhythm.ts';

const today = '2026-11-20';
const hours = (at: number, n: number) => Array.from({ length: 24 }, (_, hour) => (hour === at ? n : 0));
const days = (ago: readonly number[], orders: readonly number[] = []) =>
  ago
    .toSorted((a, b) => b - a)
    .map((n) => ({ day: addDays(today, -n), events: 2, orders: orders.includes(n) ? 1 : 0 }));
const words = (ago: readonly number[], bought: readonly number[] | undefined, at = 20) => {
  const activity = { days: days(ago, bought), hours: hours(at, ago.length * 2), today };
  return portraitWords({ ...activity, rhythm: rhythmOf(activity), orders: bought?.length });
};

describe('a portrait', () => {
  it('says how often somebody buys, when they come, and how they came of late', () => {
    expect(words([3, 15, 27, 39, 51, 52], [3, 15, 27, 39, 51])).toEqual({
      zh: '大约每 12 天买一次，常在晚上来，近 30 天来过 3 天（之前 30 天 3 天）。',
      en: 'Buys about every 12 days; mostly in the evening; came on 3 days of the last 30 (3 of the 30 before).',
    });
  });

  it('speaks of visits where there are few purchases or none', () => {
    expect(words([1, 3, 5], [3]).zh).toBe('大约每 2 天来一次，买过 1 次，近 30 天来过 3 天。');
    expect(words([40], []).zh).toBe('一共来过 1 天，还没买过，近 30 天没有来过，之前 30 天来过 1 天。');
    expect(words([90], undefined).en).toBe('Came on 1 day in all; not seen in the last 60 days.');
    expect(words([], undefined).zh).toBe('没有留下任何事件。');
  });

  it('takes the median of the days between, and how long it is since', () => {
    expect(rhythmOf({ days: days([100, 10, 8, 4]), today })).toEqual({ of: 'visits', every: 4, silent: 4 });
    expect(rhythmOf({ days: days([9, 5, 2, 1, 0], [9, 5, 2]), today })).toEqual({
      of: 'orders',
      every: 3.5,
      silent: 2,
    });
    expect(rhythmOf({ days: days([7, 2]), today })).toEqual({ of: 'visits', every: null, silent: 2 });
    expect(rhythmOf({ days: [], today })).toEqual({ of: 'visits', every: null, silent: null });
  });
});
