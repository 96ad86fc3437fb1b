import { properShare, sameLength } from '../check.ts';
import { missingValue } from '../faults.ts';
import { expectModel } from '../model.ts';
import { normalQuantile } from '../numeric/distributions.ts';
import type { CategoryColumn } from '../table.ts';
import { countUpTo, eventTable } from './event-table.ts';
import { checkSurvivalTimes, type SurvivalTimes } from './survival-times.ts';

/** A Kaplan-Meier curve: it keeps its value from one time until the next. Before the first time it is 1. */
export interface SurvivalCurve {
  readonly kind: 'kaplan-meier';
  readonly version: 1;
  readonly time: readonly number[];
  readonly atRisk: readonly number[];
  readonly events: readonly number[];
  readonly censored: readonly number[];
  readonly survival: readonly number[];
  /** Greenwood's standard error of the survival. */
  readonly standardError: readonly number[];
  /** Log-log confidence limits; null where the survival is 1 or 0 and they are not defined. */
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly level: number;
}

/**
 * Kaplan & Meier (1958): S(t) = ∏ (1 − events / at risk) over the times up to t, with Greenwood's error and limits
 * S^exp(± z · se / (S · log S)) (Kalbfleisch & Prentice 1980), which never leave [0, 1].
 */
export function kaplanMeier(data: SurvivalTimes, level = 0.95): SurvivalCurve {
  properShare('level', level);
  checkSurvivalTimes(data);
  return curveOf(data, level);
}

/** A curve for each level of `by` that has rows, in the order of the levels. A curve without events stays at 1. */
export function kaplanMeierBy(
  data: SurvivalTimes,
  by: CategoryColumn,
  level = 0.95,
): { readonly level: string; readonly curve: SurvivalCurve }[] {
  properShare('level', level);
  checkSurvivalTimes(data);
  return rowsByLevel(by, data.time.length).map(({ name, rows }) => ({
    level: name,
    curve: curveOf(takeTimes(data, rows), level),
  }));
}

function curveOf(data: SurvivalTimes, level: number): SurvivalCurve {
  const table = eventTable(data);
  const z = normalQuantile((1 + level) / 2);
  const size = table.time.length;
  const survival = new Array<number>(size);
  const standardError = new Array<number>(size);
  const low = new Array<number | null>(size);
  const high = new Array<number | null>(size);
  let still = 1;
  let greenwood = 0;
  for (let at = 0; at < size; at++) {
    const [events, risk] = [table.events[at]!, table.atRisk[at]!];
    still *= 1 - events / risk;
    if (events > 0) greenwood += events / (risk * (risk - events));
    survival[at] = still;
    standardError[at] = still > 0 ? still * Math.sqrt(greenwood) : 0;
    const defined = still > 0 && still < 1;
    const fold = defined ? Math.exp((z * Math.sqrt(greenwood)) / -Math.log(still)) : 1;
    low[at] = defined ? still ** fold : null;
    high[at] = defined ? still ** (1 / fold) : null;
  }
  return {
    kind: 'kaplan-meier',
    version: 1,
    time: Array.from(table.time),
    atRisk: Array.from(table.atRisk),
    events: Array.from(table.events),
    censored: Array.from(table.censored),
    survival,
    standardError,
    low,
    high,
    level,
  };
}

/** The curve's values at any times. */
export function survivalAt(
  curve: SurvivalCurve,
  when: number,
): { survival: number; standardError: number; low: number | null; high: number | null } {
  expectModel(curve, 1, 'kaplan-meier');
  const { time, survival, low, high, standardError } = curve;
  const at = countUpTo(time, when) - 1;
  if (at < 0) return { survival: 1, standardError: 0, low: null, high: null };
  return { survival: survival[at]!, standardError: standardError[at]!, low: low[at]!, high: high[at]! };
}

/** Rows of each level that has any; a missing level is a fault. */
export function rowsByLevel(by: CategoryColumn, length: number): { name: string; rows: Uint32Array }[] {
  sameLength(by.name, by.codes, length);
  const rows: number[][] = by.levels.map(() => []);
  for (let i = 0; i < length; i++) {
    const code = by.codes[i]!;
    if (code < 0) throw missingValue({ what: by.name, row: i + 1 });
    rows[code]!.push(i);
  }
  return by.levels
    .map((name, code) => ({ name, rows: Uint32Array.from(rows[code]!) }))
    .filter((each) => each.rows.length > 0);
}

/** These rows of the data. */
export function takeTimes({ time, event, weights, entry }: SurvivalTimes, rows: Uint32Array): SurvivalTimes {
  const take = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
  return {
    time: take(time),
    event: take(event),
    ...(weights && { weights: take(weights) }),
    ...(entry && { entry: take(entry) }),
  };
}
