import { z } from 'zod';
import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis/analysis.ts';
import { Group, inGroup } from '../../analysis/breakdown.ts';
import { startOfPeriod } from '../../analysis/period.ts';
import type { RetentionAnswer } from './answer.ts';
import { type Cohorts, cellStates, cohortsOf, isShown } from './cohorts.ts';
import { cellsOf, entrances } from './entrances.ts';
import { columnsOf, numberOf, type RetentionQuestion } from './question.ts';

/** A cell of the triangle; without a cohort the cell of the curve, over the cohorts old enough for it. */
export const RetentionPoint = z.strictObject({
  cohort: z.int().min(0).optional().describe('number of the cohort, from 0'),
  period: z.int().min(0).describe('number of the column; 0 is the cohort itself'),
  group: Group.optional(),
  gone: z.boolean().optional().describe('those of the cohort who did not return, instead'),
});
export type RetentionPoint = z.output<typeof RetentionPoint>;

/** The people behind a point, each once; all of them, even when the question looks at a sample. */
export function peopleBehind(asked: Asked<RetentionQuestion>, point: RetentionPoint): Sql {
  const whole = { ...asked, question: { ...asked.question, sample: undefined } };
  const { sought, at, cohorts } = narrowed(whole, point);
  const rows = entrances(sought, cohorts);
  const where = [
    cohortIs(sought, cohorts, at),
    cellIs(sought.question, at, cellsOf(sought.question, cohorts)),
  ];
  if (at.group) where.push(inGroup(at.group, sought.question, sql`(SELECT *, 1 AS weight FROM ${rows})`));
  return sql`SELECT DISTINCT person FROM ${rows} WHERE ${sql.and(where)}`;
}

/**
 * The same people asked for over less time: the cohort's own period as the span, and the returns of the column alone
 * where it is a period of the calendar. Not where what lies before it in the span decides who enters (`first`), nor
 * where all groups must be weighed to know which are "other".
 */
function narrowed(
  asked: Asked<RetentionQuestion>,
  point: RetentionPoint,
): { sought: Asked<RetentionQuestion>; at: RetentionPoint; cohorts: Cohorts } {
  const { question } = asked;
  const { cohort, period } = point;
  const cohorts = cohortsOf(asked);
  if (cohort === undefined || question.entry === 'first' || point.group === 'other')
    return { sought: asked, at: point, cohorts };
  const start = (later: number) => startOfPeriod(cohort + later, cohorts.periods);
  const shorter = shortened(question, period);
  const sought = { ...asked, from: start(0), to: start(1), question: shorter };
  const alone = question.count === 'on' && question.window === 'calendar';
  const shape = cohortsOf(sought);
  return {
    sought,
    at: { ...point, cohort: 0 },
    cohorts: alone ? { ...shape, returnsFrom: start(cohorts.columns[period]!.from) } : shape,
  };
}

/** Columns up to the one that is looked at; it keeps its place. */
function shortened(question: RetentionQuestion, period: number): RetentionQuestion {
  if (question.columns) return { ...question, columns: question.columns.slice(0, Math.max(1, period)) };
  return { ...question, periods: Math.max(2, Math.min(question.periods, period + 1)) };
}

function cohortIs(
  asked: Asked<RetentionQuestion>,
  cohorts: Cohorts,
  { cohort, period }: RetentionPoint,
): Sql {
  if (cohort !== undefined) return sql`cohort = ${sql.integer(cohort)}`;
  const mature = cellStates(asked, cohorts).flatMap((cells, i) =>
    cells[period]?.mature && isShown(cells, asked.question) ? [i] : [],
  );
  return sql`cohort IN ${mature}`;
}

function cellIs(question: RetentionQuestion, { period, gone }: RetentionPoint, cells: Sql): Sql {
  if (period === 0) return gone ? sql`0` : sql`1`;
  const returned = sql`has(${cells}, ${sql.integer(numberOf(question.count, columnsOf(question)[period]!, period))})`;
  return gone ? sql`NOT ${returned}` : returned;
}

/**
 * Every point with the people it shows. Where somebody may enter many cohorts the pooled curve counts entrances, not
 * people, and is left out; so is all of a sample, whose numbers are estimates.
 */
export function retentionPoints(answer: RetentionAnswer): { point: RetentionPoint; people: number }[] {
  if (answer.sample !== undefined) return [];
  return answer.curves.flatMap(({ group, cohorts, cells }) => {
    const pooled = answer.once ? cells : [];
    const ofGroup = group === undefined ? {} : { group };
    return [
      ...pooled.flatMap(({ period, people, base }) => both({ ...ofGroup, period }, people, base)),
      ...cohorts.flatMap(({ cohort, size, cells }) =>
        cells.flatMap(({ period, people }) => both({ ...ofGroup, cohort, period }, people, size)),
      ),
    ];
  });
}

function both(
  point: RetentionPoint,
  people: number,
  of: number,
): { point: RetentionPoint; people: number }[] {
  const came = { point, people };
  return point.period === 0 ? [came] : [came, { point: { ...point, gone: true }, people: of - people }];
}
