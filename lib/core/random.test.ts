import { expect, it } from 'vitest';
import { seededRandom } from './random.ts';

const draw = (seed: number, n: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: n }, random);
};

it('repeats bit for bit from the same seed, and differs between neighbouring seeds', () => {
  expect(draw(7, 1000)).toEqual(draw(7, 1000));
  expect(draw(7, 10)).not.toEqual(draw(8, 10));
});

it('is spread evenly over [0, 1)', () => {
  const values = draw(1, 100_000);
  const tenths = Array.from(
    { length: 10 },
    (_, i) => values.filter((value) => Math.floor(value * 10) === i).length,
  );
  const chiSquare = tenths.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
  // 27.88 is the 99.9 % point of the χ² distribution with 9 degrees of freedom
  expect(chiSquare).toBeLessThan(27.88);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
});
