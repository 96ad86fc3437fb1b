import { properShare } from '../check.ts';
import { normalQuantile } from '../numeric/distributions.ts';
import { eventTable } from './event-table.ts';
import { checkSurvivalTimes, type SurvivalTimes } from './survival-times.ts';

/** The cumulative hazard: expected events of one who is put back at risk after each. */
export interface CumulativeHazard {
  readonly time: readonly number[];
  readonly hazard: readonly number[];
  readonly standardError: readonly number[];
  /** Limits on the scale of the logarithm; null before the first event. */
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

/** Nelson (1972) and Aalen (1978): H(t) = Σ events / at risk, its variance Σ events / at risk². */
export function nelsonAalen(data: SurvivalTimes, level = 0.95): CumulativeHazard {
  properShare('level', level);
  checkSurvivalTimes(data);
  const { time, events, atRisk } = eventTable(data);
  const z = normalQuantile((1 + level) / 2);
  let total = 0;
  let variance = 0;
  const steps = Array.from(time, (when, at) => {
    total += events[at]! / atRisk[at]!;
    variance += events[at]! / atRisk[at]! ** 2;
    const fold = Math.exp((z * Math.sqrt(variance)) / total);
    const limits = total > 0 ? [total / fold, total * fold] : [null, null];
    return { when, hazard: total, error: Math.sqrt(variance), low: limits[0]!, high: limits[1]! };
  });
  return {
    time: steps.map((step) => step.when),
    hazard: steps.map((step) => step.hazard),
    standardError: steps.map((step) => step.error),
    low: steps.map((step) => step.low),
    high: steps.map((step) => step.high),
  };
}
