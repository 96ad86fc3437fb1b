import { atLeast, notNegative, properShare } from '../check.ts';
import { normalQuantile } from '../numeric/distributions.ts';

/** A cohort as it will be at the greatest age that any cohort has reached. */
export interface CohortForecast {
  /** From the last observed age on: the expected values. */
  readonly expected: readonly number[];
  /** Standard error of each. */
  readonly errors: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export interface ChainLadder {
  /** Growth from each age to the next, pooled over the cohorts old enough. */
  readonly factors: readonly number[];
  readonly cohorts: readonly CohortForecast[];
}

/**
 * Forecast of young cohorts from older ones (Mack 1993): what a cohort will be at the next age is what it is now times
 * a factor that all cohorts share; the error holds that of the factors and that of the cohort's own chance. Works for counts that fall
 * (people still there) as for sums that grow (revenue so far).
 * @param cohorts values by age from 0, at least one each; the oldest first or not
 * @param level coverage of the intervals, which are log-normal
 */
export function chainLadder(cohorts: readonly (readonly number[])[], level = 0.95): ChainLadder {
  atLeast('cohorts', cohorts.length, 2);
  for (const [i, cohort] of cohorts.entries()) {
    atLeast(`ages of cohort ${i + 1}`, cohort.length, 1);
    for (const value of cohort) notNegative(`a value of cohort ${i + 1}`, value);
  }
  properShare('level', level);
  const oldest = Math.max(...cohorts.map((cohort) => cohort.length));
  const steps = Array.from({ length: oldest - 1 }, (_, age) => stepAt(cohorts, age));
  const variances = steps.map(({ variance }, k) => variance ?? lastVariance(steps, k));
  const z = normalQuantile((1 + level) / 2);
  return {
    factors: steps.map(({ factor }) => factor),
    cohorts: cohorts.map((cohort) => forecast(cohort, steps, variances, z)),
  };
}

interface Step {
  readonly factor: number;
  /** Of the growth of one unit; unknown where only one cohort has made the step. */
  readonly variance?: number;
  /** Sum of all values that made the step. */
  readonly base: number;
}

function stepAt(cohorts: readonly (readonly number[])[], age: number): Step {
  const pairs = cohorts.flatMap((cohort) =>
    cohort.length > age + 1 ? [[cohort[age]!, cohort[age + 1]!] as const] : [],
  );
  const base = pairs.reduce((sum, [from]) => sum + from, 0);
  const factor = base > 0 ? pairs.reduce((sum, [, to]) => sum + to, 0) / base : 0;
  const known = pairs.filter(([from]) => from > 0);
  if (known.length < 2) return { factor, base };
  const squares = known.reduce((sum, [from, to]) => sum + from * (to / from - factor) ** 2, 0);
  return { factor, base, variance: squares / (known.length - 1) };
}

/** Mack's rule for the last step: the variances go on falling as they did, and never rise. */
function lastVariance(steps: readonly Step[], k: number): number {
  const [before, one] = [steps[k - 2]?.variance, steps[k - 1]?.variance];
  if (one === undefined) return 0;
  if (before === undefined || before === 0) return one;
  return Math.min((one * one) / before, before, one);
}

function forecast(
  cohort: readonly number[],
  steps: readonly Step[],
  variances: readonly number[],
  z: number,
): CohortForecast {
  const expected: number[] = [];
  const errors: number[] = [];
  let value = cohort.at(-1)!;
  let square = 0;
  for (let age = cohort.length - 1; age < steps.length; age++) {
    const { factor, base } = steps[age]!;
    const variance = variances[age]!;
    square = square * factor ** 2 + value * variance + (base > 0 ? (value ** 2 * variance) / base : 0);
    value *= factor;
    expected.push(value);
    errors.push(Math.sqrt(square));
  }
  const spread = expected.map((each, k) => (each > 0 ? Math.sqrt(Math.log1p((errors[k]! / each) ** 2)) : 0));
  const bound = (sign: number) =>
    expected.map((each, k) => each * Math.exp(sign * z * spread[k]! - spread[k]! ** 2 / 2));
  return { expected, errors, low: bound(-1), high: bound(1) };
}
