import { describe, expect, it } from 'vitest';
import { detectableDifference, detectableShare } from './detectable-effect.ts';
import { powerForMeans, powerForShares } from './power.ts';
import { sampleSizeForMeans, sampleSizeForShares } from './sample-size.ts';
import { detectableBySequence, sampleSizeForSequence } from './sequential/sequential-plan.ts';

describe('people needed', () => {
  it('for .10 against .11 are those of the reference, by each method', () => {
    expect(sampleSizeForShares(0.1, 0.11)).toBeCloseTo(14_750.79, 3);
    expect(sampleSizeForShares(0.1, 0.11, {}, 'unpooled')).toBeCloseTo(14_748.045, 3);
    expect(sampleSizeForShares(0.1, 0.11, {}, 'arcsine')).toBeCloseTo(14_744.105, 3);
  });

  it('for means are 2 ((z + z) σ / δ)²', () => {
    expect(sampleSizeForMeans(1, 10)).toBeCloseTo(1569.7759468698177, 8);
    expect(sampleSizeForMeans(-1, 10, { ratio: 1 })).toBeCloseTo(1569.7759468698177, 8);
    expect(sampleSizeForMeans(1, 10, { ratio: 2 })).toBeCloseTo(1569.7759468698177 * 0.75, 8);
  });

  it('have just the power that was asked for, and the effect back', () => {
    for (const method of ['pooled', 'unpooled', 'arcsine'] as const)
      for (const ratio of [0.5, 1, 3]) {
        const plan = { power: 0.9, ratio };
        const n = sampleSizeForShares(0.2, 0.23, plan, method);
        expect(powerForShares(n, 0.2, 0.23, plan, method)).toBeCloseTo(0.9, 10);
        expect(detectableShare(n, 0.2, plan, method)).toBeCloseTo(0.23, 8);
      }
    const n = sampleSizeForMeans(0.4, 3, { sides: 1 });
    expect(powerForMeans(n, 0.4, 3, { sides: 1 })).toBeCloseTo(0.8, 10);
    expect(detectableDifference(n, 3, { sides: 1 })).toBeCloseTo(0.4, 10);
  });

  it('for a sequence are more, and give the effect back', () => {
    const fixed = sampleSizeForMeans(0.1, 1);
    const sequential = sampleSizeForSequence(0.1, 1);
    expect(sequential / fixed).toBeGreaterThan(1.5);
    expect(sequential / fixed).toBeLessThan(2.5);
    expect(detectableBySequence(sequential, 1)).toBeCloseTo(0.1, 8);
  });

  it('are refused for no effect, shares out of bounds and too few people', () => {
    expect(() => sampleSizeForShares(0.1, 0.1)).toThrow('other than 0');
    expect(() => sampleSizeForShares(0, 0.1)).toThrow('between 0 and 1');
    expect(() => sampleSizeForMeans(0, 1)).toThrow('other than 0');
    expect(() => sampleSizeForMeans(1, 1, { power: 80 })).toThrow('between 0 and 1');
    expect(() => detectableShare(3, 0.5)).toThrow('more');
  });
});
