import { type Sql, sql } from '#lib/sql';
import { matchesAny, patternsOf } from '#loop/condition';
import type { Asked } from '../../../analysis/analysis.ts';
import { eventValues, inGroup, valueNames } from '../../../analysis/breakdown.ts';
import { levelsOf } from '../../../analysis/levels.ts';
import { whichEvents, whichPeople } from '../../../analysis/narrow.ts';
import { countedEvents } from '../events.ts';
import type { TrendQuestion, TrendSeries } from '../question.ts';

/** For figures in a sample, or for a list of all people. */
export type Of = 'figures' | 'people';

interface Wanted {
  /** Of which moment on events are read; from the first of all where absent. */
  readonly from?: Date;
  readonly of: Of;
  readonly columns: readonly Sql[];
  readonly where?: readonly Sql[];
}

/** FROM-expression of the events of one series: `columns`, and the values of a breakdown that are properties of events. */
export function seriesEvents(asked: Asked<TrendQuestion>, series: TrendSeries, wanted: Wanted): Sql {
  const { question, scope, to } = asked;
  const { from, of, columns, where = [] } = wanted;
  const conditions = [
    ...(from ? [sql`time >= ${from}`] : []),
    sql`time < ${to}`,
    sql`time <= ${scope.now}`,
    matchesAny(patternsOf(series), scope),
    ...whichEvents(asked),
    ...whichPeople(asked, of),
    ...where,
  ];
  const all = [sql`person`, ...columns, ...eventValues(question.by, scope)];
  return sql`(SELECT ${sql.join(all)} FROM ${scope.events} WHERE ${sql.and(conditions)})`;
}

/**
 * Of a row with the values of a breakdown, where its figures go: `place`, a pair of `everybody` and `shown`. A row is looked at
 * twice, in its group and for everybody; without a breakdown for everybody alone.
 */
export function placesOf(asked: Asked<TrendQuestion>): Sql {
  const { question } = asked;
  const everybody = sql`(toUInt8(1), CAST([], 'Array(String)'))`;
  if (question.by.length === 0) return sql`${everybody} AS place`;
  const values = sql.join(valueNames(question.by));
  // where groups have an order of their own all of them are shown, those of days before the span too
  const rest = levelsOf(question.by) ? sql`0` : inGroup('other', question, weighed(asked, 'figures'));
  return sql`arrayJoin([(toUInt8(0), if(${rest}, [], [${values}])), ${everybody}]) AS place`;
}

/** What groups are ranked by: a row for each event that any series counts in the span. */
export function weighed(asked: Asked<TrendQuestion>, of: Of): Sql {
  const values = sql.join(valueNames(asked.question.by));
  return sql`(SELECT ${values}, 1 AS weight FROM ${countedEvents(asked, of === 'figures')})`;
}
