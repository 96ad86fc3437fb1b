import { allFinite, atLeast, notNegative } from '../check.ts';
import type { GroupSums } from './group-sums.ts';

/** Refuses no arms, and arms whose pulls and rewards are not numbers. */
export function checkArms(arms: readonly GroupSums[]): void {
  atLeast('arms', arms.length, 1);
  for (const [place, { n, sum, squares }] of arms.entries()) {
    notNegative(`the pulls of arm ${place + 1}`, n);
    allFinite(`the rewards of arm ${place + 1}`, [sum, squares]);
  }
}
