import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { normal } from '../numeric/variates.ts';
import { cuped } from './cuped.ts';
import { covariateSums, cupedCovariates } from './cuped-covariates.ts';
import { difference } from './difference.ts';
import { pairSums } from './group-sums.ts';

/** y = 2 x₁ − x₂ + noise, of group b `effect` more. */
function group(people: number, effect: number, seed: number) {
  const random = seededRandom(seed);
  const x1 = Array.from({ length: people }, () => 10 + normal(random));
  const x2 = Array.from(x1, (value) => 0.5 * value + normal(random));
  const y = x1.map((value, i) => 2 * value - x2[i]! + normal(random) + effect);
  return { x1, x2, y };
}

describe('CUPED by several values from before', () => {
  it('is least squares by the normal equations, and the difference of the adjusted means', () => {
    const [a, b] = [group(300, 0, 1), group(200, 0.5, 2)];
    const found = cupedCovariates(covariateSums(a.y, [a.x1, a.x2]), covariateSums(b.y, [b.x1, b.x2]));
    const all = { y: [...a.y, ...b.y], x1: [...a.x1, ...b.x1], x2: [...a.x2, ...b.x2] };
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const product = (u: readonly number[], v: readonly number[]) =>
      mean(u.map((value, i) => (value - mean(u)) * (v[i]! - mean(v))));
    const [s11, s12, s22] = [product(all.x1, all.x1), product(all.x1, all.x2), product(all.x2, all.x2)];
    const [s1y, s2y] = [product(all.x1, all.y), product(all.x2, all.y)];
    const determinant = s11 * s22 - s12 * s12;
    const thetas = [(s22 * s1y - s12 * s2y) / determinant, (s11 * s2y - s12 * s1y) / determinant];
    expect(found.thetas[0]).toBeCloseTo(thetas[0]!, 9);
    expect(found.thetas[1]).toBeCloseTo(thetas[1]!, 9);
    for (const [group, estimate] of [
      [a, found.a],
      [b, found.b],
    ] as const) {
      const values = group.y.map(
        (y, i) => y - thetas[0]! * (group.x1[i]! - mean(all.x1)) - thetas[1]! * (group.x2[i]! - mean(all.x2)),
      );
      expect(estimate.value).toBeCloseTo(mean(values), 9);
      const variance = (product(values, values) * values.length) / (values.length - 1) / values.length;
      expect(estimate.variance).toBeCloseTo(variance, 9);
    }
    expect(found.saved).toBeGreaterThan(0.6);
  });

  it('by one value is CUPED', () => {
    const [a, b] = [group(80, 0, 3), group(90, 1, 4)];
    const one = cuped(pairSums(a.y, a.x1), pairSums(b.y, b.x1));
    const same = cupedCovariates(covariateSums(a.y, [a.x1]), covariateSums(b.y, [b.x1]));
    expect(same.thetas[0]).toBeCloseTo(one.theta, 9);
    expect(same.a.value).toBeCloseTo(one.a.value, 9);
    expect(same.b.variance).toBeCloseTo(one.b.variance, 9);
    expect(same.saved).toBeCloseTo(one.saved, 9);
  });

  it('leaves out what is constant or follows from others, and says so', () => {
    const [a, b] = [group(80, 0, 3), group(90, 1, 4)];
    const withMore = ({ x1, x2, y }: typeof a) =>
      covariateSums(y, [x1, x1.map(() => 7), x2, x1.map((value, i) => 3 * value - x2[i]! + 1)]);
    const found = cupedCovariates(withMore(a), withMore(b));
    expect(found.leftOut).toEqual([1, 3]);
    const plain = cupedCovariates(covariateSums(a.y, [a.x1, a.x2]), covariateSums(b.y, [b.x1, b.x2]));
    expect(found.b.value - found.a.value).toBeCloseTo(plain.b.value - plain.a.value, 9);
    expect(found.a.variance).toBeCloseTo(plain.a.variance, 9);
    const flat = (y: readonly number[]) => covariateSums(y, [y.map(() => 1)]);
    expect(() => cupedCovariates(flat(a.y), flat(b.y))).toThrow(/the same in every row/);
    expect(() => covariateSums([1, 2], [[1]])).toThrow(/covariate 1 must have 2 values/);
  });

  it('holds the true effect in 95 of 100 and alarms in 5 of 100', () => {
    let held = 0;
    const runs = 400;
    for (let seed = 1; seed <= runs; seed++) {
      const [a, b] = [group(100, 0, 2 * seed), group(100, 0.4, 2 * seed + 1)];
      const { a: one, b: other } = cupedCovariates(
        covariateSums(a.y, [a.x1, a.x2]),
        covariateSums(b.y, [b.x1, b.x2]),
      );
      const { low, high } = difference(one, other);
      held += Number(low <= 0.4 && 0.4 <= high);
    }
    // three standard errors of 400 runs are 3.3 %
    expect(Math.abs(held / runs - 0.95)).toBeLessThan(0.033);
  });
});
