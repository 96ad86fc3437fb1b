import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { pairVariances } from './experiments/group-sums.ts';
import * as science from './index.ts';

const {
  addGroupSums,
  correlation,
  covariance,
  groupSums,
  groupVariance,
  mean,
  pairSums,
  variance,
  welchTest,
} = science;

describe('numbers around 10¹²', () => {
  const plain = [3, 1, 4, 1, 5, 9, 2, 6];
  const other = [2, 7, 1, 8, 2, 8, 1, 8];
  const far = (values: readonly number[]) => values.map((value) => value + 1e12);
  const weights = [1, 2, 3, 1, 2, 3, 1, 2];

  it('have the variance, covariance and correlation of those around 0', () => {
    expect(variance(far(plain))).toBeCloseTo(variance(plain), 12);
    expect(covariance(far(plain), far(other))).toBeCloseTo(covariance(plain, other), 12);
    expect(correlation(far(plain), far(other))).toBeCloseTo(correlation(plain, other), 12);
  });

  it('have their mean to the last digit, with weights too', () => {
    const many = Float64Array.from({ length: 100_001 }, (_, i) => 1e12 + (i % 3));
    expect(mean(many) - 1e12).toBeCloseTo(1, 3);
    expect(mean(many, new Float64Array(100_001).fill(3)) - 1e12).toBeCloseTo(1, 3);
    expect(mean(far(plain), weights) - 1e12).toBeCloseTo(mean(plain, weights), 3);
  });

  it('are compared as those around 0', () => {
    const [near, apart] = [
      welchTest(groupSums(plain), groupSums(other)),
      welchTest(groupSums(far(plain)), groupSums(far(other))),
    ];
    expect(apart.statistic).toBeCloseTo(near.statistic, 6);
    expect(apart.p).toBeCloseTo(near.p, 6);
    const both = addGroupSums(groupSums(far(plain)), groupSums(far(other)));
    expect(groupVariance(both)).toBeCloseTo(groupVariance(groupSums([...plain, ...other])), 6);
    expect(pairVariances(pairSums(far(plain), far(other))).xy).toBeCloseTo(covariance(plain, other), 12);
  });

  it('are adjusted by CUPED as those around 0, by one value from before and by several', () => {
    const random = seededRandom(7);
    const draws = (n: number, shift = 0) =>
      Array.from({ length: n }, () => Math.round(1024 * (science.normal(random) + shift)) / 1024);
    const group = (n: number, effect: number) => {
      const [x, z] = [draws(n), draws(n)];
      const noise = draws(n, effect);
      return { x, z, y: x.map((value, i) => 2 * value - z[i]! + noise[i]!) };
    };
    const [a, b] = [group(300, 0), group(200, 0.5)];
    const at = (offset: number) => {
      const moved = (values: readonly number[]) => values.map((value) => value + offset);
      const pairs = ({ x, y }: typeof a) => pairSums(moved(y), moved(x));
      const several = ({ x, z, y }: typeof a) => science.covariateSums(moved(y), [moved(x), moved(z)]);
      return [science.cuped(pairs(a), pairs(b)), science.cupedCovariates(several(a), several(b))] as const;
    };
    const [near, apart] = [at(0), at(2 ** 40)];
    expect(apart[0].theta).toBeCloseTo(near[0].theta, 4);
    for (const [k, theta] of near[1].thetas.entries()) expect(apart[1].thetas[k]).toBeCloseTo(theta, 4);
    expect(apart[1].leftOut).toEqual([]);
    for (const [k, one] of near.entries()) {
      const other = apart[k]!;
      expect(other.saved).toBeCloseTo(one.saved, 4);
      expect(other.a.variance).toBeCloseTo(one.a.variance, 6);
      expect(other.b.value - other.a.value).toBeCloseTo(one.b.value - one.a.value, 2);
    }
  });

  it('lose nothing in scaling, spread, regression and bandits', async () => {
    const column = (values: readonly number[]) => science.table([science.numberColumn('x', values)]);
    const scaled = (values: readonly number[]) =>
      science.applyScaling(science.fitScaling(column(values)), column(values)).columns[0];
    expect(scaled(far(plain))).toEqual({ ...scaled(plain), values: expect.anything() });
    const points = (values: readonly number[]) => science.matrix(8, 1, values);
    const spread = (values: readonly number[]) =>
      science.columnSpread(points(values), weights).deviations[0]!;
    expect(spread(far(plain))).toBeCloseTo(spread(plain), 6);
    const model = await science.fit(column(far(plain)), far(other), { kind: 'linear-regression', l2: 0 });
    const near = await science.fit(column(plain), other, { kind: 'linear-regression', l2: 0 });
    expect(model.coefficients[0]).toBeCloseTo(near.coefficients[0]!, 3);
    expect(model.rSquared).toBeCloseTo(near.rSquared, 3);
    const draw = (values: readonly number[], centre: number) =>
      science.normalArm(1, centre)(seededRandom(1), groupSums(values));
    expect(draw(far(plain), 1e12) - 1e12).toBeCloseTo(draw(plain, 0), 2);
  });
});
