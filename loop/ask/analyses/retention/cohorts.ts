import type { Unit } from '#loop/condition';
import type { Asked } from '../../analysis.ts';
import { type Periods, periodAt, periodsOf, startOfPeriod } from '../../period.ts';
import { refuseTooMany } from '../../refuse-too-many.ts';
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
  refuseTooMany({ periods: count, columns: columns.length }, question);
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

/** What is known of a cell before anybody is counted. */
export interface CellState {
  /** Somebody may already have returned in it. */
  readonly begun: boolean;
  /** Its last period is over for everybody of the cohort. */
  readonly mature: boolean;
}

/** The states of all cells, by cohort and column. */
export function cellStates(
  { question, scope }: Pick<Asked<RetentionQuestion>, 'question' | 'scope'>,
  { periods, count, columns }: Cohorts,
): CellState[][] {
  const now = scope.now.getTime();
  const furthest = Math.max(...columns.map(({ to }) => to));
  const starts = Array.from({ length: count + furthest + 1 }, (_, n) => startOfPeriod(n, periods).getTime());
  const reaches = reachOf(question, (n) => starts[n]!);
  return Array.from({ length: count }, (_, cohort) =>
    columns.map((column) => {
      const [begin, end] = reaches(cohort, column);
      return { begun: begin <= now, mature: end <= now };
    }),
  );
}

/** From when, for the first of a cohort, until when, for the last, a column may be: `start` is that of a period. */
function reachOf({ window, unit }: RetentionQuestion, start: (period: number) => number) {
  return (cohort: number, { from, to }: Column): [number, number] => {
    if (window === 'calendar') return [start(cohort + from), start(cohort + to + 1)];
    const width = rollingMs[unit];
    return [start(cohort) + from * width, start(cohort + 1) + (to + 1) * width];
  };
}

function endOf(
  { periods, columns, last }: { periods: Periods; columns: readonly Column[]; last: number },
  question: RetentionQuestion,
): Date {
  const to = Math.max(...columns.map((column) => column.to));
  const reaches = reachOf(question, (n) => startOfPeriod(n, periods).getTime());
  return new Date(reaches(last, { from: to, to })[1]);
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
