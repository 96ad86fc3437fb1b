import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { sigmoid } from '../numeric/special.ts';
import { normal } from '../numeric/variates.ts';
import {
  fitIsotonicRegression,
  fitPlattScaling,
  predictIsotonicRegression,
  predictPlattScaling,
  rocAuc,
} from './index.ts';

describe('isotonic regression', () => {
  it('pools what falls, as in the example of R', () => {
    const y = [1, 0, 4, 3, 3, 5, 4, 2, 0];
    const model = fitIsotonicRegression(y, [...y.keys()]);
    expect([...predictIsotonicRegression(model, [...y.keys()])]).toEqual([0.5, 0.5, 3, 3, 3, 3, 3, 3, 3]);
  });

  it('is the greatest of the least means around each place', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ y: fc.integer({ min: 0, max: 9 }), weight: fc.integer({ min: 1, max: 3 }) }), {
          minLength: 1,
          maxLength: 12,
        }),
        (rows) => {
          const mean = (a: number, b: number) => {
            const part = rows.slice(a, b + 1);
            return (
              part.reduce((sum, { y, weight }) => sum + y * weight, 0) /
              part.reduce((sum, { weight }) => sum + weight, 0)
            );
          };
          const places = [...rows.keys()];
          const model = fitIsotonicRegression(
            rows.map(({ y }) => y),
            places,
            rows.map(({ weight }) => weight),
          );
          const fitted = predictIsotonicRegression(JSON.parse(JSON.stringify(model)), places);
          for (const i of places) {
            const least = (a: number) => Math.min(...places.filter((b) => b >= i).map((b) => mean(a, b)));
            expect(fitted[i]).toBeCloseTo(Math.max(...places.filter((a) => a <= i).map(least)), 9);
          }
        },
      ),
    );
  });

  it('takes equal scores together, is straight between pieces and level outside', () => {
    const model = fitIsotonicRegression([0, 1, 1, 1], [1, 1, 3, 3]);
    expect([...predictIsotonicRegression(model, [0, 1, 2, 3, 9])]).toEqual([0.5, 0.5, 0.75, 1, 1]);
  });
});

describe('Platt scaling', () => {
  const random = seededRandom(6);
  const scores = Float64Array.from({ length: 20_000 }, () => 2 * normal(random));
  const target = scores.map((score) => (random() < sigmoid(1.5 * score - 1) ? 1 : 0));

  it('finds the curve that the labels came from, and leaves the order alone', () => {
    const model = fitPlattScaling(target, scores);
    expect(model.slope).toBeCloseTo(1.5, 1);
    expect(model.intercept).toBeCloseTo(-1, 1);
    const p = predictPlattScaling(JSON.parse(JSON.stringify(model)), scores);
    expect(rocAuc(target, p)).toBeCloseTo(rocAuc(target, scores), 12);
  });

  it('stays finite where scores order perfectly', () => {
    const model = fitPlattScaling([0, 0, 1, 1], [-2, -1, 1, 2]);
    expect(model.slope).toBeGreaterThan(0.5);
    expect(model.slope).toBeLessThan(2);
    // the drawn-in targets are 1/4 and 3/4, and the loss of each end must balance
    const p = predictPlattScaling(model, [-2, -1, 1, 2]);
    expect(p[0]! + p[3]!).toBeCloseTo(1, 9);
    expect(2 * p[0]! + p[1]!).toBeCloseTo(3 / 4, 6);
  });

  it('takes a whole weight as repetition', () => {
    const twice = fitPlattScaling([0, 1, 0, 1, 0, 1, 0, 1], [1, 2, 3, 4, 1, 2, 3, 4]);
    const heavy = fitPlattScaling([0, 1, 0, 1], [1, 2, 3, 4], [2, 2, 2, 2]);
    expect(heavy.slope).toBeCloseTo(twice.slope, 9);
  });
});
