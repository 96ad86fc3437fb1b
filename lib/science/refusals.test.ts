import { describe, expect, it } from 'vitest';
import { Fault, seededRandom } from '#lib/core';
import * as science from './index.ts';

const numbers = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8);
const other = Float64Array.of(2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5);
const yes = Float64Array.of(0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 0);
const months = Float64Array.of(5, 3, 8, 2, 9, 4, 7, 1, 6, 10, 11, 12);
const seen = { time: months, event: yes };
const nan = Number.NaN;
const endless = Number.POSITIVE_INFINITY;
const random = () => seededRandom(1);

const points = (x: ArrayLike<number>) => science.matrix(x.length, 1, x);
const column = (name: string, values: Float64Array) => science.table([science.numberColumn(name, values)]);
const levels = (...values: string[]) => science.table([science.categoryColumn('level', values)]);
const lastTo = (value: number) => numbers.with(11, value);
const arm = (sum: number) => ({ n: 5, sum, squares: 1 });
const groups = Int32Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
const shopping = {
  frequency: Float64Array.of(0, 1, 2, 3),
  recency: Float64Array.of(0, 3, 5, 8),
  age: Float64Array.of(12, 12, 11, 12),
};
const interactions = (value: number) => science.sparse(2, 2, [0, 1], [0, 1], [1, value]);

/** Each of these once gave NaN, infinity or nonsense, crashed from inside, or never came back. */
const refused: [of: string, call: () => unknown, summary: RegExp][] = [
  [
    'a number too great to square',
    () => science.welchTest(science.groupSums(lastTo(1e300)), science.groupSums(other)),
    /values in row 12 is 1e\+300/,
  ],
  [
    'a weight too small to square',
    () => science.rocAuc(yes, numbers, new Float64Array(12).fill(5e-324)),
    /weight of row 1 is 5e-324/,
  ],
  [
    'a correlation whose squares vanish',
    () =>
      science.pearson(
        numbers.map((x) => x * 1e-200),
        other,
      ),
    /nothing to learn/,
  ],
  ['a level of confidence above 1', () => science.kaplanMeier(seen, 1.5), /level is 1.5/],
  ['a level of no cumulative hazard', () => science.nelsonAalen(seen, nan), /level is NaN/],
  ['survival beyond 1', () => science.survivalBrier(seen, points(numbers), [4]), /predicted survival is 3/],
  [
    'scaling without the column',
    () => science.applyScaling(science.fitScaling(column('age', numbers)), column('size', other)),
    /no column age/,
  ],
  [
    'binning of what was a number',
    () => science.applyBinning(science.fitBinning(column('level', numbers)), levels('a', 'b')),
    /level holds categories/,
  ],
  ['a spread that is infinite', () => science.fitScaling(column('age', lastTo(1e300))), /spread of age/],
  [
    'filling in for an infinite number',
    () => science.fitImputation(column('age', lastTo(endless))),
    /holds Infinity in row 12/,
  ],
  [
    'partial dependence on infinity',
    () => science.partialDependence(() => [1], column('age', lastTo(endless)), 'age'),
    /Infinity in row 12/,
  ],
  [
    'the test of a perfect fit',
    async () =>
      science.coefficientTable(
        await science.fitLinearRegression(points(numbers), new Float64Array(12).fill(2)),
      ),
    /not explained is the same/,
  ],
  [
    'a matrix with too few values',
    async () =>
      science.predictLinearRegression(await science.fitLinearRegression(points(numbers), other), {
        ...points(numbers),
        rows: 13,
      }),
    /must have 13 values/,
  ],
  [
    'marginal effects by bad weights',
    async () =>
      science.averageMarginalEffects(
        await science.fitLogisticRegression(points(numbers), yes),
        points(numbers),
        { weights: lastTo(nan) },
      ),
    /weight of row 12 is NaN/,
  ],
  [
    'sparse rows without entries',
    () => science.fitLogisticRegression(science.sparse(12, 1, [], []), yes, { l2: 1 }),
    /entries of the sparse rows/,
  ],
  [
    'points to assign that are missing',
    async () =>
      science.assignToCentres(
        await science.fitKMeans(points(numbers), 2, { random: random() }),
        points(lastTo(nan)),
      ),
    /points has no value in row 12/,
  ],
  [
    'points to project that are missing',
    () => science.projectPca(science.fitPca(points(numbers)), points(lastTo(nan))),
    /points has no value in row 12/,
  ],
  [
    'prototypes asked of other columns',
    async () =>
      science.assignToPrototypes(
        await science.fitKPrototypes(column('age', numbers), 2, { random: random() }),
        levels('a', 'b'),
      ),
    /number columns must have 1/,
  ],
  [
    'no prototypes',
    () => science.fitKPrototypes(column('age', numbers), 0, { random: random() }),
    /number of groups is 0/,
  ],
  [
    'groups without any spread',
    () => science.calinskiHarabasz(points([1, 1, 1, 2, 2, 2]), groups.subarray(3, 9)),
    /within its group/,
  ],
  [
    'as many groups as points',
    () => science.calinskiHarabasz(points([1, 2]), Int32Array.of(0, 1)),
    /at least 3 are needed/,
  ],
  [
    'groups in the same place',
    () => science.daviesBouldin(points([1, 2, 1, 2]), Int32Array.of(0, 0, 1, 1)),
    /centre of two groups/,
  ],
  [
    'a label beyond all points',
    () =>
      science.silhouettes(
        points(numbers),
        groups.map((group) => group * 1e9),
      ),
    /label is 1000000000/,
  ],
  [
    'fractions of opportunities',
    async () =>
      science.probabilityAlive(await science.fitBgBb(shopping), {
        ...shopping,
        age: Float64Array.of(12.5, 12, 11, 12),
      }),
    /age of row 1 in opportunities is 12.5/,
  ],
  [
    'more opportunities than can be gone through',
    async () => science.expectedPurchases(await science.fitBgBb(shopping), shopping, { to: 1e9 }),
    /from 0 to 10000/,
  ],
  [
    'an endless discount',
    async () =>
      science.discountedPurchases(await science.fitBgNbd(shopping), shopping, {
        horizon: 5,
        discountRate: endless,
      }),
    /discount rate is Infinity/,
  ],
  [
    'contracts longer than can be gone through',
    () => science.fitShiftedBetaGeometric({ periods: lastTo(1e15), ended: yes }),
    /periods of row 12/,
  ],
  [
    'values of no purchase',
    async () =>
      science.expectedPurchaseValue(
        await science.fitGammaGamma({ frequency: numbers, averageValue: other }),
        { frequency: numbers, averageValue: lastTo(nan) },
      ),
    /average value of row 12/,
  ],
  [
    'power below the chance of a false finding',
    () => science.sampleSizeForMeans(1, 1, { power: 0.01 }),
    /power is 0.01/,
  ],
  ['a third side', () => science.powerForMeans(10, 1, 1, JSON.parse('{"sides":3}')), /sides is 3/],
  [
    'groups of one',
    () => science.difference({ n: 1, value: 1, variance: 1 }, { n: 9, value: 2, variance: 1 }),
    /at least 2/,
  ],
  [
    'a margin that is no number',
    () =>
      science.difference({ n: 9, value: 1, variance: 1 }, { n: 9, value: 2, variance: 1 }, { margin: nan }),
    /margin is NaN; it must be a number/,
  ],
  ['a table of counts without rows', () => science.chiSquareTest([]), /rows: at least 2/],
  [
    'counts beyond adding up',
    () =>
      science.fisherExact([
        [1e300, 1e300],
        [3, 7],
      ]),
    /a count is 1e\+300/,
  ],
  [
    'a belief from endless people',
    () => science.betaBelief({ successes: 1, n: endless }),
    /people is Infinity/,
  ],
  ['a gamma of no shape', () => science.gamma(random(), nan), /shape of a gamma is NaN/],
  ['an arm of unknown rewards', () => science.ucb1([arm(nan), arm(1)]), /rewards of arm 1/],
  [
    'an arm of more rewards than pulls',
    () => science.thompsonSampling([arm(6), arm(1)], random()),
    /rewards of an arm is 6/,
  ],
  [
    'balance by weights below 0',
    () => science.covariateBalance(column('age', numbers), yes, lastTo(-1)),
    /weight is -1/,
  ],
  [
    'spending that is the same in each period',
    () => science.fitResponse([new Float64Array(12).fill(0.1)], other),
    /spending of channel 1 is the same/,
  ],
  ['spending that is missing', () => science.adstock(lastTo(nan), 0.5), /spending has no value in row 12/],
  ['a game of half a player', () => science.shapleyValues(1.5, () => 1), /players is 1.5/],
  ['a game of unknown worth', () => science.shapleyValues(2, () => nan), /worth of sets/],
  [
    'half a factor',
    () => science.fitImplicitAls(interactions(1), { factors: 1.5, random: random() }),
    /factors is 1.5/,
  ],
  [
    'interactions below 0',
    () => science.fitImplicitAls(interactions(-1), { factors: 2, random: random() }),
    /value of an interaction is -1/,
  ],
  ['neighbours by values below 0', () => science.nearestRows(interactions(-1), 1), /value of a row is -1/],
  [
    'steps longer than the way',
    () => science.fitBpr(interactions(1), { rate: 1e9, random: random() }),
    /rate is 1000000000/,
  ],
  [
    'a budget for what brings no number',
    () => science.allocateBudget([{ response: () => nan, least: 0, most: 9 }], 9),
    /response to 0 is NaN/,
  ],
  ['a root at infinity', () => science.root((x) => x, -1, endless), /bounds of the root/],
  [
    'a bootstrap of endless numbers',
    () => science.bootstrapInterval(5, () => 1e300, { random: random() }),
    /resample 1/,
  ],
  ['an integral to infinity', () => science.integrate((x) => x, 0, endless), /bounds of the integral/],
  ['an integral of nothing', () => science.integrate(() => nan, 0, 1), /integrand is NaN/],
  ...[science.fitBgNbd, science.fitMbgNbd, science.fitParetoNbd, science.fitBgBb].map(
    (learn): [string, () => unknown, RegExp] => [
      `a customer base of one, ${learn.name}`,
      () =>
        learn({
          frequency: Float64Array.of(2),
          recency: Float64Array.of(5),
          age: Float64Array.of(8),
        }),
      /customers: at least 2 are needed, 1 given/,
    ],
  ),
];

describe('hostile input', () => {
  it.each(refused)('is refused in words: %s', async (_, call, summary) => {
    const answer = (async () => call())();
    await expect(answer).rejects.toBeInstanceOf(Fault);
    await expect(answer).rejects.toThrow(summary);
  });

  it('finds no level in what every object inherits', () => {
    const known = levels('web', 'shop', 'web');
    const unknown = levels('constructor', 'toString', 'web');
    const shares = science.applyFrequencyEncoding(science.fitFrequencyEncoding(known), unknown);
    expect(shares.columns[0]).toMatchObject({ values: Float64Array.of(0, 0, 2 / 3) });
    const target = Float64Array.of(1, 0, 1);
    const means = science.applyTargetEncoding(
      science.fitTargetEncoding(known, target, { smoothing: 0 }),
      unknown,
    );
    expect(means.columns[0]).toMatchObject({ values: Float64Array.of(2 / 3, 2 / 3, 1) });
  });

  it('lets entries of 0 count for nothing among neighbours', async () => {
    const rows = science.sparse(3, 2, [0, 0, 1, 2], [0, 1, 0, 1], [1, 1, 1, 0]);
    const near = await science.nearestRows(rows, 2);
    expect([...near.values].every(Number.isFinite)).toBe(true);
    expect([...near.starts]).toEqual([0, 1, 2, 2]);
  });

  it('takes more classes than a call takes arguments', () => {
    const classes = 200_000;
    const target = Float64Array.from({ length: classes }, (_, row) => row);
    expect(science.fitBernoulliNaiveBayes(science.matrix(classes, 1, target), target).classes).toBe(classes);
  });

  it('has a marginal response next to no spending', () => {
    const curve = { scale: 1, half: 2, shape: 1 };
    expect(science.hillMarginal(curve, 1e-9)).toBeCloseTo(0.5, 8);
    expect(science.hillMarginal(curve, 5e-324)).toBeGreaterThanOrEqual(0);
  });
});
