import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../../analysis/analysis.ts';
import { eventValues, valueNames, withPersonValues } from '../../../analysis/breakdown.ts';
import { periodNumber, periodsOf } from '../../../analysis/period.ts';
import type { TrendQuestion, TrendSeries } from '../question.ts';
import { type Of, placesOf, seriesEvents } from './series-events.ts';

/** People by the period of their first event of a series ever, each once. */
export function firstTimes(asked: Asked<TrendQuestion>, series: TrendSeries): Sql {
  return sql`SELECT place.1 AS everybody, place.2 AS shown, 0 AS total, period, count() AS figure
    FROM (SELECT period, ${placesOf(asked)} FROM ${newcomers(asked, series, 'figures')})
    GROUP BY everybody, shown, period ORDER BY everybody, shown, period`;
}

/** FROM-expression: `person` and `period` of the first event of a series ever, where it lies in the span, with its values. */
export function newcomers(asked: Asked<TrendQuestion>, series: TrendSeries, of: Of): Sql {
  const { question, scope, from, to } = asked;
  const names = valueNames(question.by).filter((_, i) => question.by[i]!.of === 'event');
  const hasValues = eventValues(question.by, scope).length > 0;
  const events = seriesEvents(asked, series, { of, columns: hasValues ? [sql`time`, sql`id`] : [sql`time`] });
  const values = hasValues ? [sql`argMin((${sql.join(names)}, 0), (time, id)) AS first_values`] : [];
  const first = sql`(SELECT person, min(time) AS first_time, ${sql.join([...values, sql`1 AS entered`])}
    FROM ${events} GROUP BY person HAVING first_time >= ${from})`;
  const columns = [
    sql`person`,
    sql`toInt32(${periodNumber(sql`first_time`, periodsOf({ from, to }, question.unit, scope))}) AS period`,
    ...names.map((name, i) => sql`first_values.${sql.integer(i + 1)} AS ${name}`),
  ];
  return withPersonValues(sql`(SELECT ${sql.join(columns)} FROM ${first})`, question.by, scope);
}
