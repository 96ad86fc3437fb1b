import { properShare } from '../check.ts';
import { expectModel } from '../model.ts';
import type { SurvivalCurve } from './kaplan-meier.ts';

/** A time with its confidence limits; null where the curve, or its limit, does not come down so far. */
export interface SurvivalQuantile {
  readonly time: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The time by which the share has had the event: where the curve falls to 1 − share; half way to the next step where it
 * runs level at exactly that. Limits are where the limits of the curve do so (Brookmeyer & Crowley 1982).
 */
export function survivalQuantile(curve: SurvivalCurve, share: number): SurvivalQuantile {
  expectModel(curve, 1, 'kaplan-meier');
  properShare('share', share);
  return {
    time: crossing(curve, curve.survival, 1 - share),
    low: crossing(curve, curve.low, 1 - share),
    high: crossing(curve, curve.high, 1 - share),
  };
}

/** The median time to the event. */
export const medianSurvival = (curve: SurvivalCurve): SurvivalQuantile => survivalQuantile(curve, 0.5);

function crossing({ time, events }: SurvivalCurve, values: readonly (number | null)[], to: number) {
  const rounding = 1e-12;
  const reached = values.findIndex((value) => value !== null && value <= to + rounding);
  if (reached < 0) return null;
  if (values[reached]! < to - rounding) return time[reached]!;
  const next = events.findIndex((count, at) => at > reached && count > 0);
  return next < 0 ? time[reached]! : (time[reached]! + time[next]!) / 2;
}
