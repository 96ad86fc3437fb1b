import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis/analysis.ts';
import type { ByDays, Days, NotByDays } from '../../analysis/by-days.ts';
import { type Periods, periodOfDay, periodsOf } from '../../analysis/period.ts';
import type { TrendQuestion } from './question.ts';

/** People period by period, from who did the events on which days. */
export function trendByDays(asked: Asked<TrendQuestion>): ByDays<'figures'> | NotByDays {
  const { question, scope, from, to } = asked;
  if (question.series.some(({ count }) => count !== 'people'))
    return { zh: '要数的不只是人数', en: 'it counts more than people' };
  if (question.cumulative) return { zh: '要逐期累计', en: 'it adds period to period' };
  const periods = periodsOf({ from, to }, question.unit, scope);
  return {
    events: question.series,
    from,
    to,
    compile: (days) => ({ figures: compile(question, periods, days) }),
  };
}

/** Rows as `compileTrend` gives them. */
function compile({ series }: TrendQuestion, periods: Periods, days: Days): Sql {
  const figures = series.map(({ event }) => {
    const people = days.who(sql`groupBitmapMergeStateIf(people, event = ${event})`);
    return sql`toNullable(toFloat64(bitmapCardinality(${people})))`;
  });
  return sql`SELECT grouping(period) AS total, total AS everybody, period, [${sql.join(figures)}] AS figures
    FROM (SELECT toInt32(${periodOfDay(sql`day`, periods)}) AS period, event, people FROM ${days.rows})
    GROUP BY GROUPING SETS ((period), ()) ORDER BY period`;
}
