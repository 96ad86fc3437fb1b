import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis.ts';
import { valueNames } from '../../breakdown.ts';
import { periodsOf } from '../../period.ts';
import { countedEvents, fitsOf } from './events.ts';
import type { TrendQuestion } from './question.ts';

/** The column with a state of a series. */
export const stateColumn = (series: number, state: number): Sql => sql.name(`state${series}_${state}`);

/** A group has a count for every period, whether there is anything in it or not. */
const MOST_PERIODS = 128;

/**
 * FROM-expression of the cells of a breakdown whose events are only counted: grouped by value alone, each group with an
 * array of counts by period, which takes half the time of grouping by value and period. Only where values are known
 * to be few, since the arrays of a million values would not fit into memory; nothing for other questions.
 */
export function cellsByValue(asked: Asked<TrendQuestion>): Sql | undefined {
  const { question, scope, from, to } = asked;
  const { by, series, unit } = question;
  const { count: periods } = periodsOf({ from, to }, unit, scope);
  const few = by.every(({ of, property }) => of === 'event' && scope.fewValues(property));
  if (by.length !== 1 || !few || periods > MOST_PERIODS) return undefined;
  if (series.some(({ count }) => count !== 'events')) return undefined;
  const values = sql.join(valueNames(by));
  const span = sql`(0, ${sql.integer(periods)}, 1)`;
  const columns = series.map((_, i) => stateColumn(i, 0));
  const counts = columns.map((column, i) => {
    const fits = fitsOf(i, question);
    const counted = fits
      ? sql`countStateIfResample${span}(${fits}, period)`
      : sql`countStateResample${span}(period)`;
    return sql`${counted} AS ${column}`;
  });
  const everyPeriod = sql`range(${sql.integer(periods)}) AS number`;
  return sql`(SELECT ${values}, toInt32(number) AS period, weight, ${sql.join(columns)} FROM (
      SELECT ${values}, countResample${span}(period) AS weights, ${sql.join(counts)}
      FROM ${countedEvents(asked, true)} GROUP BY ${values})
    ARRAY JOIN ${sql.join([everyPeriod, sql`weights AS weight`, ...columns])} WHERE weight > 0)`;
}
