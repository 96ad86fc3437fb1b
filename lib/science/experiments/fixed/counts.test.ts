import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquareFit, chiSquareTest } from './chi-square-test.ts';
import { fisherExact } from './fisher-exact.ts';
import { newcombeInterval, proportionTest, wilsonInterval } from './proportion-test.ts';

const a = { successes: 487, n: 5000 };
const b = { successes: 552, n: 5100 };

describe('two shares', () => {
  it('have the z of the formula, pooled and not', () => {
    const pooled = proportionTest(a, b);
    expect(pooled.statistic).toBeCloseTo(1.7921553069124514, 12);
    expect(pooled.p).toBeCloseTo(0.07310809157138075, 12);
    expect(proportionTest(a, b, { pooled: false }).statistic).toBeCloseTo(1.793268737207659, 12);
  });

  it('have a pooled z whose square is the χ² of their table', () => {
    const table = [
      [487, 4513],
      [552, 4548],
    ];
    expect(chiSquareTest(table).statistic).toBeCloseTo(proportionTest(a, b).statistic ** 2, 10);
    expect(chiSquareTest(table).p).toBeCloseTo(proportionTest(a, b).p, 12);
  });

  it("have Wilson's intervals of SciPy 1.17 and Newcombe's published one", () => {
    const eight = wilsonInterval({ successes: 8, n: 40 });
    expect(eight.low).toBeCloseTo(0.104999897254377, 12);
    expect(eight.high).toBeCloseTo(0.34757306346399497, 12);
    const none = wilsonInterval({ successes: 0, n: 10 });
    expect(none.low).toBe(0);
    expect(none.high).toBeCloseTo(0.27753279986288926, 12);
    // Newcombe 1998, table II (a), method 10: 56/70 − 48/80 is .0524 to .3339
    const published = newcombeInterval({ successes: 48, n: 80 }, { successes: 56, n: 70 });
    expect(published.low).toBeCloseTo(0.0524, 4);
    expect(published.high).toBeCloseTo(0.3339, 4);
  });

  it('swap signs with the groups and refuse what cannot be', () => {
    const forth = proportionTest(a, b);
    const back = proportionTest(b, a);
    expect(back.estimate).toBe(-forth.estimate);
    expect(back.p).toBeCloseTo(forth.p, 14);
    expect(() => proportionTest({ successes: 6, n: 5 }, b)).toThrow('from 0 to 5');
    expect(() => proportionTest({ successes: 0, n: 5 }, { successes: 0, n: 9 })).toThrow(
      'the same in every row',
    );
    expect(() => wilsonInterval({ successes: 0, n: 0 })).toThrow('at least 1');
  });
});

describe('χ²', () => {
  it('is that of SciPy 1.17 on the neighbourhood example', () => {
    const test = chiSquareTest([
      [90, 60, 104, 95],
      [30, 50, 51, 20],
      [30, 40, 45, 35],
    ]);
    expect(test.statistic).toBeCloseTo(24.5712028585826, 10);
    expect(test.df).toBe(6);
    expect(test.p).toBeCloseTo(0.0004098425861096696, 12);
    expect(test.leastExpected).toBeCloseTo(34.61538461538461, 10);
  });

  it("has Yates's correction on two by two tables", () => {
    const table = [
      [12, 5],
      [9, 14],
    ];
    expect(chiSquareTest(table).statistic).toBeCloseTo(3.8790069803665155, 12);
    expect(chiSquareTest(table, { yates: true }).p).toBeCloseTo(0.09909183934890643, 12);
  });

  it('leaves out empty rows and refuses a table without two of each', () => {
    const table = [
      [12, 5, 0],
      [0, 0, 0],
      [9, 14, 0],
    ];
    expect(chiSquareTest(table).df).toBe(1);
    expect(chiSquareTest(table).statistic).toBeCloseTo(3.8790069803665155, 12);
    expect(() => chiSquareTest([[1, 2]])).toThrow('at least 2');
    expect(() => chiSquareTest([[1, 2], [3]])).toThrow('must have 2');
    expect(() =>
      chiSquareTest([
        [1, -2],
        [3, 4],
      ]),
    ).toThrow('0 or more');
    expect(() => chiSquareFit([5, 6], [1, 0])).toThrow('weights must be');
    expect(() => chiSquareFit([0, 0], [1, 1])).toThrow('at least 1');
  });
});

describe("Fisher's exact test", () => {
  it('is that of SciPy 1.17', () => {
    const wanted: [[[number, number], [number, number]], number, number, number][] = [
      [
        [
          [12, 5],
          [9, 14],
        ],
        0.06235516940744973,
        0.04878593832987604,
        0.9897323352273296,
      ],
      [
        [
          [8, 2],
          [1, 5],
        ],
        0.034965034965034975,
        0.024475524475524483,
        0.9991258741258742,
      ],
      [
        [
          [0, 7],
          [6, 3],
        ],
        0.011363636363636362,
        1,
        0.010489510489510488,
      ],
    ];
    for (const [table, both, greater, less] of wanted) {
      expect(fisherExact(table).p).toBeCloseTo(both, 10);
      expect(fisherExact(table, 'greater').p).toBeCloseTo(greater, 10);
      expect(fisherExact(table, 'less').p).toBeCloseTo(less, 10);
    }
    expect(
      fisherExact([
        [8, 2],
        [1, 5],
      ]).oddsRatio,
    ).toBe(20);
    expect(
      fisherExact([
        [8, 0],
        [1, 5],
      ]).oddsRatio,
    ).toBeUndefined();
    expect(() =>
      fisherExact([
        [1.5, 2],
        [3, 4],
      ]),
    ).toThrow('whole number');
  });

  it('does not change when rows or columns are swapped together', () => {
    const count = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(count, count, count, count, (w, x, y, z) => {
        const { p } = fisherExact([
          [w, x],
          [y, z],
        ]);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(
          fisherExact([
            [x, w],
            [z, y],
          ]).p,
        ).toBeCloseTo(p, 10);
        expect(
          fisherExact([
            [w, y],
            [x, z],
          ]).p,
        ).toBeCloseTo(p, 10);
      }),
      { numRuns: 50 },
    );
  });
});
