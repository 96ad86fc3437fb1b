import { atLeast } from '../check.ts';
import { constantColumn, outOfRange } from '../faults.ts';
import { type EffectEstimate, effectEstimate, type TestOptions } from './effect-estimate.ts';
import type { GroupEstimate } from './group-estimate.ts';

/** b − a with Welch's degrees of freedom (Welch 1947), for any metric that is approximately normal. */
export function difference(a: GroupEstimate, b: GroupEstimate, options: TestOptions = {}): EffectEstimate {
  const error = Math.sqrt(a.variance + b.variance);
  if (!(error > 0)) throw constantColumn({ what: 'the metric' });
  return effectEstimate(
    { estimate: b.value - a.value, error, n: a.n + b.n, df: welchDegrees(a, b) },
    options,
  );
}

/**
 * b / a − 1, the relative lift, by the delta method: variance Vb / a² + b² Va / a⁴ (Deng, Knoblich & Lu 2018), with
 * Welch's degrees of freedom. Good while a is many standard errors from 0; refuses a = 0.
 */
export function relativeLift(a: GroupEstimate, b: GroupEstimate, options: TestOptions = {}): EffectEstimate {
  if (a.value === 0)
    throw outOfRange({ what: 'the mean of the first group', given: 0, allowed: 'other than 0' });
  const ratio = b.value / a.value;
  const error = Math.hypot(Math.sqrt(b.variance), ratio * Math.sqrt(a.variance)) / Math.abs(a.value);
  if (!(error > 0)) throw constantColumn({ what: 'the metric' });
  const estimate = (b.value - a.value) / a.value;
  return effectEstimate({ estimate, error, n: a.n + b.n, df: welchDegrees(a, b) }, options);
}

/** Satterthwaite's degrees of freedom of the sum of two variances. */
function welchDegrees(a: GroupEstimate, b: GroupEstimate): number {
  atLeast('people in a group', Math.min(a.n, b.n), 2);
  return (a.variance + b.variance) ** 2 / (a.variance ** 2 / (a.n - 1) + b.variance ** 2 / (b.n - 1));
}
