import { atLeast } from '../../check.ts';
import { constantColumn } from '../../faults.ts';
import { difference } from '../difference.ts';
import { type EffectEstimate, effectEstimate, type TestOptions } from '../effect-estimate.ts';
import { meanEstimate } from '../group-estimate.ts';
import { type GroupSums, groupMean, groupVariance } from '../group-sums.ts';

/** Difference of means b − a, variances held to be equal (Student 1908): n₁ + n₂ − 2 degrees of freedom. */
export function studentTest(a: GroupSums, b: GroupSums, options: TestOptions = {}): EffectEstimate {
  atLeast('people in a group', Math.min(a.n, b.n), 2);
  const df = a.n + b.n - 2;
  const pooled = ((a.n - 1) * groupVariance(a) + (b.n - 1) * groupVariance(b)) / df;
  const error = Math.sqrt(pooled * (1 / a.n + 1 / b.n));
  if (!(error > 0)) throw constantColumn({ what: 'the metric' });
  return effectEstimate({ estimate: groupMean(b) - groupMean(a), error, n: a.n + b.n, df }, options);
}

/** Difference of means b − a, each group with its own variance (Welch 1947). The one to take unless there is a reason. */
export function welchTest(a: GroupSums, b: GroupSums, options: TestOptions = {}): EffectEstimate {
  return difference(meanEstimate(a), meanEstimate(b), options);
}
