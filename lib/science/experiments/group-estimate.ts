import { atLeast } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { type GroupSums, groupMean, groupVariance, type PairSums, pairVariances } from './group-sums.ts';

/**
 * What a metric is in one group: its value and the variance of that value (the square of its standard error).
 * Means, shares, ratios, CUPED-adjusted and stratified means all become one, and every comparison takes two.
 */
export interface GroupEstimate {
  /** People in the group. */
  readonly n: number;
  readonly value: number;
  readonly variance: number;
}

/** A mean (or a share, which is the mean of 0 and 1) with variance s²/n. */
export function meanEstimate(of: GroupSums): GroupEstimate {
  return { n: of.n, value: groupMean(of), variance: groupVariance(of) / of.n };
}

/**
 * A ratio of sums, Σy / Σx, where people are the units of assignment and x is not the same for each: revenue per order,
 * clicks per view. Variance by the delta method (Deng, Knoblich & Lu 2018): (s²y − 2 r sxy + r² s²x) / (n x̄²).
 */
export function ratioEstimate(of: PairSums): GroupEstimate {
  atLeast('people in a group', of.n, 2);
  if (of.x === 0) throw outOfRange({ what: 'the sum below the line', given: 0, allowed: 'other than 0' });
  const value = of.y / of.x;
  const { y, x, xy } = pairVariances(of);
  const variance = Math.max(0, y - 2 * value * xy + value * value * x) / (of.n * (of.x / of.n) ** 2);
  return { n: of.n, value, variance };
}
