import { type Sql, sql } from '#lib/sql';
import { matchesAny, patternsOf } from '#loop/condition';
import type { Asked } from '../../analysis/analysis.ts';
import { eventValues, withPersonValues } from '../../analysis/breakdown.ts';
import { whichEvents, whichPeople } from '../../analysis/narrow.ts';
import { periodNumber, periodsOf } from '../../analysis/period.ts';
import { amountOf, countingOf } from './counting.ts';
import type { TrendQuestion } from './question.ts';

/** Whether an event is one of a series; absent where there is only one series, whose all are. */
export function fitsOf(series: number, { series: all }: TrendQuestion): Sql | undefined {
  return all.length === 1 ? undefined : sql.name(`fits${series}`);
}

/**
 * FROM-expression of the events that any series counts: `person`, `period`, `fits0`, … (whose they are), the properties
 * that are measured, and the values of a breakdown.
 */
export function countedEvents(asked: Asked<TrendQuestion>, sampled: boolean): Sql {
  const { question, scope, from, to } = asked;
  const { by, unit } = question;
  const columns = [
    sql`person`,
    sql`${periodNumber(sql`time`, periodsOf({ from, to }, unit, scope))} AS period`,
    ...question.series.flatMap((series, i) => {
      const fits = fitsOf(i, question);
      const { property } = countingOf(series.count, i, scope);
      const own = property && (fits ? sql`if(${fits}, ${property}, NULL)` : property);
      return [
        ...(fits ? [sql`${matchesAny(patternsOf(series), scope)} AS ${fits}`] : []),
        ...(own ? [sql`${own} AS ${amountOf(i)}`] : []),
      ];
    }),
    ...eventValues(by, scope),
  ];
  const conditions = [
    sql`time >= ${from}`,
    sql`time < ${to}`,
    sql`time <= ${scope.now}`,
    matchesAny(question.series.flatMap(patternsOf), scope),
    ...whichEvents(asked),
    ...whichPeople(asked, sampled ? 'figures' : 'people'),
  ];
  const rows = sql`(SELECT ${sql.join(columns)} FROM ${scope.events} WHERE ${sql.and(conditions)})`;
  return withPersonValues(rows, by, scope);
}
