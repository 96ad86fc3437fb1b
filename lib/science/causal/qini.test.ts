import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { hillstrom } from '../testing/hillstrom.ts';
import { qiniAuc, upliftAt, upliftAuc } from './qini.ts';
import { qiniNoise, qiniPValue } from './qini-noise.ts';
import { qiniGain, upliftCurve } from './uplift-curve.ts';

const outcome = Float64Array.of(0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1);
const treated = Float64Array.of(0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0);
const score = Float64Array.of(0.1, 0.9, 0.3, 0.3, 0.8, 0.2, 0.4, 0.7, 0.5, 0.1, 0.2, 0.6);

describe('Qini and uplift', () => {
  it('follow the definitions of scikit-uplift (written out in NumPy), equal scores together', () => {
    const { people, gains } = upliftCurve(outcome, score, treated, qiniGain);
    expect([...people]).toEqual([0, 1, 2, 3, 4, 5, 6, 8, 10, 12]);
    // after four people: 3 of 3 treated came, and the one other: 3 − 1 · 3 / 1
    expect([...gains].slice(0, 6)).toEqual([0, 1, 2, 3, 0, 0]);
    expect(gains.at(-1)).toBe(4 - 2);
    expect(qiniAuc(outcome, score, treated)).toBeCloseTo(-0.08333333333333338, 12);
    expect(upliftAuc(outcome, score, treated)).toBeCloseTo(-0.3235, 12);
  });

  it('is 1 for a perfect score and the same under a monotone transform', () => {
    const perfect = outcome.map((y, i) => y * (treated[i] === 1 ? 1 : -1));
    expect(qiniAuc(outcome, perfect, treated)).toBe(1);
    expect(
      qiniAuc(
        outcome,
        score.map((value) => Math.log(value)),
        treated,
      ),
    ).toBe(qiniAuc(outcome, score, treated));
  });

  it('at a part is the difference of means among the best', () => {
    // best half: .9 .8 .7 (treated: 1 1 1), .6 .5 (others: 1 1), .4 (treated: 0)
    expect(upliftAt(outcome, score, treated, 0.5)).toBeCloseTo(3 / 4 - 1, 12);
    expect(() => upliftAt(outcome, score, treated, 0.25)).toThrow('only one class');
    expect(() => upliftAt(outcome, score, treated, 30)).toThrow('at most 1');
  });

  it('refuse outcomes that are not 0 or 1, one group only and scores that are missing', () => {
    expect(() =>
      qiniAuc(
        Float64Array.from(outcome, (y) => 2 * y),
        score,
        treated,
      ),
    ).toThrow('only 0 and 1');
    expect(() => qiniAuc(outcome, score, new Float64Array(12))).toThrow('only one class');
    expect(() =>
      qiniAuc(
        outcome,
        score.map((value) => value / 0),
        treated,
      ),
    ).toThrow('finite');
    expect(() => qiniAuc(outcome, score.slice(1), treated)).toThrow('must have 12');
  });
});

const data = hillstrom();

it.runIf(data)(
  'on Hillstrom one flag is far outside the noise, and noise is as wide as the reference says',
  async () => {
    const { test, womens } = data!;
    expect([data!.training.treated.length, test.treated.length]).toEqual([21_346, 21_347]);
    const noise = await qiniNoise(test.outcome, test.treated, { random: seededRandom(1) });
    expect(Math.abs(noise.mean)).toBeLessThan(0.004);
    expect(noise.deviation).toBeGreaterThan(0.009);
    expect(noise.deviation).toBeLessThan(0.0125);
    // the formulas of scikit-uplift written out in NumPy give .0670642624771572
    const qini = qiniAuc(test.outcome, womens, test.treated);
    expect(qini).toBeCloseTo(0.0670642624771572, 12);
    expect(qini).toBeGreaterThan(noise.high);
    expect(qiniPValue(qini, noise)).toBeCloseTo(1 / 201, 12);
    expect(qiniPValue(noise.values[100]!, noise)).toBeGreaterThan(0.4);
    const uplift = await qiniNoise(test.outcome, test.treated, {
      random: seededRandom(1),
      measure: 'uplift',
      runs: 100,
    });
    expect(upliftAuc(test.outcome, womens, test.treated)).toBeGreaterThan(uplift.high);
    expect(uplift.deviation).toBeLessThan(noise.deviation);
  },
);
