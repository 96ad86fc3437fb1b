import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { permutation } from '../numeric/variates.ts';
import { rocAuc, rocCurve } from './index.ts';

/** Few values, so that there are ties. */
const scored = fc
  .array(fc.record({ one: fc.integer({ min: 0, max: 1 }), score: fc.integer({ min: 0, max: 6 }) }), {
    minLength: 2,
    maxLength: 40,
  })
  .filter((rows) => new Set(rows.map(({ one }) => one)).size === 2);

describe('the ROC-AUC', () => {
  it('counts the pairs in which the one scores higher, ties half', () => {
    expect(rocAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBe(0.75);
    expect(rocAuc([0, 1, 0, 1], [1, 1, 1, 1])).toBe(0.5);
    fc.assert(
      fc.property(scored, (rows) => {
        const pairs = rows
          .filter(({ one }) => one)
          .flatMap((a) => rows.filter(({ one }) => !one).map((b) => Math.sign(a.score - b.score)));
        const naive = pairs.reduce((sum, sign) => sum + (sign + 1) / 2, 0) / pairs.length;
        expect(
          rocAuc(
            rows.map(({ one }) => one),
            rows.map(({ score }) => score),
          ),
        ).toBeCloseTo(naive, 12);
      }),
    );
  });

  it('takes a whole weight as repetition, and turns round with the classes', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const [target, scores] = [rows.map(({ one }) => one), rows.map(({ score }) => score)];
        const weights = rows.map((_, i) => 1 + (i % 3));
        const repeated = rows.flatMap((row, i) => Array.from({ length: weights[i]! }, () => row));
        const again = rocAuc(
          repeated.map(({ one }) => one),
          repeated.map(({ score }) => score),
        );
        expect(rocAuc(target, scores, weights)).toBeCloseTo(again, 12);
        expect(
          rocAuc(
            target.map((one) => 1 - one),
            scores,
          ),
        ).toBeCloseTo(1 - rocAuc(target, scores), 12);
      }),
    );
  });

  it('is one half, but for noise, when labels are permuted', () => {
    const random = seededRandom(3);
    const scores = Float64Array.from({ length: 20_000 }, random);
    const labels = Float64Array.from(permutation(random, 20_000), (place) => (place < 5000 ? 1 : 0));
    // the standard deviation is √((n + 1) / (12 · ones · zeros)) = 0.0047
    expect(Math.abs(rocAuc(labels, scores) - 0.5)).toBeLessThan(3 * 0.0047);
  });

  it('refuses a missing score, one class, other labels, unequal lengths and weights of nothing', () => {
    expect(() => rocAuc([0, 1], [1, Number.NaN])).toThrow(
      expect.objectContaining({ code: 'science.missing-value' }),
    );
    expect(() => rocAuc([1, 1], [1, 2])).toThrow(expect.objectContaining({ code: 'science.one-class' }));
    expect(() => rocAuc([1, 2], [1, 2])).toThrow(expect.objectContaining({ code: 'science.not-binary' }));
    expect(() => rocAuc([0, 1], [1])).toThrow(expect.objectContaining({ code: 'science.unequal-lengths' }));
    expect(() => rocAuc([0, 1], [1, 2], [0, 1])).toThrow(
      expect.objectContaining({ code: 'science.bad-weight' }),
    );
  });
});

it('gives the curve of the same points', () => {
  const curve = rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
  expect([...curve.cutoff]).toEqual([Number.POSITIVE_INFINITY, 0.8, 0.4, 0.35, 0.1]);
  expect([...curve.truePositiveRate]).toEqual([0, 0.5, 0.5, 1, 1]);
  expect([...curve.falsePositiveRate]).toEqual([0, 0, 0.5, 0.5, 1]);
});
