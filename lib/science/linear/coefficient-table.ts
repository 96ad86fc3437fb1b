import { properShare } from '../check.ts';
import { constantColumn, noStandardErrors } from '../faults.ts';
import { expectModel } from '../model.ts';
import { normalQuantile, normalTwoSided, tQuantile, tTwoSided } from '../numeric/distributions.ts';
import type { LinearRegression } from './linear-regression.ts';
import type { LogisticRegression } from './logistic/logistic-regression.ts';

/** An estimate with its uncertainty. */
export interface WaldEstimate {
  readonly name: string;
  readonly estimate: number;
  readonly standardError: number;
  /** WaldEstimate over standard error: z, or t of a linear regression. */
  readonly statistic: number;
  /** Two-sided, of the true value being 0. */
  readonly p: number;
  readonly low: number;
  readonly high: number;
}

/** Wald's tests and intervals of all coefficients, the intercept first; e^estimate of a logistic regression is an odds ratio. */
export function coefficientTable(model: LogisticRegression | LinearRegression, level = 0.95): WaldEstimate[] {
  expectModel(model, 1, 'logistic-regression', 'linear-regression');
  const covariance = covarianceOf(model);
  const size = model.names.length + 1;
  const freedom = model.kind === 'linear-regression' ? model.rows - size : Number.POSITIVE_INFINITY;
  const order = [size - 1, ...model.names.keys()];
  return order.map((at) =>
    waldEstimate(
      model.names[at] ?? 'intercept',
      model.coefficients[at] ?? model.intercept,
      Math.sqrt(covariance[at * size + at]!),
      level,
      freedom,
    ),
  );
}

/** An estimate's test and interval by the normal curve, or by Student's t with so many degrees of freedom. */
export function waldEstimate(
  name: string,
  estimate: number,
  standardError: number,
  level: number,
  freedom = Number.POSITIVE_INFINITY,
): WaldEstimate {
  properShare('level', level);
  if (!(standardError > 0)) throw constantColumn({ what: 'the part of the target that is not explained' });
  const statistic = estimate / standardError;
  const exact = freedom < Number.POSITIVE_INFINITY;
  const reach =
    standardError * (exact ? tQuantile((1 + level) / 2, freedom) : normalQuantile((1 + level) / 2));
  const p = exact ? tTwoSided(statistic, freedom) : normalTwoSided(statistic);
  return { name, estimate, standardError, statistic, p, low: estimate - reach, high: estimate + reach };
}

/** The covariance of the coefficients, the intercept last; a fault where the fit has none. */
export function covarianceOf(model: {
  readonly kind: string;
  readonly covariance?: readonly number[];
}): readonly number[] {
  if (!model.covariance) throw noStandardErrors({ kind: model.kind });
  return model.covariance;
}
