import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../../analysis/analysis.ts';
import { withPersonValues } from '../../../analysis/breakdown.ts';
import { periodNumber, periodsOf } from '../../../analysis/period.ts';
import type { PerPerson, Spread, TrendQuestion, TrendSeries } from '../question.ts';
import { placesOf, seriesEvents } from './series-events.ts';

const aggregates: Record<Spread, Sql> = {
  average: sql`avg`,
  min: sql`min`,
  max: sql`max`,
  median: sql`quantileExactInclusive(0.5)`,
  p75: sql`quantileExactInclusive(0.75)`,
  p90: sql`quantileExactInclusive(0.9)`,
  p95: sql`quantileExactInclusive(0.95)`,
  p99: sql`quantileExactInclusive(0.99)`,
};

/** What the people of each period did, one figure a person, put together: the median of orders, the 90th percentile of spending. */
export function spreadOverPeople(asked: Asked<TrendQuestion>, series: TrendSeries, count: PerPerson): Sql {
  const { question } = asked;
  const places = sql`(SELECT person, period, amount, ${placesOf(asked)} FROM ${amounts(asked, series, count)})`;
  const aggregate = aggregates[count.perPerson];
  const figures = (people: Sql) => sql`SELECT place.1 AS everybody, place.2 AS shown, total, period,
    ${aggregate}(own) AS figure FROM (${people}) GROUP BY everybody, shown, total, period`;
  if (!question.cumulative)
    return sql`${figures(sql`SELECT place, grouping(period) AS total, period, sum(amount) AS own FROM ${places}
      GROUP BY GROUPING SETS ((place, person, period), (place, person))`)} ORDER BY everybody, shown, total, period`;
  return sql`SELECT * FROM (${figures(soFar(asked, places))} UNION ALL ${figures(sql`SELECT place, 1 AS total, toInt32(0) AS period,
    sum(amount) AS own FROM ${places} GROUP BY place, person`)}) ORDER BY everybody, shown, total, period`;
}

/** What each person came to by the end of each period from his first one on. */
function soFar(asked: Asked<TrendQuestion>, places: Sql): Sql {
  const { question, scope, from, to } = asked;
  const { count } = periodsOf({ from, to }, question.unit, scope);
  return sql`SELECT place, 0 AS total, toInt32(period) AS period, own FROM (
      SELECT place, sum(came) OVER (own_periods ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS own,
        range(at, leadInFrame(at, 1, toInt32(${sql.integer(count)}))
          OVER (own_periods ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) AS until
      FROM (SELECT place, person, period AS at, sum(amount) AS came FROM ${places} GROUP BY place, person, at)
      WINDOW own_periods AS (PARTITION BY place, person ORDER BY at))
    ARRAY JOIN until AS period`;
}

/** FROM-expression: `person`, `period`, and `amount` of each event: 1, or the property that is added up, with the values. */
function amounts(asked: Asked<TrendQuestion>, series: TrendSeries, { sum }: PerPerson): Sql {
  const { question, scope, from, to } = asked;
  const property = sum === undefined ? undefined : scope.eventProperty(sum, 'number');
  const columns = [
    sql`toInt32(${periodNumber(sql`time`, periodsOf({ from, to }, question.unit, scope))}) AS period`,
    property ? sql`assumeNotNull(${property}) AS amount` : sql`toFloat64(1) AS amount`,
  ];
  const where = property ? [sql`isNotNull(${property})`] : [];
  return withPersonValues(
    seriesEvents(asked, series, { from, of: 'figures', columns, where }),
    question.by,
    scope,
  );
}
