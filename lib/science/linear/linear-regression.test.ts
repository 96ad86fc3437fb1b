import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { matrix } from '../numeric/matrix.ts';
import { normal } from '../numeric/variates.ts';
import { coefficientTable, fitLinearRegression, predictLinearRegression } from './index.ts';

/** Longley (1967), as certified by NIST StRD: prices, product, unemployed, armed forces, population, year; employed. */
const longley = [
  [83, 234289, 2356, 1590, 107608, 1947, 60323],
  [88.5, 259426, 2325, 1456, 108632, 1948, 61122],
  [88.2, 258054, 3682, 1616, 109773, 1949, 60171],
  [89.5, 284599, 3351, 1650, 110929, 1950, 61187],
  [96.2, 328975, 2099, 3099, 112075, 1951, 63221],
  [98.1, 346999, 1932, 3594, 113270, 1952, 63639],
  [99, 365385, 1870, 3547, 115094, 1953, 64989],
  [100, 363112, 3578, 3350, 116219, 1954, 63761],
  [101.2, 397469, 2904, 3048, 117388, 1955, 66019],
  [104.6, 419180, 2822, 2857, 118734, 1956, 67857],
  [108.4, 442769, 2936, 2798, 120445, 1957, 68169],
  [110.8, 444546, 4681, 2637, 121950, 1958, 66513],
  [112.6, 482704, 3813, 2552, 123366, 1959, 68655],
  [114.2, 502601, 3931, 2514, 125368, 1960, 69564],
  [115.7, 518173, 4806, 2572, 127852, 1961, 69331],
  [116.9, 554894, 4007, 2827, 130081, 1962, 70551],
];

describe('least squares', () => {
  it('gives the certified values of Longley, the classic of columns that nearly repeat each other', async () => {
    const x = matrix(
      16,
      6,
      longley.flatMap((row) => row.slice(0, 6)),
    );
    const model = await fitLinearRegression(
      x,
      Float64Array.from(longley, (row) => row[6]!),
    );
    const table = coefficientTable(model);
    const certified: [number, number][] = [
      [-3482258.63459582, 890420.383607373],
      [15.0618722713733, 84.9149257747669],
      [-0.035819179292591, 0.0334910077722432],
      [-2.02022980381683, 0.488399681651699],
      [-1.03322686717359, 0.214274163161675],
      [-0.0511041056535807, 0.22607320006937],
      [1829.15146461355, 455.478499142212],
    ];
    for (const [at, [estimate, standardError]] of certified.entries()) {
      expect(table[at]!.estimate / estimate).toBeCloseTo(1, 8);
      expect(table[at]!.standardError / standardError).toBeCloseTo(1, 5);
    }
    expect(model.residualDeviation).toBeCloseTo(304.854073561965, 6);
    expect(model.rSquared).toBeCloseTo(0.995479004577296, 10);
  });
});

/** Columns with mean 0 that are at right angles, each with sum of squares `rows`. */
const crossed = matrix(4, 2, [1, 1, 1, -1, -1, 1, -1, -1]);
const target = Float64Array.of(6, 4, 1, 1);

describe('penalties', () => {
  it('shrink by n / (n + l2) and by soft threshold where columns are at right angles', async () => {
    const plain = [2, 0.5];
    const ridge = await fitLinearRegression(crossed, target, { l2: 4 });
    expect(ridge.coefficients).toEqual(plain.map((each) => expect.closeTo(each / 2, 12)));
    const lasso = await fitLinearRegression(crossed, target, { l1: 3 });
    expect(lasso.coefficients).toEqual([expect.closeTo(2 - 3 / 4, 12), 0]);
    const elastic = await fitLinearRegression(crossed, target, { l1: 1, l2: 4 });
    expect(elastic.coefficients).toEqual([expect.closeTo((8 - 1) / 8, 12), expect.closeTo((2 - 1) / 8, 12)]);
    expect([ridge, lasso, elastic].map(({ intercept }) => intercept)).toEqual([3, 3, 3]);
    expect(lasso.covariance).toBeUndefined();
  });

  it('meet the conditions of a minimum, also far from the origin and with weights', async () => {
    const random = seededRandom(3);
    const x = matrix(
      100,
      4,
      Array.from({ length: 400 }, () => 100 + normal(random)),
    );
    const y = Float64Array.from(
      { length: 100 },
      (_, i) => 2 * x.values[4 * i]! - x.values[4 * i + 1]! + normal(random),
    );
    const weights = Float64Array.from({ length: 100 }, (_, i) => 1 + (i % 2));
    const model = await fitLinearRegression(x, y, { l1: 20, weights });
    const fitted = predictLinearRegression(model, x);
    for (const [j, b] of model.coefficients.entries()) {
      let slope = 0;
      for (let i = 0; i < 100; i++)
        slope += weights[i]! * (y[i]! - fitted[i]!) * (x.values[4 * i + j]! - 100);
      if (b === 0) expect(Math.abs(slope)).toBeLessThanOrEqual(20);
      else expect(slope).toBeCloseTo(20 * Math.sign(b), 4);
    }
  });

  it('do not see units when standardised', async () => {
    const scaled = {
      ...crossed,
      values: crossed.values.map((value, at) => (at % 2 === 0 ? 1000 * value : value)),
    };
    const first = await fitLinearRegression(crossed, target, { l1: 0.5, l2: 1, standardise: true });
    const second = await fitLinearRegression(scaled, target, { l1: 0.5, l2: 1, standardise: true });
    expect(second.coefficients[0]! * 1000).toBeCloseTo(first.coefficients[0]!, 10);
    expect(second.coefficients[1]).toBeCloseTo(first.coefficients[1]!, 10);
  });
});

it('names what it cannot fit', async () => {
  const twice = matrix(5, 2, [1, 2, 2, 4, 3, 6, 4, 8, 7, 14]);
  await expect(fitLinearRegression(twice, new Float64Array(5))).rejects.toMatchObject({
    code: 'science.not-positive-definite',
  });
  await expect(fitLinearRegression(crossed, Float64Array.of(1, 2))).rejects.toMatchObject({
    code: 'science.unequal-lengths',
  });
});
