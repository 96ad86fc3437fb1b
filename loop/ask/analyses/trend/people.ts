import { z } from 'zod';
import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis/analysis.ts';
import { Group, inGroup } from '../../analysis/breakdown.ts';
import type { TrendAnswer } from './answer.ts';
import { newcomers } from './apart/first-times.ts';
import { activeIn } from './apart/people-in-last.ts';
import { weighed } from './apart/series-events.ts';
import { latestPeriod } from './apart/windows.ts';
import { countedEvents, fitsOf } from './events.ts';
import { unknownSeries } from './faults.ts';
import { countsPeople, isPeopleInLast, type TrendQuestion } from './question.ts';

/** A value of a line: the people who did its events in the period (over the span without one). */
export const TrendPoint = z.strictObject({
  series: z.int().min(0).max(9),
  period: z.int().min(0).optional(),
  group: Group.optional(),
});
export type TrendPoint = z.output<typeof TrendPoint>;

export function peopleBehind(asked: Asked<TrendQuestion>, { series, period, group }: TrendPoint): Sql {
  const { question } = asked;
  const last = question.series.length - 1;
  if (series > last) throw unknownSeries({ given: series, last });
  const one = question.series[series]!;
  if (isPeopleInLast(one.count)) {
    const at = sql.integer(period ?? latestPeriod(asked, one));
    const within = [sql`first <= ${at}`, sql`last >= ${at}`, ...groupOf(asked, group)];
    return sql`SELECT DISTINCT person FROM ${activeIn(asked, one, one.count, 'people')} WHERE ${sql.and(within)}`;
  }
  if (one.count === 'firstTime') {
    const within = [...periodOf(question, period), ...groupOf(asked, group)];
    return sql`SELECT person FROM ${newcomers(asked, one, 'people')} WHERE ${sql.and(within)}`;
  }
  const fits = fitsOf(series, question);
  const where = [...(fits ? [fits] : []), ...periodOf(question, period), ...groupOf(asked, group)];
  return sql`SELECT DISTINCT person FROM ${countedEvents(asked, false)} WHERE ${sql.and(where)}`;
}

function periodOf({ cumulative }: TrendQuestion, period: number | undefined): Sql[] {
  if (period === undefined) return [];
  return [cumulative ? sql`period <= ${period}` : sql`period = ${period}`];
}

function groupOf(asked: Asked<TrendQuestion>, group: TrendPoint['group']): Sql[] {
  if (!group || asked.question.by.length === 0) return [];
  return [inGroup(group, asked.question, weighed(asked, 'people'))];
}

/** The points of the series that count people; the others count something else, and a sample only estimates. */
export function trendPoints({ lines, names, sampled }: TrendAnswer): { point: TrendPoint; people: number }[] {
  if (sampled) return [];
  return lines.flatMap(({ series, group, values, total }) => {
    if (!countsPeople(names[series]?.count)) return [];
    return [
      { point: { series, group }, people: total ?? 0 },
      ...values.flatMap((people, period) =>
        people === null ? [] : [{ point: { series, period, group }, people }],
      ),
    ];
  });
}
