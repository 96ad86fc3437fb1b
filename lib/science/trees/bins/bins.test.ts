import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { normal } from '../../numeric/variates.ts';
import { binOf, quantileCuts, searchable } from './bin-cuts.ts';
import { gradientSteps, pack, radix, stepsFor, unpack } from './packed-gradients.ts';

describe('bins', () => {
  it('are one a value where there are few', () => {
    expect([...quantileCuts({ values: Float64Array.of(3, 1, Number.NaN, 2, 3), bins: 255 })]).toEqual([1, 2]);
  });

  it('hold about equally many where there are many, also beside a value that half of the rows have', () => {
    const random = seededRandom(1);
    const values = Float64Array.from({ length: 20_000 }, (_, row) => (row % 2 ? 0 : normal(random)));
    const cuts = searchable(quantileCuts({ values, bins: 100 }));
    const counts = new Float64Array(101);
    for (const value of values) counts[binOf(cuts, value)]!++;
    const [most, ...others] = [...counts.slice(1)].sort((a, b) => b - a);
    expect(most).toBeGreaterThanOrEqual(10_000);
    expect(Math.max(...others)).toBeLessThan(2 * (10_000 / 99));
  });

  it('are found as by counting the boundaries below', () => {
    const sorted = fc.uniqueArray(fc.double({ noNaN: true, min: -5, max: 5 }), { maxLength: 254 });
    fc.assert(
      fc.property(sorted, fc.double({ noNaN: true, min: -6, max: 6 }), (bounds, value) => {
        const cuts = Float64Array.from(bounds).sort();
        for (const each of [value, ...cuts.slice(0, 5)])
          expect(binOf(searchable(cuts), each)).toBe(1 + cuts.filter((cut) => cut < each).length);
      }),
      { seed: 1 },
    );
  });
});

describe('packed gradients', () => {
  it('add up to the sums of both, whole numbers exactly', () => {
    const gradients = [-3, 5, 0, -1, 2];
    const steps = stepsFor(5, 11, 5);
    const total = gradients.reduce((sum, gradient, row) => sum + pack(gradient, 1, steps, row, 3), 0);
    expect(unpack(total, steps)).toEqual({ gradient: 3, hessian: 5 });
    expect(gradientSteps(-5 * radix + 7)).toBe(-5);
  });

  it('of a million rows that are equal keep the sums to a few steps: errors even out', () => {
    const rows = 1_000_000;
    const steps = stepsFor(rows, 0.135 * rows, 0.1168 * rows);
    let total = 0;
    for (let row = 0; row < rows; row++) total += pack(-0.135, 0.1168, steps, row, 1);
    const { gradient, hessian } = unpack(total, steps);
    expect(Math.abs(gradient + 0.135 * rows) * steps.gradient).toBeLessThan(20);
    expect(Math.abs(hessian - 0.1168 * rows) * steps.hessian).toBeLessThan(20);
  });
});
