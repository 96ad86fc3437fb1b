import { outOfRange } from '../faults.ts';
import { expectModel } from '../model.ts';
import { normalQuantile, normalTwoSided } from '../numeric/distributions.ts';
import type { SurvivalCurve } from './kaplan-meier.ts';

/** A mean time or a difference of two, with standard error and confidence limits. */
export interface MeanTime {
  readonly value: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Restricted mean survival time: the area below the curve up to `until`, the mean time until the event or `until`,
 * whichever is first. Variance Σ area left² · events / (at risk · (at risk − events)) (Klein & Moeschberger 2003, 4.5).
 */
export function restrictedMean(curve: SurvivalCurve, until: number): MeanTime {
  expectModel(curve, 1, 'kaplan-meier');
  const { time, survival, events, atRisk, level } = curve;
  const last = time.at(-1)!;
  if (!(until > 0 && (until <= last || survival.at(-1) === 0)))
    throw outOfRange({
      what: 'the end of the restricted mean',
      given: until,
      allowed: `above 0 and at most ${last}, the last time seen`,
    });
  let area = 0;
  let variance = 0;
  let end = until;
  for (let at = time.length - 1; at >= 0; at--) {
    if (time[at]! >= until) continue;
    area += survival[at]! * (end - time[at]!);
    end = time[at]!;
    const staying = atRisk[at]! - events[at]!;
    if (area > 0 && staying > 0) variance += (area ** 2 * events[at]!) / (atRisk[at]! * staying);
  }
  return withLimits(area + end, Math.sqrt(variance), level);
}

/** The restricted mean of the first curve less that of the second, as independent samples, with the two-sided p value. */
export function restrictedMeanDifference(
  first: SurvivalCurve,
  second: SurvivalCurve,
  until: number,
): MeanTime & { readonly z: number; readonly p: number } {
  const [a, b] = [restrictedMean(first, until), restrictedMean(second, until)];
  const error = Math.hypot(a.standardError, b.standardError);
  const value = a.value - b.value;
  const z = error > 0 ? value / error : 0;
  return { ...withLimits(value, error, first.level), z, p: normalTwoSided(z) };
}

function withLimits(value: number, standardError: number, level: number): MeanTime {
  const reach = normalQuantile((1 + level) / 2) * standardError;
  return { value, standardError, low: value - reach, high: value + reach };
}
