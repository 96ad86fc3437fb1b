import { allFinite } from '../check.ts';
import { outOfRange } from '../faults.ts';

/**
 * Geometric carry-over (Broadbent 1979): what is felt in a period is its own spending and `decay` of what was
 * felt in the one before. Scaled by 1 − decay, so that a steady spending is felt as itself.
 * @param decay 0 to below 1
 */
export function adstock(spending: ArrayLike<number>, decay: number): Float64Array {
  if (!(decay >= 0 && decay < 1)) throw outOfRange({ what: 'decay', given: decay, allowed: '0 to below 1' });
  allFinite('spending', spending);
  const felt = new Float64Array(spending.length);
  for (let t = 0; t < felt.length; t++) felt[t] = (1 - decay) * spending[t]! + decay * (felt[t - 1] ?? 0);
  return felt;
}
