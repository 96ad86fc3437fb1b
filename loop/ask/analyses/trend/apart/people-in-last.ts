import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../../analysis/analysis.ts';
import { withPersonValues } from '../../../analysis/breakdown.ts';
import { periodNumber } from '../../../analysis/period.ts';
import type { PeopleInLast, TrendQuestion, TrendSeries } from '../question.ts';
import { type Of, placesOf, seriesEvents } from './series-events.ts';
import { windowsOf } from './windows.ts';

/** People of the last days up to the end of each period: each is counted in all periods that any of his events reaches. */
export function peopleInLast(asked: Asked<TrendQuestion>, series: TrendSeries, count: PeopleInLast): Sql {
  const reaches = activeIn(asked, series, count, 'figures');
  // sorted, each stretch begins where the one before ends, so that no period is listed once for each day
  const periods = sql`arrayMap((s, before) -> range(greatest(s.1, before + 1), s.2 + 1), stretches,
    arrayPopBack(arrayPushFront(arrayMap(s -> s.2, stretches), -1)))`;
  return sql`SELECT place.1 AS everybody, place.2 AS shown, 0 AS total, period, count() AS figure
    FROM (SELECT place, arraySort(groupUniqArray((first, last))) AS stretches
      FROM (SELECT person, first, last, ${placesOf(asked)} FROM ${reaches}) GROUP BY place, person)
    ARRAY JOIN arrayDistinct(arrayFlatten(${periods})) AS period
    GROUP BY everybody, shown, period ORDER BY everybody, shown, period`;
}

/** FROM-expression: `person`, and the `first` and `last` period that an event of a series counts in, with its values. */
export function activeIn(asked: Asked<TrendQuestion>, series: TrendSeries, count: PeopleInLast, of: Of): Sql {
  const { question, scope } = asked;
  const { periods, firstDay, from, lastPeriods } = windowsOf(asked, count);
  const day = sql`toInt32(toDate(time, ${scope.timeZone}))`;
  const first = periodNumber(sql`greatest(time, ${periods.origin})`, periods);
  const columns = [
    sql`toInt32(${first}) AS first`,
    sql`toInt32(arrayElement(${lastPeriods}, ${day} - ${sql.integer(firstDay)} + 1)) AS last`,
  ];
  // where the clock is put back over midnight a day may begin before its first moment
  const where = [sql`${day} >= ${sql.integer(firstDay)}`];
  return withPersonValues(seriesEvents(asked, series, { from, of, columns, where }), question.by, scope);
}
