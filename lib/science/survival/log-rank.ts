import { atLeast } from '../check.ts';
import { cholesky, solveCholesky } from '../numeric/cholesky.ts';
import { chiSquareTail } from '../numeric/distributions.ts';
import { dot, matrix } from '../numeric/matrix.ts';
import { aNumber, checkOptions, judgedLater, type OptionRules } from '../options.ts';
import type { CategoryColumn } from '../table.ts';
import { distinctTimes, placesOf } from './event-table.ts';
import { rowsByLevel, takeTimes } from './kaplan-meier.ts';
import { checkSurvivalTimes, fromTheStart, type SurvivalTimes } from './survival-times.ts';

export interface LogRankOptions {
  /** Fleming & Harrington's weight S(t−)^rho: 0 the log-rank test, 1 near Peto & Peto's Wilcoxon, which heeds early differences. */
  readonly rho?: number;
  /** Compares within the levels of this column and adds up. */
  readonly strata?: CategoryColumn;
}

const logRankOptionRules: OptionRules<LogRankOptions> = { rho: aNumber, strata: judgedLater };

export interface LogRank {
  /** Events of each group, and those expected if all had the same hazard; both weighted if rho is not 0. */
  readonly groups: readonly {
    readonly level: string;
    readonly rows: number;
    readonly observed: number;
    readonly expected: number;
  }[];
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
}

/** Whether the groups differ in survival: the G-rho family (Harrington & Fleming 1982), hypergeometric variance. */
export function logRank(data: SurvivalTimes, by: CategoryColumn, options: LogRankOptions = {}): LogRank {
  checkOptions(options, logRankOptionRules);
  checkSurvivalTimes(data);
  fromTheStart('the log-rank test', data);
  const groups = rowsByLevel(by, data.time.length);
  atLeast(`groups of ${by.name}`, groups.length, 2);
  const groupOf = new Uint32Array(data.time.length);
  for (const [group, { rows }] of groups.entries()) for (const row of rows) groupOf[row] = group;
  const sums: Sums = {
    observed: new Float64Array(groups.length),
    expected: new Float64Array(groups.length),
    variance: matrix(groups.length, groups.length).values,
  };
  const { rho = 0, strata } = options;
  const parts = strata ? rowsByLevel(strata, data.time.length).map(({ rows }) => rows) : undefined;
  if (!parts) addStratum(data, groupOf, rho, sums);
  for (const rows of parts ?? [])
    addStratum(
      takeTimes(data, rows),
      Uint32Array.from(rows, (row) => groupOf[row]!),
      rho,
      sums,
    );
  const { chiSquare, df } = quadraticForm(sums);
  return {
    groups: groups.map(({ name, rows }, group) => ({
      level: name,
      rows: rows.length,
      observed: sums.observed[group]!,
      expected: sums.expected[group]!,
    })),
    chiSquare,
    df,
    p: df > 0 ? chiSquareTail(chiSquare, df) : 1,
  };
}

interface Sums {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  /** Groups × groups. */
  readonly variance: Float64Array;
}

function addStratum({ time, event, weights }: SurvivalTimes, groupOf: Uint32Array, rho: number, sums: Sums) {
  const size = sums.observed.length;
  const distinct = distinctTimes(time);
  const place = placesOf(time, distinct);
  const events = new Float64Array(distinct.length * size);
  const leaving = new Float64Array(distinct.length * size);
  const risk = new Float64Array(size);
  for (let i = 0; i < time.length; i++) {
    const cell = place[i]! * size + groupOf[i]!;
    const weight = weights ? weights[i]! : 1;
    leaving[cell]! += weight;
    if (event[i] === 1) events[cell]! += weight;
    risk[groupOf[i]!]! += weight;
  }
  let survival = 1;
  for (let at = 0; at < distinct.length; at++) {
    const eventsHere = events.subarray(at * size, (at + 1) * size);
    const dead = eventsHere.reduce((total, count) => total + count, 0);
    const all = risk.reduce((total, count) => total + count, 0);
    if (dead > 0) {
      addTime(eventsHere, risk, dead, all, survival ** rho, sums);
      survival *= 1 - dead / all;
    }
    for (let group = 0; group < size; group++) risk[group]! -= leaving[at * size + group]!;
  }
}

function addTime(
  events: Float64Array,
  risk: Float64Array,
  dead: number,
  all: number,
  weight: number,
  { observed, expected, variance }: Sums,
): void {
  const size = risk.length;
  const spread = all > 1 ? (weight * weight * dead * (all - dead)) / (all - 1) : 0;
  for (let g = 0; g < size; g++) {
    const share = risk[g]! / all;
    observed[g]! += weight * events[g]!;
    expected[g]! += weight * dead * share;
    for (let h = 0; h < size; h++)
      variance[g * size + h]! += spread * share * ((g === h ? 1 : 0) - risk[h]! / all);
  }
}

/** (O − E)ᵀ V⁻ (O − E), one of the groups with any expectation left out, as their differences sum to 0. */
function quadraticForm({ observed, expected, variance }: Sums): { chiSquare: number; df: number } {
  const size = observed.length;
  const kept = [...expected.keys()].filter((g) => variance[g * size + g]! > 0).slice(0, -1);
  if (kept.length === 0) return { chiSquare: 0, df: 0 };
  const difference = kept.map((g) => observed[g]! - expected[g]!);
  const among = matrix(
    kept.length,
    kept.length,
    kept.flatMap((g) => kept.map((h) => variance[g * size + h]!)),
  );
  return { chiSquare: dot(difference, solveCholesky(cholesky(among), difference)), df: kept.length };
}
