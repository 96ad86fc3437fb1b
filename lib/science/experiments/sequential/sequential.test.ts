import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { normal } from '../../numeric/index.ts';
import { sampleRatio, sequentialSampleRatio } from '../sample-ratio.ts';
import { confidenceSequence, sequenceCriticalValue } from './confidence-sequence.ts';
import { groupSequentialBounds, pocockSpending } from './group-sequential.ts';
import { mixtureSprt } from './mixture-sprt.ts';

describe('mixture test', () => {
  it('has the ratio and interval of the formula', () => {
    // V = .01, τ² = .04: √.2 · exp(.04 · .09 / (2 · .01 · .05)) = .4472 · e^3.6
    const { p, low, high } = mixtureSprt({ estimate: 0.3, error: 0.1 }, { spread: 0.2 });
    expect(p).toBeCloseTo(1 / (Math.sqrt(0.2) * Math.exp(3.6)), 12);
    expect((high + low) / 2).toBeCloseTo(0.3, 12);
    expect((high - low) / 2).toBeCloseTo(Math.sqrt(0.025 * (Math.log(20) + Math.log(5) / 2)), 12);
  });

  it('has an interval whose edge has p of alpha', () => {
    const { low, high } = mixtureSprt({ estimate: 0, error: 0.7 }, { spread: 0.5, alpha: 0.01 });
    for (const estimate of [low, high])
      expect(mixtureSprt({ estimate, error: 0.7 }, { spread: 0.5 }).p).toBeCloseTo(0.01, 12);
  });

  it('finds a true null at most α of the time while looking after each of 500 people', () => {
    const random = seededRandom(5);
    const runs = 1000;
    let found = 0;
    for (let run = 0; run < runs; run++) {
      let sum = 0;
      for (let n = 1; n <= 500; n++) {
        sum += normal(random);
        if (mixtureSprt({ estimate: sum / n, error: 1 / Math.sqrt(n) }, { spread: 0.2 }).p > 0.05) continue;
        found++;
        break;
      }
    }
    expect(found / runs).toBeLessThanOrEqual(0.05);
    expect(found).toBeGreaterThan(5);
  });
});

describe('confidence sequence', () => {
  it('has the width of the Gaussian mixture', () => {
    const [n, alpha, tightestAt, deviation] = [800, 0.05, 5000, 3];
    const rho2 = (-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha) + 1)) / tightestAt;
    const growth = n * rho2 + 1;
    const half = deviation * Math.sqrt(((2 * growth) / (n * n * rho2)) * Math.log(Math.sqrt(growth) / alpha));
    const { low, high } = confidenceSequence({ estimate: 1, error: deviation / Math.sqrt(n), n });
    expect(high - 1).toBeCloseTo(half, 12);
    expect(1 - low).toBeCloseTo(half, 12);
    expect(sequenceCriticalValue(n)).toBeCloseTo((half * Math.sqrt(n)) / deviation, 12);
  });

  it('is about as wide as it can be tight where it shall be tightest', () => {
    const width = (tightestAt: number) => sequenceCriticalValue(5000, { tightestAt });
    expect(width(5000)).toBeLessThan(width(1000));
    expect(width(5000)).toBeLessThan(width(25_000));
    expect(width(5000) / Math.min(width(4000), width(6500))).toBeLessThan(1.002);
    expect(() => sequenceCriticalValue(10, { alpha: 5 })).toThrow('between 0 and 1');
  });
});

describe('group-sequential bounds', () => {
  it('are those of Lan & DeMets for five equal looks', () => {
    const shares = [0.2, 0.4, 0.6, 0.8, 1];
    const close = (values: number[]) => values.map((value) => expect.closeTo(value, 2));
    expect(groupSequentialBounds(shares)).toEqual(close([4.877, 3.357, 2.68, 2.29, 2.031]));
    expect(groupSequentialBounds(shares, { spending: pocockSpending })).toEqual(
      close([2.438, 2.427, 2.41, 2.397, 2.386]),
    );
  });

  it('are the fixed test for one look, and refuse looks out of order', () => {
    expect(groupSequentialBounds([1])[0]).toBeCloseTo(1.959964, 6);
    expect(() => groupSequentialBounds([0.5, 0.5])).toThrow('above the one before');
    expect(() => groupSequentialBounds([])).toThrow('at least 1');
  });
});

describe('sample ratio', () => {
  it('is the χ² of Fabijan et al.: 821,588 against 815,482 at one to one is no accident', () => {
    const { statistic, p } = sampleRatio([821_588, 815_482], [1, 1]);
    expect(statistic).toBeCloseTo(22.77436884189436, 8);
    expect(p / 1.8217928726191858e-6).toBeCloseTo(1, 8);
    expect(sampleRatio([900, 100], [9, 1]).p).toBe(1);
  });

  it('under constant looking has p 1 for the intended split, less for a wrong one, the same for swapped groups', () => {
    expect(sequentialSampleRatio([500, 500], [1, 1])).toBe(1);
    expect(sequentialSampleRatio([5300, 4700], [1, 1])).toBeLessThan(0.001);
    expect(sequentialSampleRatio([5300, 4700], [1, 1])).toBeCloseTo(
      sequentialSampleRatio([4700, 5300], [2, 2]),
      12,
    );
  });
});
