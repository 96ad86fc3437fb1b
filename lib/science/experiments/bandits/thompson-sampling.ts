import type { Random } from '#lib/core';
import { positive, wholeNumber } from '../../check.ts';
import { outOfRange } from '../../faults.ts';
import { beta, gamma, normal } from '../../numeric/index.ts';
import { checkArms } from '../check-arms.ts';
import { type GroupSums, groupDeviations } from '../group-sums.ts';

/** Draws one number from the belief about an arm's mean. */
export type ArmBelief = (random: Random, arm: GroupSums) => number;

/** For rewards of 0 and 1: Beta(1 + successes, 1 + failures). */
export const betaArm: ArmBelief = (random, { n, sum }) => {
  if (!(sum >= 0 && sum <= n))
    throw outOfRange({ what: 'the rewards of an arm', given: sum, allowed: `from 0 to ${n}` });
  return beta(random, 1 + sum, 1 + n - sum);
};

/**
 * For rewards of any size, with unknown mean and variance: the normal-gamma belief (DeGroot 1970) that begins with one
 * made-up reward at `centre` and a standard deviation of about `scale`.
 */
export function normalArm(scale: number, centre = 0): ArmBelief {
  positive('the scale of rewards', scale);
  return (random, arm) => {
    const n = arm.n + 1;
    const mean = (arm.sum + centre) / n;
    const own = arm.n > 0 ? groupDeviations(arm) + ((arm.sum / arm.n - centre) ** 2 * arm.n) / n : 0;
    const precision = gamma(random, (arm.n + 2) / 2, Math.max(0, own) / 2 + scale ** 2);
    return mean + normal(random) / Math.sqrt(precision * n);
  };
}

/** The arm to pull next: the one whose drawn mean is the greatest (Thompson 1933). */
export function thompsonSampling(
  arms: readonly GroupSums[],
  random: Random,
  belief: ArmBelief = betaArm,
): number {
  checkArms(arms);
  let best = 0;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const [place, arm] of arms.entries()) {
    const drawn = belief(random, arm);
    if (drawn > greatest) {
      greatest = drawn;
      best = place;
    }
  }
  return best;
}

/** The share of each arm among many drawn choices: how to split the next batch of people. */
export function thompsonShares(
  arms: readonly GroupSums[],
  random: Random,
  belief: ArmBelief = betaArm,
  draws = 10_000,
): number[] {
  wholeNumber('draws', draws, 1);
  const counts = arms.map(() => 0);
  for (let draw = 0; draw < draws; draw++) counts[thompsonSampling(arms, random, belief)]!++;
  return counts.map((count) => count / draws);
}
