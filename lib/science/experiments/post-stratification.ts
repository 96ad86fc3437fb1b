import { atLeast } from '../check.ts';
import { sum } from '../numeric/index.ts';
import type { GroupEstimate } from './group-estimate.ts';
import { type GroupSums, groupMean, groupVariance } from './group-sums.ts';

/** One stratum (a channel, a city tier), known before the assignment: the sums of both groups in it. */
export interface ExperimentStratum {
  readonly a: GroupSums;
  readonly b: GroupSums;
}

/**
 * Means of both groups as if each stratum had the same share in both (Miratrix, Sekhon & Yu 2013): Σ w ȳ with variance
 * Σ w² s² / n, w the stratum's share of all people. Each stratum needs two people of each group.
 */
export function postStratify(strata: readonly ExperimentStratum[]): {
  readonly a: GroupEstimate;
  readonly b: GroupEstimate;
} {
  atLeast('strata', strata.length, 1);
  const weights = strata.map(({ a, b }) => a.n + b.n);
  const all = sum(weights);
  const shares = weights.map((weight) => weight / all);
  return {
    a: weightedMean(
      strata.map(({ a }) => a),
      shares,
    ),
    b: weightedMean(
      strata.map(({ b }) => b),
      shares,
    ),
  };
}

function weightedMean(groups: readonly GroupSums[], shares: readonly number[]): GroupEstimate {
  return {
    n: sum(groups.map(({ n }) => n)),
    value: sum(groups.map((group, k) => shares[k]! * groupMean(group))),
    variance: sum(groups.map((group, k) => (shares[k]! ** 2 * groupVariance(group)) / group.n)),
  };
}
