import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';
import { mannWhitney } from './mann-whitney.ts';

const a = [14.2, 11.8, 9.5, 13.1, 16.0, 10.4, 12.7, 15.3];
const b = [15.1, 17.9, 13.6, 16.8, 19.2, 12.9, 18.4];
const tiedA = [3, 5, 5, 1, 4, 2, 5, 3, 2, 1, 4, 5];
const tiedB = [5, 6, 7, 5, 4, 6, 3, 7, 5, 6, 2];

/** The share of all ways to choose the second group in which `statistic` is at least what it is. */
function byEnumeration(
  first: number[],
  second: number[],
  statistic: (x: number[], y: number[]) => number,
): number {
  const all = [...first, ...second];
  const own = statistic(first, second);
  let ways = 0;
  let reached = 0;
  for (let mask = 0; mask < 1 << all.length; mask++) {
    const x = all.filter((_, i) => !((mask >> i) & 1));
    if (x.length !== first.length) continue;
    ways++;
    if (
      statistic(
        x,
        all.filter((_, i) => (mask >> i) & 1),
      ) >=
      own - 1e-12
    )
      reached++;
  }
  return reached / ways;
}

describe('Mann-Whitney', () => {
  it('is that of SciPy 1.17, exact and normal, all alternatives', () => {
    const exact = mannWhitney(a, b);
    expect(exact).toMatchObject({ u: 47, method: 'exact' });
    expect(exact.p).toBeCloseTo(0.028904428904428903, 12);
    expect(mannWhitney(a, b, { alternative: 'greater' }).p).toBeCloseTo(0.014452214452214451, 12);
    expect(mannWhitney(a, b, { alternative: 'less' }).p).toBeCloseTo(0.9897435897435898, 12);
    expect(mannWhitney(a, b, { method: 'normal' }).p).toBeCloseTo(0.03227734609479715, 12);
    expect(mannWhitney(a, b, { method: 'normal', alternative: 'greater' }).p).toBeCloseTo(
      0.016138673047398574,
      12,
    );
  });

  it('corrects for ties, with and without continuity', () => {
    const tied = mannWhitney(tiedA, tiedB);
    expect(tied).toMatchObject({ u: 105, method: 'normal' });
    expect(tied.superiority).toBeCloseTo(105 / 132, 14);
    expect(tied.p).toBeCloseTo(0.01577618810158162, 12);
    expect(mannWhitney(tiedA, tiedB, { continuity: false }).p).toBeCloseTo(0.01446900220244473, 12);
  });

  it('exact is what counting all ways to split gives', () => {
    const [x, y] = [
      [1, 4, 6, 9, 2],
      [3, 8, 10, 11],
    ];
    const u = (first: number[], second: number[]) =>
      second.reduce((total, value) => total + first.filter((other) => other < value).length, 0);
    expect(mannWhitney(x, y, { alternative: 'greater' }).p).toBeCloseTo(byEnumeration(x, y, u), 12);
  });

  it('does not change under a monotone transform and mirrors when the groups are swapped', () => {
    const exp = (values: number[]) => values.map((value) => Math.exp(value / 5));
    expect(mannWhitney(exp(tiedA), exp(tiedB))).toEqual(mannWhitney(tiedA, tiedB));
    const back = mannWhitney(tiedB, tiedA);
    expect(back.u).toBe(132 - 105);
    expect(back.p).toBe(mannWhitney(tiedA, tiedB).p);
    expect(() => mannWhitney([2, 2], [2, 2])).toThrow('the same in every row');
    expect(() => mannWhitney([], [2, 2])).toThrow('at least 1');
  });
});

describe('Kolmogorov-Smirnov', () => {
  it('is that of SciPy 1.17 exactly, and the limit is the series of Kolmogorov', () => {
    const exact = kolmogorovSmirnov(a, b);
    expect(exact.distance).toBeCloseTo(4 / 7, 14);
    expect(exact.p).toBeCloseTo(0.1414141414141414, 12);
    const shifted = (by: number) => Array.from({ length: 400 }, (_, i) => i + by);
    // kstwobign.sf(√½) of SciPy
    const near = kolmogorovSmirnov(shifted(0), shifted(19.5), 'asymptotic');
    expect(near.distance * Math.sqrt(200)).toBeCloseTo(Math.SQRT1_2, 10);
    expect(near.p).toBeCloseTo(0.6993741991310154, 10);
  });

  it('is exact with ties too, where SciPy keeps the p value of values without ties', () => {
    const distance = (x: number[], y: number[]) => kolmogorovSmirnov(x, y, 'asymptotic').distance;
    const [x, y] = [
      [1, 2, 2, 3, 5, 5],
      [2, 4, 5, 5, 6, 6, 7],
    ];
    expect(kolmogorovSmirnov(x, y).p).toBeCloseTo(byEnumeration(x, y, distance), 12);
    expect(kolmogorovSmirnov(tiedA, tiedB).p).toBeLessThan(0.14930351651310056);
  });

  it('exact and limit agree for large groups; equal groups have p 1', () => {
    const x = Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1000);
    const y = x.map((value) => value ** 1.03 / 1000 ** 0.03 + 40.5);
    const [exact, limit] = [kolmogorovSmirnov(x, y, 'exact'), kolmogorovSmirnov(x, y, 'asymptotic')];
    expect(exact.p / limit.p).toBeGreaterThan(0.9);
    expect(exact.p / limit.p).toBeLessThan(1.1);
    expect(kolmogorovSmirnov(x, x, 'exact').p).toBe(1);
    expect(kolmogorovSmirnov(x, x, 'asymptotic').p).toBe(1);
  });

  it('has p from 0 to 1, the same when swapped, for any groups', () => {
    const values = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(values, values, (x, y) => {
        const { p, distance } = kolmogorovSmirnov(x, y);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(kolmogorovSmirnov(y, x).p).toBeCloseTo(p, 12);
        expect(kolmogorovSmirnov(y, x).distance).toBe(distance);
        if (distance === 0) expect(p).toBe(1);
      }),
      { numRuns: 100 },
    );
  });
});
