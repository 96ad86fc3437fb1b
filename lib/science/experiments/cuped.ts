import { constantColumn } from '../faults.ts';
import type { GroupEstimate } from './group-estimate.ts';
import { addPairSums, type PairSums, pairVariances } from './group-sums.ts';

export interface Cuped {
  /** The slope of y on x over both groups. */
  readonly theta: number;
  readonly a: GroupEstimate;
  readonly b: GroupEstimate;
  /** Share of the variance of the difference that is saved, 0 to 1. */
  readonly saved: number;
}

/**
 * Means of y adjusted for what was known before, x (CUPED; Deng, Xu, Kohavi & Walker 2013): each group's mean of
 * y − θ (x − x̄), θ and x̄ of both groups together. x must be from before the assignment, or the effect is adjusted away.
 */
export function cuped(a: PairSums, b: PairSums): Cuped {
  const both = addPairSums(a, b);
  const { x, xy } = pairVariances(both);
  if (!(x > 0)) throw constantColumn({ what: 'the value from before' });
  const theta = xy / x;
  const centre = both.x / both.n;
  const [plainA, plainB] = [pairVariances(a).y / a.n, pairVariances(b).y / b.n];
  const [adjustedA, adjustedB] = [adjusted(a, theta, centre), adjusted(b, theta, centre)];
  const saved = 1 - (adjustedA.variance + adjustedB.variance) / (plainA + plainB);
  return { theta, a: adjustedA, b: adjustedB, saved };
}

function adjusted(of: PairSums, theta: number, centre: number): GroupEstimate {
  const { y, x, xy } = pairVariances(of);
  const variance = Math.max(0, y - 2 * theta * xy + theta * theta * x) / of.n;
  return { n: of.n, value: of.y / of.n - theta * (of.x / of.n - centre), variance };
}
