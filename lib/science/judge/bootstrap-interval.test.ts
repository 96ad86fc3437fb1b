import { expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { mean } from '../numeric/mean.ts';
import { exponential, normal } from '../numeric/variates.ts';
import { bootstrapInterval } from './index.ts';

const random = seededRandom(1);
const even = Float64Array.from({ length: 200 }, () => normal(random));
const skewed = Float64Array.from({ length: 60 }, () => exponential(random));
const meanOf = (values: Float64Array) => (rows: Uint32Array) => {
  let sum = 0;
  for (const row of rows) sum += values[row]!;
  return sum / rows.length;
};

it('comes close to the interval of theory for a mean', async () => {
  const interval = await bootstrapInterval(200, meanOf(even), {
    random: seededRandom(2),
    method: 'percentile',
  });
  const error = Math.sqrt(even.reduce((sum, each) => sum + (each - mean(even)) ** 2, 0) / 200 / 200);
  expect(interval.estimate).toBeCloseTo(mean(even), 12);
  expect(interval.standardError / error).toBeCloseTo(1, 1);
  expect((interval.high - interval.low) / (2 * 1.96 * error)).toBeCloseTo(1, 1);
});

it('repeats from the same seed', async () => {
  const run = () => bootstrapInterval(60, meanOf(skewed), { random: seededRandom(3), resamples: 200 });
  expect(await run()).toEqual(await run());
});

it('reaches further to the long side when corrected', async () => {
  const options = (method: 'bca' | 'percentile') => ({ random: seededRandom(4), resamples: 4000, method });
  const plain = await bootstrapInterval(60, meanOf(skewed), options('percentile'));
  const corrected = await bootstrapInterval(60, meanOf(skewed), options('bca'));
  expect(corrected.high).toBeGreaterThan(plain.high);
  expect(corrected.low).toBeGreaterThan(plain.low);
});

it('keeps the number of rows of each stratum', async () => {
  const strata = Int32Array.from({ length: 60 }, (_, row) => (row < 7 ? 1 : 0));
  const count = (rows: Uint32Array) => rows.filter((row) => row < 7).length;
  const interval = await bootstrapInterval(60, count, {
    random: seededRandom(5),
    resamples: 100,
    strata,
    method: 'percentile',
  });
  expect(interval).toEqual({ estimate: 7, low: 7, high: 7, standardError: 0 });
});

it('refuses a statistic that is not a number', async () => {
  await expect(bootstrapInterval(60, () => Number.NaN, { random })).rejects.toMatchObject({
    code: 'science.not-finite',
  });
});
