import { positive, properShare, wholeNumber } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { normalQuantile } from '../numeric/index.ts';

/** What a planned test shall be able to do. Power counts findings in the true direction; by arcsine both, as R's pwr does. */
export interface TestPlan {
  /** 0.05 unless told. */
  readonly alpha?: number;
  /** 0.8 unless told. */
  readonly power?: number;
  readonly sides?: 1 | 2;
  /** People of group b for each of group a; 1 unless told. */
  readonly ratio?: number;
}

/** How the variance of two shares is taken: as the pooled z test does, each share's own, or made constant by arcsine (Cohen 1988). */
export type ShareMethod = 'pooled' | 'unpooled' | 'arcsine';

/** A plan with all that was left open, and the normal quantiles of its level and power. */
export function settlePlan({ alpha = 0.05, power = 0.8, sides = 2, ratio = 1 }: TestPlan) {
  properShare('alpha', alpha);
  properShare('power', power);
  wholeNumber('sides', sides, 1, 2);
  if (!(power > alpha / sides))
    throw outOfRange({
      what: 'power',
      given: power,
      allowed: `above ${alpha / sides}, the chance without any effect`,
    });
  positive('the ratio of groups', ratio);
  const forTest = normalQuantile(1 - alpha / sides);
  return { alpha, power, sides, ratio, forTest, forPower: normalQuantile(power) };
}

/**
 * Standard deviations, times √n of group a, of the difference of two shares: as the test takes it, and as it is.
 */
export function shareDeviations(a: number, b: number, ratio: number, method: 'pooled' | 'unpooled') {
  const own = Math.sqrt(spread(a) + spread(b) / ratio);
  const common = (a + ratio * b) / (1 + ratio);
  return { own, tested: method === 'pooled' ? Math.sqrt(spread(common) * (1 + 1 / ratio)) : own };
}

/** Cohen's h: the difference of shares on a scale on which their variance is the same everywhere. */
export function angleBetween(a: number, b: number): number {
  const angle = (share: number) => 2 * Math.asin(Math.sqrt(refuseShare(share)));
  return Math.abs(angle(b) - angle(a));
}

function refuseShare(share: number): number {
  properShare('a share', share);
  return share;
}

const spread = (share: number) => refuseShare(share) * (1 - share);
