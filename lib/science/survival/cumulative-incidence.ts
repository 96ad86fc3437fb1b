import { atLeast, properShare } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { normalQuantile } from '../numeric/distributions.ts';
import { eventTable } from './event-table.ts';
import { checkSurvivalTimes, type SurvivalTimes } from './survival-times.ts';

/** Times that end in one of several ways, of which each rules out the others: left, was closed, moved to another plan. */
export interface CompetingTimes extends Omit<SurvivalTimes, 'event'> {
  /** 0 where watching ended, else the cause, from 1. */
  readonly cause: Int32Array;
}

/** The chance that the event has come by each time, from this cause. */
export interface CumulativeIncidence {
  readonly cause: number;
  readonly time: readonly number[];
  readonly incidence: readonly number[];
  readonly standardError: readonly number[];
  /** Log-log confidence limits; null before the first event of the cause. */
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly level: number;
}

/**
 * Aalen & Johansen (1978): Σ S(before) · events of the cause / at risk, one curve a cause in the order of their numbers.
 * One minus Kaplan-Meier of a single cause would take the others for censoring and come out too high. Errors by the
 * delta method (Marubini & Valsecchi 1995, 10.2).
 */
export function cumulativeIncidence(data: CompetingTimes, level = 0.95): CumulativeIncidence[] {
  properShare('level', level);
  const { cause, ...times } = data;
  for (const [row, each] of cause.entries())
    if (each < 0) throw outOfRange({ what: `cause of row ${row + 1}`, given: each, allowed: '0 or more' });
  const eventOf = (is: (each: number) => boolean) => Float64Array.from(cause, (each) => (is(each) ? 1 : 0));
  const any: SurvivalTimes = { ...times, event: eventOf((each) => each > 0) };
  checkSurvivalTimes(any);
  atLeast('causes', cause.length, 1);
  const all = eventTable(any);
  const causes = [...new Set(cause)].filter((each) => each > 0).sort((a, b) => a - b);
  return causes.map((own) => {
    const { events } = eventTable({ ...times, event: eventOf((each) => each === own) });
    return curveOf(own, all, events, level);
  });
}

function curveOf(
  cause: number,
  all: ReturnType<typeof eventTable>,
  own: Float64Array,
  level: number,
): CumulativeIncidence {
  const z = normalQuantile((1 + level) / 2);
  const curve = { incidence: [] as number[], standardError: [] as number[] };
  const limits = { low: [] as (number | null)[], high: [] as (number | null)[] };
  let before = 1;
  let now = 0;
  // the variance is a square of the incidence now, with these sums over the times so far as its coefficients
  let [square, cross, rest] = [0, 0, 0];
  for (let at = 0; at < all.time.length; at++) {
    const [events, risk, ours] = [all.events[at]!, all.atRisk[at]!, own[at]!];
    now += (before * ours) / risk;
    const spread = risk > events ? events / (risk * (risk - events)) : 0;
    const joint = (before * ours) / risk ** 2;
    square += spread;
    cross += spread * now + joint;
    rest += spread * now ** 2 + (before ** 2 * ours * (risk - ours)) / risk ** 3 + 2 * joint * now;
    before *= 1 - events / risk;
    const error = Math.sqrt(Math.max(0, square * now ** 2 - 2 * cross * now + rest));
    const fold = now > 0 && now < 1 ? Math.exp((z * error) / (-now * Math.log(now))) : null;
    curve.incidence.push(now);
    curve.standardError.push(error);
    limits.low.push(fold && now ** fold);
    limits.high.push(fold && now ** (1 / fold));
  }
  const time = Array.from(all.time);
  return { cause, time, ...curve, ...limits, level };
}
