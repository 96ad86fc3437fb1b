import { dayIn, daysBetween } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import { patternsOf } from '#loop/condition';
import type { Asked } from '../../analysis/analysis.ts';
import type { ByDays, Days, NotByDays } from '../../analysis/by-days.ts';
import { type Periods, periodOfDay, periodsOf } from '../../analysis/period.ts';
import { nameOfApart } from './apart/statements.ts';
import { windowsOf } from './apart/windows.ts';
import {
  countsPeople,
  isApart,
  isPeopleInLast,
  type PeopleInLast,
  type TrendQuestion,
  type TrendSeries,
} from './question.ts';

/** People period by period, from who did the events on which days. */
export function trendByDays(asked: Asked<TrendQuestion>): ByDays<string> | NotByDays {
  const { question, to } = asked;
  if (!question.series.every(({ count }) => countsPeople(count)))
    return { zh: '要数的不只是人数', en: 'it counts more than people' };
  if (question.cumulative) return { zh: '要逐期累计', en: 'it adds period to period' };
  const from = readFrom(asked);
  return {
    events: question.series.flatMap(patternsOf),
    ...(from && { from }),
    to,
    compile: (days) => compile(asked, days),
  };
}

/** From which moment on days are read; from the first of all where it matters who came for the first time. */
function readFrom(asked: Asked<TrendQuestion>): Date | undefined {
  const { series } = asked.question;
  if (series.some(({ count }) => count === 'firstTime')) return undefined;
  const windows = series.flatMap(({ count }) =>
    isPeopleInLast(count) ? [windowsOf(asked, count).from] : [],
  );
  return new Date(Math.min(asked.from.getTime(), ...windows.map((from) => from.getTime())));
}

/** Rows as `compileTrend` gives them. */
function compile(asked: Asked<TrendQuestion>, days: Days): Record<string, Sql> {
  const { question, scope, from, to } = asked;
  const { series, unit } = question;
  const spot: Spot = {
    periods: periodsOf({ from, to }, unit, scope),
    firstDay: sql.integer(daysBetween('1970-01-01', dayIn(from, scope.timeZone))),
    days,
  };
  const apart = series.flatMap((one, i): [string, Sql][] => {
    const { count } = one;
    if (count === 'firstTime') return [[nameOfApart(i), firstTimes(one, spot)]];
    return isPeopleInLast(count) ? [[nameOfApart(i), inLast(one, asked, count, spot)]] : [];
  });
  const isNeeded = series.some(({ count }) => !isApart(count));
  return { ...(isNeeded && { figures: people(question, spot) }), ...Object.fromEntries(apart) };
}

interface Spot {
  readonly periods: Periods;
  /** The first day of the span. */
  readonly firstDay: Sql;
  readonly days: Days;
}

function people({ series }: TrendQuestion, { periods, firstDay, days }: Spot): Sql {
  const figures = series.map((one) => {
    if (isApart(one.count)) return sql`toNullable(toFloat64(0))`;
    const state = days.who(sql`groupBitmapMergeStateIf(people, event IN ${namesOf(one)})`);
    return sql`toNullable(toFloat64(bitmapCardinality(${state})))`;
  });
  return sql`SELECT grouping(period) AS total, total AS everybody, period, [${sql.join(figures)}] AS figures
    FROM (SELECT toInt32(${periodOfDay(sql`day`, periods)}) AS period, event, people FROM ${days.rows} WHERE day >= ${firstDay})
    GROUP BY GROUPING SETS ((period), ()) ORDER BY period`;
}

/** Who did it in each period and in none of the days before. */
function firstTimes(series: TrendSeries, { periods, firstDay, days }: Spot): Sql {
  const period = sql`toInt32(if(day < ${firstDay}, -1, ${periodOfDay(sql`day`, periods)}))`;
  return sql`SELECT 1 AS everybody, 0 AS total, period, bitmapAndnotCardinality(did, before) AS figure FROM (
      SELECT period, did, groupBitmapMergeState(did) OVER (ORDER BY period ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
      FROM (SELECT ${period} AS period, ${days.who(sql`groupBitmapMergeState(people)`)} AS did
        FROM ${days.rows} WHERE event IN ${namesOf(series)} GROUP BY period))
    WHERE period >= 0 ORDER BY period`;
}

/** Who did it on any of the last days of each period. */
function inLast(series: TrendSeries, asked: Asked<TrendQuestion>, count: PeopleInLast, { days }: Spot): Sql {
  const { periods, firstDay, lastPeriods } = windowsOf(asked, count);
  const origin = sql.integer(daysBetween('1970-01-01', dayIn(periods.origin, periods.timeZone)));
  const first = sql`toInt32(if(day < ${origin}, 0, ${periodOfDay(sql`day`, periods)}))`;
  const last = sql`toInt32(arrayElement(${lastPeriods}, toInt32(day) - ${sql.integer(firstDay)} + 1))`;
  return sql`SELECT 1 AS everybody, 0 AS total, period, bitmapCardinality(${days.who(sql`groupBitmapMergeState(people)`)}) AS figure
    FROM (SELECT people, range(${first}, ${last} + 1) AS reached FROM ${days.rows}
      WHERE event IN ${namesOf(series)} AND day >= ${sql.integer(firstDay)})
    ARRAY JOIN reached AS period GROUP BY period ORDER BY period`;
}

const namesOf = (series: TrendSeries): string[] => patternsOf(series).map(({ event }) => event);
