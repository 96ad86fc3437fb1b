import { positive } from '../../check.ts';
import { checkArms } from '../check-arms.ts';
import type { GroupSums } from '../group-sums.ts';

/**
 * The arm to pull next: the greatest mean + range √(2 log t / n), t all pulls and n those of the arm (UCB1; Auer,
 * Cesa-Bianchi & Fischer 2002). Rewards lie within `range` (1 for shares); arms never pulled come first.
 */
export function ucb1(arms: readonly GroupSums[], range = 1): number {
  checkArms(arms);
  positive('the range of rewards', range);
  const pulls = arms.reduce((total, arm) => total + arm.n, 0);
  const bounds = arms.map(({ n, sum }) =>
    n > 0 ? sum / n + range * Math.sqrt((2 * Math.log(pulls)) / n) : Number.POSITIVE_INFINITY,
  );
  return bounds.indexOf(Math.max(...bounds));
}
