import type { Random } from '#lib/core';
import {
  categoryColumn,
  exponential,
  fitAcceleratedFailure,
  fitCoxRegression,
  hazardRatios,
  kaplanMeier,
  kaplanMeierBy,
  logRank,
  type Matrix,
  matrix,
  normal,
  restrictedMean,
  restrictedMeanDifference,
  type SurvivalTimes,
  survivalAt,
  testProportionalHazards,
} from '#lib/science';
import { share } from './measured.ts';
import type { Line } from './section.ts';

const runs = 2000;

/** 200 people each run, 30 % censored, hazard 0.1 · exp(0.5 · x). */
export async function* survivalSimulations(random: Random): AsyncIterable<Line> {
  yield* withoutDifference(random);
  yield* curveCoverage(random);
  yield* regressions(random);
}

const groups = categoryColumn(
  'group',
  Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 'a' : 'b')),
);

function drawn(random: Random, effect: number): { outcome: SurvivalTimes; design: Matrix } {
  const design = matrix(
    200,
    1,
    Float64Array.from({ length: 200 }, () => normal(random)),
  );
  const time = new Float64Array(200);
  const event = new Float64Array(200);
  for (let i = 0; i < 200; i++) {
    const end = exponential(random, 0.1 * Math.exp(effect * design.values[i]!));
    const watched = exponential(random, 0.04);
    time[i] = Math.min(end, watched);
    event[i] = end <= watched ? 1 : 0;
  }
  return { outcome: { time, event }, design };
}

function* withoutDifference(random: Random): Iterable<Line> {
  const alarms = [0, 0, 0];
  for (let run = 0; run < 5 * runs; run++) {
    const { outcome } = drawn(random, 0);
    const [a, b] = kaplanMeierBy(outcome, groups).map(({ curve }) => curve);
    if (logRank(outcome, groups).p < 0.05) alarms[0]!++;
    if (logRank(outcome, groups, { rho: 1 }).p < 0.05) alarms[1]!++;
    if (restrictedMeanDifference(a!, b!, 8).p < 0.05) alarms[2]!++;
  }
  const names = ['log-rank', 'Fleming-Harrington ρ = 1', 'restricted mean to 8'];
  for (const [k, name] of names.entries())
    yield share(`A/A false alarms at 5 %, ${name}, 2 × 100 people`, alarms[k]!, 5 * runs, 0.05, 0.01);
}

function* curveCoverage(random: Random): Iterable<Line> {
  const hits = [0, 0, 0];
  for (let run = 0; run < runs; run++) {
    const curve = kaplanMeier(drawn(random, 0).outcome);
    for (const [k, time] of [5, 12].entries()) {
      const { low, high } = survivalAt(curve, time);
      const truth = Math.exp(-0.1 * time);
      if (low !== null && high !== null && low <= truth && truth <= high) hits[k]!++;
    }
    const { low, high } = restrictedMean(curve, 10);
    const mean = (1 - Math.exp(-1)) / 0.1;
    if (low <= mean && mean <= high) hits[2]!++;
  }
  const names = ['log-log interval of S(5)', 'log-log interval of S(12)', 'restricted mean to 10'];
  for (const [k, name] of names.entries())
    yield share(`coverage of 95 %, ${name}, 200 people`, hits[k]!, runs, 0.95, 0.01);
}

async function* regressions(random: Random): AsyncIterable<Line> {
  const names = ['Cox', 'Cox with robust errors', 'Weibull', 'shape of Weibull'];
  const hits = names.map(() => 0);
  let alarms = 0;
  for (let run = 0; run < runs; run++) {
    const { outcome, design } = drawn(random, 0.5);
    const cox = await fitCoxRegression({ outcome, design }, { robust: true });
    const weibull = await fitAcceleratedFailure(design, outcome);
    const plain = hazardRatios({ ...cox, robustCovariance: null })[0]!;
    const robust = hazardRatios(cox)[0]!;
    const within = (value: number, error: number, truth: number) =>
      Math.abs(value - truth) <= 1.959964 * error;
    if (within(plain.coefficient, plain.standardError, 0.5)) hits[0]!++;
    if (within(robust.coefficient, robust.standardError, 0.5)) hits[1]!++;
    if (within(weibull.coefficients[0]!, Math.sqrt(weibull.covariance[1]![1]!), -0.5)) hits[2]!++;
    if (within(Math.log(weibull.scale), Math.sqrt(weibull.covariance[2]![2]!), 0)) hits[3]!++;
    if (testProportionalHazards(cox, { outcome, design }).global.p < 0.05) alarms++;
  }
  for (const [k, name] of names.entries())
    yield share(
      `coverage of 95 %, ${name}, 200 people`,
      hits[k]!,
      runs,
      0.95,
      k === 0 || k === 2 ? 0.01 : 0.02,
    );
  yield share('false alarms at 5 %, proportional hazards', alarms, runs, 0.05, 0.01);
}
