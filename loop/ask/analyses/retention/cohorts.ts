import { patternsOf, type Stretch, type Unit } from '#loop/condition';
import type { Answering } from '../../analysis/analysis.ts';
import { type Periods, periodAt, periodsOf, startOfPeriod } from '../../analysis/period.ts';
import { isKnown, isTouched, knownTime } from '../../analysis/reach.ts';
import { refuseTooMany } from '../../analysis/refuse-too-many.ts';
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
  /** The end of the last column of the last cohort, also where it is yet to come. */
  readonly horizon: Date;
  readonly known: Known;
}

/** Between which moments it is known who started and who returned. */
interface Known {
  readonly starts: readonly Stretch[];
  readonly returns: readonly Stretch[];
}

const HOUR_MS = 3_600_000;

/** How long a period of a person's own is. A month is 30 days, as Amplitude has it; a quarter is three of them. */
export const rollingMs: Record<Unit, number> = {
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  month: 30 * 24 * HOUR_MS,
  quarter: 90 * 24 * HOUR_MS,
  year: 365 * 24 * HOUR_MS,
};

export function cohortsOf(asked: Answering<RetentionQuestion>): Cohorts {
  const { question, scope, from, to } = asked;
  const { count: spanned, ...periods } = periodsOf({ from, to }, question.unit, scope);
  const known = {
    starts: knownTime(asked, patternsOf(question.start)),
    returns: knownTime(asked, patternsOf(question.return)),
  };
  const count = Math.max(0, Math.min(spanned, periodAt(scope.now, periods) + 1));
  const columns = columnsOf(question);
  refuseTooMany({ periods: count, columns: columns.length }, question);
  const startsUntil = startOfPeriod(count, periods);
  const horizon = endOf({ periods, columns, last: count - 1 }, question);
  const justAfterNow = new Date(scope.now.getTime() + 1);
  const returnsUntil = question.count === 'onOrAfter' ? justAfterNow : earlier(horizon, justAfterNow);
  const reach = Math.max(count, periodAt(new Date(returnsUntil.getTime() - 1), periods) + 1);
  return {
    periods,
    count,
    columns,
    reach,
    startsUntil: earlier(startsUntil, justAfterNow),
    returnsFrom: periods.origin,
    returnsUntil,
    horizon,
    known,
  };
}

/** What is known of a cell before anybody is counted. */
export interface CellState {
  /** Somebody may already have returned in it, and it would be known. */
  readonly begun: boolean;
  /** Its last period is over for everybody of the cohort, and all that counts for it is known. */
  readonly mature: boolean;
}

/** The states of all cells, by cohort and column. */
export function cellStates(
  { question, scope }: Pick<Answering<RetentionQuestion>, 'question' | 'scope'>,
  { periods, count, columns, known }: Cohorts,
): CellState[][] {
  const now = scope.now.getTime();
  const furthest = Math.max(...columns.map(({ to }) => to));
  const starts = Array.from({ length: count + furthest + 1 }, (_, n) => startOfPeriod(n, periods).getTime());
  const reaches = reachOf(question, (n) => starts[n]!);
  const fromFirst = question.count === 'streak' || question.count === 'onOrBefore';
  return Array.from({ length: count }, (_, cohort) => {
    const entered = isKnown(known.starts, starts[cohort]!, starts[cohort + 1]!);
    return columns.map((column) => {
      const [begin, end] = reaches(cohort, column);
      const [counts] = fromFirst && column.from > 1 ? reaches(cohort, { from: 1, to: 1 }) : [begin];
      // who is in a cohort, those know who started; only what they did later is told by returns
      const later = column.to === 0 || isKnown(known.returns, counts, end);
      return {
        begun: begin <= now && isTouched(column.to === 0 ? known.starts : known.returns, begin, end),
        mature: end <= now && entered && later,
      };
    });
  });
}

/** Whether a cohort is shown: with `wholeCohorts` only once all of its columns are over. */
export function isShown(states: readonly CellState[], { wholeCohorts }: RetentionQuestion): boolean {
  return !wholeCohorts || states.every(({ mature }) => mature);
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
