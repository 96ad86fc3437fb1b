import type { Unit } from '#loop/condition';
import type { Asked } from '../../analysis.ts';
import { type Group, groupOf } from '../../breakdown.ts';
import { labelOfPeriod, startOfPeriod } from '../../period.ts';
import { scaledUp } from '../../sample.ts';
import { type Cohorts, cohortsOf, isMature } from './cohorts.ts';
import type { Column, RetentionQuestion, ValueKind } from './question.ts';
import { addTally, emptyTally, type Tally, tallies, valueIn } from './tally.ts';

export interface RetentionAnswer {
  readonly unit: Unit;
  /** Column 0 is the cohort itself. */
  readonly columns: readonly Column[];
  /** Everybody's first, then those of each group, the biggest first. */
  readonly curves: readonly Curve[];
  /** Each person enters at most one cohort, so that sums over cohorts are people. */
  readonly once: boolean;
  /** The share of people looked at when it was a sample; all counts are scaled up. */
  readonly sample?: number;
  /** What was added up, when something was. */
  readonly value?: { readonly of: string; readonly as: ValueKind };
}

/** One triangle and the curve pooled from it. */
export interface Curve {
  /** Absent: everybody. */
  readonly group?: Group;
  readonly size: number;
  readonly cohorts: readonly Cohort[];
  readonly cells: readonly CurveCell[];
}

export interface Cohort {
  readonly cohort: number;
  /** When it begins: the moment, and as a person calls it in the question's time zone. */
  readonly start: string;
  readonly label: string;
  readonly size: number;
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly period: number;
  readonly people: number;
  /** Somebody may already have returned in it. */
  readonly begun: boolean;
  /** The period is over for everybody of the cohort; until then the number may still grow. */
  readonly mature: boolean;
  readonly value?: number | null;
}

/** Pooled over the cohorts old enough: returned people / people, never an average of rates. */
export interface CurveCell {
  readonly period: number;
  readonly people: number;
  /** People in the cohorts that are old enough. */
  readonly base: number;
  /** Nothing while no cohort with people in it is old enough. */
  readonly rate: number | null;
  readonly value?: number | null;
}

export function retentionAnswer(
  rows: readonly Record<string, unknown>[],
  asked: Asked<RetentionQuestion>,
): RetentionAnswer {
  const { question } = asked;
  const cohorts = cohortsOf(asked);
  const places = new Map<number, Record<string, unknown>[]>();
  for (const row of rows) {
    const place = Number(row.place);
    places.set(place, [...(places.get(place) ?? []), row]);
  }
  const all = curveOf(rows, asked, cohorts);
  const groups = question.by.length === 0 ? [] : [...places].sort(([a], [b]) => a - b);
  return {
    unit: question.unit,
    columns: cohorts.columns,
    curves: [
      all,
      ...groups.map(([, own]) => ({
        group: groupOf(own[0]!.shown as string[]),
        ...curveOf(own, asked, cohorts),
      })),
    ],
    once: question.entry !== 'every',
    ...(question.sample !== undefined && { sample: question.sample }),
    ...(question.value && { value: question.value }),
  };
}

function curveOf(
  rows: readonly Record<string, unknown>[],
  asked: Asked<RetentionQuestion>,
  { count, columns, periods }: Cohorts,
): Curve {
  const { question } = asked;
  const triangle = tallies(rows, count, columns, question.count);
  const cohorts = triangle.map((line, cohort) => ({
    cohort,
    start: startOfPeriod(cohort, periods).toISOString(),
    label: labelOfPeriod(cohort, periods),
    size: scaledUp(line[0]!.people, question.sample),
    cells: line.map((tally, period) => ({
      period,
      people: scaledUp(tally.people, question.sample),
      begun: hasBegun(tally.people, cohort, columns[period]!, asked, periods),
      mature: isMature(cohort, columns[period]!, asked, periods),
      ...(question.value && { value: valueIn(tally, line[0]!.people, question.value.as, question.sample) }),
    })),
  }));
  const cells = columns.map((column, period) => {
    const mature = triangle.filter((_, cohort) => isMature(cohort, column, asked, periods));
    return curveCell(period, mature, question);
  });
  return { size: cohorts.reduce((sum, { size }) => sum + size, 0), cohorts, cells };
}

function hasBegun(
  people: number,
  cohort: number,
  { from }: Column,
  asked: Asked<RetentionQuestion>,
  periods: Cohorts['periods'],
): boolean {
  return people > 0 || from === 0 || isMature(cohort, { from: from - 1, to: from - 1 }, asked, periods);
}

function curveCell(
  period: number,
  mature: readonly (readonly Tally[])[],
  { value, sample }: RetentionQuestion,
): CurveCell {
  const pooled = mature.reduce((sum, line) => addTally(sum, line[period]!), emptyTally);
  const base = mature.reduce((sum, line) => sum + line[0]!.people, 0);
  return {
    period,
    people: scaledUp(pooled.people, sample),
    base: scaledUp(base, sample),
    rate: base === 0 ? null : pooled.people / base,
    ...(value && { value: valueIn(pooled, base, value.as, sample) }),
  };
}
