import type { Random } from '#lib/core';
import { outOfRange } from '../../faults.ts';
import { below } from '../../numeric/index.ts';
import { checkArms } from '../check-arms.ts';
import type { GroupSums } from '../group-sums.ts';

/** The arm to pull next: any arm with chance epsilon, else the one with the greatest mean; arms never pulled come first. */
export function epsilonGreedy(arms: readonly GroupSums[], random: Random, epsilon = 0.1): number {
  checkArms(arms);
  if (!(epsilon >= 0 && epsilon <= 1))
    throw outOfRange({ what: 'epsilon', given: epsilon, allowed: 'from 0 to 1' });
  if (random() < epsilon) return below(random, arms.length);
  const means = arms.map((arm) => (arm.n > 0 ? arm.sum / arm.n : Number.POSITIVE_INFINITY));
  return means.indexOf(Math.max(...means));
}
