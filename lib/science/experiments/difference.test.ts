import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { reference } from '../testing/reference-data.ts';
import { bayesianEffect } from './bayesian-effect.ts';
import { difference, relativeLift } from './difference.ts';
import { meanEstimate, ratioEstimate } from './group-estimate.ts';
import { type GroupSums, pairSums, successSums } from './group-sums.ts';

interface StatsCase {
  readonly id: string;
  readonly query: {
    readonly a: GroupSums & { sum_squares: number };
    readonly b: GroupSums & { sum_squares: number };
  };
  readonly expected: Record<'expected' | 'stddev' | 'p' | 'chance_to_win', number> & { ci: [number, number] };
}

const file = reference('cases/peer-cases.json');
const cases: StatsCase[] = file ? JSON.parse(readFileSync(file, 'utf8')) : [];
const caseOf = (id: string) => cases.find((each) => each.id === id)!;

it.runIf(file)('G01: the relative lift of two means is that of GrowthBook', () => {
  const { query, expected } = caseOf('G01');
  const estimate = ({ n, sum, sum_squares }: StatsCase['query']['a']) =>
    meanEstimate({ n, sum, squares: sum_squares });
  const lift = relativeLift(estimate(query.a), estimate(query.b));
  expect(lift.estimate).toBeCloseTo(expected.expected, 5);
  expect(lift.error).toBeCloseTo(expected.stddev, 5);
  expect(lift.p).toBeCloseTo(expected.p, 5);
  expect(lift.low).toBeCloseTo(expected.ci[0], 5);
  expect(lift.high).toBeCloseTo(expected.ci[1], 5);
});

it.runIf(file)('G04: the belief over a relative lift with a flat prior is that of GrowthBook', () => {
  const { query, expected } = caseOf('G04');
  const whole = ({ n, sum }: GroupSums) => {
    const share = sum / n;
    return { n, value: share, variance: (share * (1 - share)) / n };
  };
  const belief = bayesianEffect(relativeLift(whole(query.a), whole(query.b)));
  expect(belief.estimate).toBeCloseTo(expected.expected, 5);
  expect(belief.deviation).toBeCloseTo(expected.stddev, 5);
  expect(belief.chanceToWin).toBeCloseTo(expected.chance_to_win, 5);
  expect(belief.low).toBeCloseTo(expected.ci[0], 5);
  expect(belief.high).toBeCloseTo(expected.ci[1], 5);
});

it('a ratio of equal denominators is a mean, with the same error', () => {
  const y = [3, 5, 8, 1, 9, 4];
  const ratio = ratioEstimate(
    pairSums(
      y,
      y.map(() => 2),
    ),
  );
  const mean = meanEstimate({
    n: 6,
    sum: 15,
    squares: y.reduce((total, value) => total + (value / 2) ** 2, 0),
  });
  expect(ratio.value).toBe(mean.value);
  expect(ratio.variance).toBeCloseTo(mean.variance, 12);
});

it('a ratio has the error of its linear part: the mean of (y − r x) / x̄', () => {
  const y = [10, 0, 7, 30, 12, 5, 0, 21];
  const x = [2, 1, 1, 4, 2, 1, 1, 5];
  const ratio = 85 / 17;
  const parts = y.map((value, i) => (value - ratio * x[i]!) / (17 / 8));
  const variance = parts.reduce((total, part) => total + part ** 2, 0) / 7 / 8;
  const estimate = ratioEstimate(pairSums(y, x));
  expect(estimate.value).toBe(ratio);
  expect(estimate.variance).toBeCloseTo(variance, 12);
});

it('a lift needs a first group that is not 0, and equal groups differ by 0', () => {
  const zero = meanEstimate({ n: 10, sum: 0, squares: 40 });
  const some = meanEstimate(successSums(3, 10));
  expect(() => relativeLift(zero, some)).toThrow('other than 0');
  expect(difference(some, some)).toMatchObject({ estimate: 0, p: 1, statistic: 0 });
  expect(relativeLift(some, some)).toMatchObject({ estimate: 0, p: 1 });
});
