import { expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { mean } from '../numeric/mean.ts';
import { delongInterval, delongTest, rocAuc } from './index.ts';

const random = seededRandom(8);
const target = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 1 : 0));
const first = target.map((one) => Math.round(4 * (one + 2 * random())));
const second = target.map((one) => Math.round(4 * (one + 3 * random())));

/** The structural components as the paper defines them, pair by pair. */
function naive(scores: number[]) {
  const [ones, zeros] = [1, 0].map((label) => scores.filter((_, i) => target[i] === label));
  const wins = (a: number, b: number) => (a > b ? 1 : a === b ? 0.5 : 0);
  return {
    ofOnes: ones!.map((a) => mean(zeros!.map((b) => wins(a, b)))),
    ofZeros: zeros!.map((b) => mean(ones!.map((a) => wins(a, b)))),
  };
}
const spread = (x: number[], y: number[]) =>
  x.reduce((sum, each, i) => sum + (each - mean(x)) * (y[i]! - mean(y)), 0) / (x.length - 1) / x.length;

it('has the variance of the structural components, computed pair by pair', () => {
  const { ofOnes, ofZeros } = naive(first);
  const interval = delongInterval(target, first);
  expect(interval.auc).toBeCloseTo(rocAuc(target, first), 12);
  expect(interval.standardError).toBeCloseTo(
    Math.sqrt(spread(ofOnes, ofOnes) + spread(ofZeros, ofZeros)),
    12,
  );
  expect(interval.low).toBeLessThan(interval.auc);
  expect(interval.high).toBeLessThan(1);
});

it('tests two scores of the same rows by what they share', () => {
  const [a, b] = [naive(first), naive(second)];
  const variance =
    spread(a.ofOnes, a.ofOnes) +
    spread(b.ofOnes, b.ofOnes) -
    2 * spread(a.ofOnes, b.ofOnes) +
    (spread(a.ofZeros, a.ofZeros) + spread(b.ofZeros, b.ofZeros) - 2 * spread(a.ofZeros, b.ofZeros));
  const test = delongTest(target, first, second);
  expect(test.difference).toBeCloseTo(rocAuc(target, first) - rocAuc(target, second), 12);
  expect(test.standardError).toBeCloseTo(Math.sqrt(variance), 12);
  expect(test.z).toBeCloseTo(test.difference / Math.sqrt(variance), 10);
  expect(delongTest(target, first, first).p).toBe(1);
});

it('has no spread where the order is perfect', () => {
  expect(delongInterval([0, 0, 1, 1], [1, 2, 3, 4])).toEqual({
    auc: 1,
    standardError: 0,
    low: 1,
    high: 1,
  });
  expect(() => delongInterval([0, 0, 1], [1, 2, 3])).toThrow(
    expect.objectContaining({ code: 'science.too-few' }),
  );
});
