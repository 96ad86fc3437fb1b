import type { Unit } from '#loop/condition';
import type { Asked } from '../../analysis.ts';
import { type Periods, periodAt, periodsOf, startOfPeriod } from '../../period.ts';
import { tooManyCells } from './faults.ts';
import { type Column, columnsOf, type RetentionQuestion } from './question.ts';

/** The shape of an answer, known before the engine is asked. */
export interface Cohorts {
  readonly periods: Periods;
  /** How many cohorts: the span's periods, whole, without those that have not begun. */
  readonly count: number;
  readonly columns: readonly Column[];
  /** How many periods of the calendar are looked at, for starts and for returns. */
  readonly reach: number;
  /** Starts lie before this moment. */
  readonly startsUntil: Date;
  /** Returns lie from this moment on: all that follow a start, unless fewer are asked for. */
  readonly returnsFrom: Date;
  /** Returns lie before this moment: the end of the last column of the last cohort, but never after now. */
  readonly returnsUntil: Date;
}

const MOST_CELLS = 200_000;
const HOUR_MS = 3_600_000;

/** How long a period of a person's own is. A month is 30 days, as Amplitude has it. */
export const rollingMs: Record<Unit, number> = {
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  month: 30 * 24 * HOUR_MS,
};

export function cohortsOf({ question, scope, from, to }: Asked<RetentionQuestion>): Cohorts {
  const { count: spanned, ...periods } = periodsOf({ from, to }, question.unit, scope);
  const count = Math.max(0, Math.min(spanned, periodAt(scope.now, periods) + 1));
  const columns = columnsOf(question);
  const groups = question.by.length > 0 ? question.top + 2 : 1;
  if (count * columns.length * groups > MOST_CELLS)
    throw tooManyCells({ cohorts: count, columns: columns.length, groups, most: MOST_CELLS });
  const startsUntil = startOfPeriod(count, periods);
  const horizon = { periods, columns, startsUntil, last: count - 1 };
  const justAfterNow = new Date(scope.now.getTime() + 1);
  const returnsUntil =
    question.count === 'onOrAfter' ? justAfterNow : earlier(endOf(horizon, question), justAfterNow);
  const reach = Math.max(count, periodAt(new Date(returnsUntil.getTime() - 1), periods) + 1);
  return {
    periods,
    count,
    columns,
    reach,
    startsUntil: earlier(startsUntil, justAfterNow),
    returnsFrom: periods.origin,
    returnsUntil,
  };
}

/** Whether everybody of a cohort is old enough for a column: the column's last period is over for all of them. */
export function isMature(
  cohort: number,
  column: Column,
  { question, scope }: Pick<Asked<RetentionQuestion>, 'question' | 'scope'>,
  periods: Periods,
): boolean {
  return endOfColumn(cohort, column, question, periods).getTime() <= scope.now.getTime();
}

function endOfColumn(
  cohort: number,
  { to }: Column,
  { window, unit }: RetentionQuestion,
  periods: Periods,
): Date {
  if (window === 'calendar') return startOfPeriod(cohort + to + 1, periods);
  return new Date(startOfPeriod(cohort + 1, periods).getTime() + (to + 1) * rollingMs[unit]);
}

function endOf(
  { periods, columns, last }: { periods: Periods; columns: readonly Column[]; last: number },
  question: RetentionQuestion,
): Date {
  const to = Math.max(...columns.map((column) => column.to));
  return endOfColumn(last, { from: to, to }, question, periods);
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
