import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { matrix } from '../numeric/matrix.ts';
import { exponential } from '../numeric/variates.ts';
import { survivalBrier } from './survival-brier.ts';

describe('the Brier score of survival', () => {
  it('without censoring is the mean squared error', () => {
    const data = { time: Float64Array.of(1, 2, 3, 4), event: Float64Array.of(1, 1, 1, 1) };
    const predicted = matrix(4, 2, [0.1, 0.1, 0.4, 0.2, 0.7, 0.3, 0.9, 0.8]);
    const { score, integrated } = survivalBrier(data, predicted, [2, 3]);
    expect(score[0]).toBeCloseTo((0.01 + 0.16 + 0.09 + 0.01) / 4, 12);
    expect(score[1]).toBeCloseTo((0.01 + 0.04 + 0.09 + 0.04) / 4, 12);
    expect(integrated).toBeCloseTo((score[0]! + score[1]!) / 2, 12);
  });

  it('weighs up what censoring hides: by hand on three people', () => {
    const data = { time: Float64Array.of(1, 2, 3), event: Float64Array.of(0, 1, 1) };
    const { score } = survivalBrier(data, matrix(3, 1, [0.5, 0.5, 0.5]), [2]);
    expect(score[0]).toBeCloseTo((0 + 0.25 / (2 / 3) + 0.25 / (2 / 3)) / 3, 12);
  });

  it('under censoring stays near what it is without', () => {
    const random = seededRandom(8);
    const end = Float64Array.from({ length: 20_000 }, () => exponential(random, 0.2));
    const watched = end.map(() => exponential(random, 0.15));
    const predicted = matrix(
      20_000,
      1,
      end.map(() => 0.4),
    );
    const full = survivalBrier({ time: end, event: end.map(() => 1) }, predicted, [4]);
    const censored = survivalBrier(
      {
        time: end.map((t, i) => Math.min(t, watched[i]!)),
        event: end.map((t, i) => (t <= watched[i]! ? 1 : 0)),
      },
      predicted,
      [4],
    );
    expect(censored.score[0]).toBeCloseTo(full.score[0]!, 2);
  });

  it('refuses times after everyone has gone', () => {
    const data = { time: Float64Array.of(1, 2), event: Float64Array.of(1, 0) };
    expect(() => survivalBrier(data, matrix(2, 1, [0.5, 0.5]), [2])).toThrow(/still watched/);
    expect(() => survivalBrier(data, matrix(2, 2, [0.5, 0.5, 0.5, 0.5]), [1, 1])).toThrow(/rising/);
  });
});
