import { expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { exponential, median, normal } from '../numeric/index.ts';
import { bootstrapEffect } from './bootstrap-effect.ts';
import { welchTest } from './fixed/t-test.ts';
import { groupSums } from './group-sums.ts';

const random = seededRandom(21);
const a = Float64Array.from({ length: 300 }, () => 10 + 2 * normal(random));
const b = Float64Array.from({ length: 250 }, () => 11 + 3 * normal(random));

it('the bootstrap of a difference of means comes near to Welch, by both methods', async () => {
  const welch = welchTest(groupSums(a), groupSums(b));
  for (const method of ['percentile', 'bca'] as const) {
    const { estimate, low, high, standardError } = await bootstrapEffect(a, b, {
      random: seededRandom(1),
      method,
    });
    expect(estimate).toBeCloseTo(welch.estimate, 12);
    expect(standardError / welch.error).toBeCloseTo(1, 1);
    expect(Math.abs(low - welch.low)).toBeLessThan(0.05);
    expect(Math.abs(high - welch.high)).toBeLessThan(0.05);
  }
});

it('takes any summary, and the lift rather than the difference', async () => {
  const skewed = Float64Array.from({ length: 200 }, () => exponential(random));
  const doubled = skewed.map((value) => 2 * value);
  const lift = await bootstrapEffect(skewed, doubled, {
    random: seededRandom(2),
    relative: true,
    summary: median,
    resamples: 500,
  });
  expect(lift.estimate).toBeCloseTo(1, 12);
  expect(lift.low).toBeLessThan(1);
  expect(lift.high).toBeGreaterThan(1);
});

it('repeats with the seed and refuses a group of one', async () => {
  const once = await bootstrapEffect(a, b, { random: seededRandom(9), resamples: 100 });
  expect(await bootstrapEffect(a, b, { random: seededRandom(9), resamples: 100 })).toEqual(once);
  await expect(bootstrapEffect([1], b, { random: seededRandom(9) })).rejects.toThrow('at least 2');
});
