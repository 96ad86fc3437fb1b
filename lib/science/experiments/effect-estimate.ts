import { allFinite, positive, properShare } from '../check.ts';
import { normalCdf, normalQuantile, tCdf, tQuantile } from '../numeric/index.ts';
import { aNumber, checkOptions, type OptionRules, oneOf } from '../options.ts';

/** How group b differs from group a: an estimate with its error, test and interval. */
export interface EffectEstimate {
  readonly estimate: number;
  /** Standard error of the estimate. */
  readonly error: number;
  /** The estimate minus the margin, in standard errors. */
  readonly statistic: number;
  /** Degrees of freedom of Student's t; none for the normal distribution. */
  readonly df?: number;
  readonly p: number;
  /** The interval has two sides whatever the alternative is. */
  readonly low: number;
  readonly high: number;
  /** People in both groups. */
  readonly n: number;
}

export type Alternative = 'two-sided' | 'greater' | 'less';

export interface TestOptions {
  /** What is held to be so if the null hypothesis is not: b differs from a, is greater, is less. */
  readonly alternative?: Alternative;
  /** Of the interval; 0.95 unless told. */
  readonly level?: number;
  /** The effect under the null hypothesis; 0 unless told, other for tests of non-inferiority. */
  readonly margin?: number;
}

export const testOptionRules: OptionRules<TestOptions> = {
  alternative: oneOf('two-sided', 'greater', 'less'),
  level: aNumber,
  margin: aNumber,
};

/** The p value of a statistic that is standard normal, or Student's t if `df` is given, under the null hypothesis. */
export function pValueOf(statistic: number, alternative: Alternative, df?: number): number {
  const below = (x: number) => (df === undefined ? normalCdf(x) : tCdf(x, df));
  const p = {
    less: () => below(statistic),
    greater: () => below(-statistic),
    'two-sided': () => 2 * below(-Math.abs(statistic)),
  }[alternative]();
  return Math.min(1, p);
}

/** Standard errors to each side of an interval of this level of confidence. */
export function criticalValue(level: number, df?: number): number {
  properShare('level', level);
  const share = (1 + level) / 2;
  return df === undefined ? normalQuantile(share) : tQuantile(share, df);
}

/** Test and interval of an estimate that is normal, or Student's t if `df` is given, around the truth. */
export function effectEstimate(
  { estimate, error, n, df }: Pick<EffectEstimate, 'estimate' | 'error' | 'n' | 'df'>,
  options: TestOptions = {},
): EffectEstimate {
  checkOptions(options, testOptionRules);
  const { alternative = 'two-sided', level = 0.95, margin = 0 } = options;
  allFinite('the estimate', [estimate]);
  allFinite('the margin', [margin]);
  positive('the standard error', error);
  if (df !== undefined) positive('degrees of freedom', df);
  const statistic = (estimate - margin) / error;
  const half = criticalValue(level, df) * error;
  const p = pValueOf(statistic, alternative, df);
  const rest = { n, estimate, error, statistic, p, low: estimate - half, high: estimate + half };
  return df === undefined ? rest : { ...rest, df };
}
