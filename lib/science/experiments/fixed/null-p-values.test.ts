import { expect, it } from 'vitest';
import { type Random, seededRandom } from '#lib/core';
import { binomial, normal } from '../../numeric/index.ts';
import { cuped } from '../cuped.ts';
import { difference, relativeLift } from '../difference.ts';
import { meanEstimate } from '../group-estimate.ts';
import { groupSums, pairSums } from '../group-sums.ts';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';
import { mannWhitney } from './mann-whitney.ts';
import { proportionTest } from './proportion-test.ts';
import { studentTest, welchTest } from './t-test.ts';

const values = (random: Random) => Float64Array.from({ length: 40 }, () => 10 + normal(random));
const sums = (random: Random) => groupSums(values(random));
const pairs = (random: Random) => {
  const before = values(random);
  return pairSums(
    before.map((value) => value + normal(random)),
    before,
  );
};
const successes = (random: Random) => ({ successes: binomial(random, 5000, 0.3), n: 5000 });

const pValues: Record<string, (random: Random) => number> = {
  Student: (random) => studentTest(sums(random), sums(random)).p,
  Welch: (random) => welchTest(sums(random), sums(random)).p,
  'relative lift': (random) => relativeLift(meanEstimate(sums(random)), meanEstimate(sums(random))).p,
  CUPED: (random) => {
    const { a, b } = cuped(pairs(random), pairs(random));
    return difference(a, b).p;
  },
  shares: (random) => proportionTest(successes(random), successes(random)).p,
  'Mann-Whitney': (random) => mannWhitney(values(random), values(random)).p,
};

it.each(Object.entries(pValues))(
  'p values of %s lie evenly between 0 and 1 where there is no effect',
  (_, draw) => {
    const random = seededRandom(77);
    const found = Float64Array.from({ length: 400 }, () => draw(random));
    const even = Float64Array.from({ length: 400 }, (__, i) => (i + 0.5) / 400);
    expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...found)).toBeLessThanOrEqual(1);
    expect(kolmogorovSmirnov(found, even).p).toBeGreaterThan(0.01);
  },
);
