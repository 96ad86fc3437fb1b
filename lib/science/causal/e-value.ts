import { positive } from '../check.ts';
import { outOfRange } from '../faults.ts';

/**
 * E-value (VanderWeele & Ding 2017): how strongly, as a ratio of risks, something unmeasured would have to go with both
 * treatment and outcome to explain the effect away: RR + √(RR (RR − 1)), for RR < 1 of 1 / RR.
 */
export function eValue(riskRatio: number): number {
  positive('the ratio of risks', riskRatio);
  const ratio = Math.max(riskRatio, 1 / riskRatio);
  return ratio + Math.sqrt(ratio * (ratio - 1));
}

/** The E-value of the end of an interval that is nearer to 1; 1 if the interval holds 1. */
export function eValueOfInterval(low: number, high: number): number {
  if (!(low <= high))
    throw outOfRange({ what: 'the interval', given: `[${low}, ${high}]`, allowed: 'low ≤ high' });
  if (low <= 1 && high >= 1) return 1;
  return eValue(low > 1 ? low : high);
}
