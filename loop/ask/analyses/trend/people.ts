import { z } from 'zod';
import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis/analysis.ts';
import { Group, inGroup, valueNames } from '../../analysis/breakdown.ts';
import type { TrendAnswer } from './answer.ts';
import { countedEvents, fitsOf } from './events.ts';
import { unknownSeries } from './faults.ts';
import type { TrendQuestion } from './question.ts';

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
  const rows = countedEvents(asked, false);
  const where: Sql[] = [];
  const fits = fitsOf(series, question);
  if (fits) where.push(fits);
  if (period !== undefined)
    where.push(question.cumulative ? sql`period <= ${period}` : sql`period = ${period}`);
  if (group && question.by.length > 0)
    where.push(
      inGroup(group, question, sql`(SELECT ${sql.join(valueNames(question.by))}, 1 AS weight FROM ${rows})`),
    );
  return sql`SELECT DISTINCT person FROM ${rows} WHERE ${sql.and(where)}`;
}

/** The points of the series that count people; the others count something else, and a sample only estimates. */
export function trendPoints({ lines, names, sampled }: TrendAnswer): { point: TrendPoint; people: number }[] {
  if (sampled) return [];
  return lines.flatMap(({ series, group, values, total }) => {
    if (names[series]?.count !== 'people') return [];
    return [
      { point: { series, group }, people: total ?? 0 },
      ...values.flatMap((people, period) =>
        people === null ? [] : [{ point: { series, period, group }, people }],
      ),
    ];
  });
}
