import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { cholesky, invertCholesky, logDeterminant, solveCholesky } from './cholesky.ts';
import {
  betaCdf,
  betaQuantile,
  chiSquareQuantile,
  chiSquareTail,
  fTail,
  normalCdf,
  normalQuantile,
  normalTwoSided,
  tCdf,
  tQuantile,
  tTwoSided,
} from './distributions.ts';
import { symmetricEigen } from './eigen.ts';
import { hypergeometric2F1, hypergeometric2F1AtOne } from './hypergeometric.ts';
import { integrate } from './integrate.ts';
import { lbfgs } from './lbfgs.ts';
import { matrix, multiply, multiplyVector, transpose } from './matrix.ts';
import { mean, sum } from './mean.ts';
import { nelderMead } from './nelder-mead.ts';
import { quantile } from './quantile.ts';
import { midranks } from './rank.ts';
import { root } from './root.ts';
import { solve } from './solve.ts';
import { sparse, transposeSparse } from './sparse.ts';
import { correlation, variance } from './variance.ts';
import { beta, binomial, gamma, normal, permutation, poisson } from './variates.ts';

describe('distributions', () => {
  it('give the values of the printed tables', () => {
    expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 12);
    expect(normalCdf(-9)).toBeCloseTo(1.1285884059538425e-19, 30);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
    expect(normalTwoSided(1.959963984540054)).toBeCloseTo(0.05, 12);
    expect(tCdf(2, 5)).toBeCloseTo(0.9490302605850709, 12);
    expect(tCdf(-2, 5)).toBeCloseTo(1 - 0.9490302605850709, 12);
    expect(tQuantile(0.975, 10)).toBeCloseTo(2.2281388519862744, 9);
    expect(tTwoSided(2.2281388519862744, 10)).toBeCloseTo(0.05, 12);
    expect(chiSquareTail(3.841458820694124, 1)).toBeCloseTo(0.05, 12);
    expect(chiSquareQuantile(0.95, 2)).toBeCloseTo(5.991464547107979, 9);
    expect(fTail(4.964602743730711, 1, 10)).toBeCloseTo(0.05, 10);
    expect(betaCdf(0.5, 2, 3)).toBeCloseTo(0.6875, 12);
    expect(betaQuantile(0.6875, 2, 3)).toBeCloseTo(0.5, 9);
  });
});

describe('sums and quantiles', () => {
  it('do not lose small numbers beside great ones', () => {
    expect(sum([1e16, 1, -1e16])).toBe(1);
    expect(mean([1, 2, 3], [1, 1, 2])).toBe(2.25);
  });

  it('are those of type 7, missing values left out', () => {
    expect(quantile([4, 1, Number.NaN, 3, 2], 0.25)).toBe(1.75);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('rank equal values by the mean of their ranks', () => {
    expect([...midranks([10, 20, 10, 30])]).toEqual([1.5, 3, 1.5, 4]);
  });

  it('correlate by Pearson', () => {
    expect(correlation([1, 2, 3, 4], [2, 4, 6, 8])).toBeCloseTo(1, 12);
    expect(correlation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])).toBeCloseTo(0.8, 12);
  });
});

describe('linear algebra', () => {
  it('solves, inverts and takes the determinant of a positive definite matrix', () => {
    const a = matrix(2, 2, [4, 2, 2, 3]);
    const factor = cholesky(a);
    expect(solveCholesky(factor, [8, 7])[1]).toBeCloseTo(1.5, 12);
    expect(logDeterminant(factor)).toBeCloseTo(Math.log(8), 12);
    expect(invertCholesky(factor).values[0]).toBeCloseTo(3 / 8, 12);
    expect(() => cholesky(matrix(2, 2, [1, 2, 2, 4]))).toThrow(/singular/);
  });

  it('solves any square system it can be checked against', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer(), (n, seed) => {
        const random = seededRandom(seed);
        const a = matrix(
          n,
          n,
          Array.from({ length: n * n }, () => normal(random)),
        );
        const x = Array.from({ length: n }, () => normal(random));
        const found = solve(a, multiplyVector(a, x));
        for (const [i, value] of x.entries()) expect(found[i]).toBeCloseTo(value, 5);
      }),
      { numRuns: 100 },
    );
  });

  it('finds eigenvectors that rebuild the matrix', () => {
    const a = matrix(3, 3, [2, -1, 0, -1, 2, -1, 0, -1, 2]);
    const { values, vectors } = symmetricEigen(a);
    expect(values[0]).toBeCloseTo(2 + Math.SQRT2, 12);
    expect(values[2]).toBeCloseTo(2 - Math.SQRT2, 12);
    const scaled = matrix(
      3,
      3,
      vectors.values.map((v, at) => v * values[Math.floor(at / 3)]!),
    );
    const rebuilt = multiply(transpose(vectors), scaled);
    for (const [at, value] of a.values.entries()) expect(rebuilt.values[at]).toBeCloseTo(value, 12);
  });

  it('turns sparse rows into columns and back, adding up entries of one place', () => {
    const s = sparse(2, 3, [1, 0, 1, 1], [2, 1, 0, 2], [5, 7, 1, 2]);
    expect([...s.starts]).toEqual([0, 1, 3]);
    expect([...s.columnsOf]).toEqual([1, 0, 2]);
    expect([...s.values]).toEqual([7, 1, 7]);
    expect(transposeSparse(transposeSparse(s))).toEqual(s);
  });
});

describe('minima, roots and integrals', () => {
  const valley = (x: Float64Array) => 100 * (x[1]! - x[0]! ** 2) ** 2 + (1 - x[0]!) ** 2;

  it('find the bottom of Rosenbrock’s valley', () => {
    const smooth = lbfgs(
      (x, gradient) => {
        gradient[0] = -400 * x[0]! * (x[1]! - x[0]! ** 2) - 2 * (1 - x[0]!);
        gradient[1] = 200 * (x[1]! - x[0]! ** 2);
        return valley(x);
      },
      [-1.2, 1],
    );
    expect(smooth.x[0]).toBeCloseTo(1, 6);
    expect(nelderMead(valley, [-1.2, 1]).x[1]).toBeCloseTo(1, 3);
  });

  it('find the root and the area of the cosine', () => {
    expect(root(Math.cos, 0, 3)).toBeCloseTo(Math.PI / 2, 10);
    expect(integrate(Math.cos, 0, Math.PI / 2)).toBeCloseTo(1, 9);
    expect(() => root((x) => x * x + 1, -1, 1)).toThrow(/changes sign/);
  });

  it('sum the hypergeometric series in all parts of the line', () => {
    for (const z of [-30, -3, -0.4, 0.3, 0.95, 0.999])
      expect(hypergeometric2F1(1, 1, 2, z)).toBeCloseTo(-Math.log(1 - z) / z, 9);
    expect(hypergeometric2F1AtOne(0.5, 0.5, 2)).toBeCloseTo(4 / Math.PI, 12);
  });
});

describe('random numbers', () => {
  it('have the mean and variance of their distribution', () => {
    const random = seededRandom(1);
    const many = (draw: () => number) => Float64Array.from({ length: 20_000 }, draw);
    const expected: [Float64Array, number, number][] = [
      [many(() => normal(random)), 0, 1],
      [many(() => gamma(random, 0.5, 2)), 0.25, 0.125],
      [many(() => gamma(random, 3, 2)), 1.5, 0.75],
      [many(() => beta(random, 2, 3)), 0.4, 0.04],
      [many(() => poisson(random, 4)), 4, 4],
      [many(() => poisson(random, 90)), 90, 90],
      [many(() => binomial(random, 200, 0.3)), 60, 42],
    ];
    for (const [values, m, v] of expected) {
      expect(Math.abs(mean(values) - m)).toBeLessThan(4 * Math.sqrt(v / values.length));
      expect(variance(values) / v).toBeGreaterThan(0.93);
      expect(variance(values) / v).toBeLessThan(1.07);
    }
  });

  it('repeat with the seed, and a permutation holds every place once', () => {
    expect(permutation(seededRandom(7), 50)).toEqual(permutation(seededRandom(7), 50));
    expect([...permutation(seededRandom(7), 50)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, i) => i),
    );
  });
});

describe('sparse rows', () => {
  it('refuse places outside, and say which', () => {
    expect(() => sparse(2, 2, [0, 2], [0, 1])).toThrow(
      /the row of entry 2 is 2; it must be a whole number from 0 to below 2/,
    );
    expect(() => sparse(2, 2, [0, 1], [0, -1])).toThrow(/the column of entry 2 is -1/);
    expect(() => sparse(2, 2, [0, 0.5], [0, 1])).toThrow(/the row of entry 2 is 0.5/);
    expect(() => sparse(2, 2, [0, Number.NaN], [0, 1])).toThrow(/the row of entry 2 is NaN/);
    expect(() => sparse(2, 2, [0, 1], [0])).toThrow(/columns of entries must have 2 values/);
    expect(() => sparse(2, 2, [0, 1], [0, 1], [1])).toThrow(/values of entries must have 2 values/);
  });
});
