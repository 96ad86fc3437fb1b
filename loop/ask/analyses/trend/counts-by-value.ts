import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis.ts';
import { placed, valueNames } from '../../breakdown.ts';
import { periodsOf } from '../../period.ts';
import { countedEvents, fitsOf } from './events.ts';
import type { TrendQuestion } from './question.ts';

/** A group has a count for every period, whether there is anything in it or not. */
const MOST_PERIODS = 128;

/**
 * The statement for questions that only count events: a row a `place` with its `counts`, for each series an array by
 * period, which takes half the time of grouping by value and period. Only where values are known to be few, since the
 * arrays of a million values would not fit into memory; nothing for other questions.
 */
export function countsByValue(asked: Asked<TrendQuestion>): Sql | undefined {
  const { question, scope, from, to } = asked;
  const { by, series, unit } = question;
  const { count: periods } = periodsOf({ from, to }, unit, scope);
  const few = by.every(({ of, property }) => of === 'event' && scope.fewValues(property));
  if (by.length > 1 || !few || periods > MOST_PERIODS) return undefined;
  if (series.some(({ count }) => count !== 'events')) return undefined;
  const span = sql`(0, ${sql.integer(periods)}, 1)`;
  const names = series.map((_, i) => sql.name(`counts${i}`));
  const counts = names.map((name, i) => {
    const fits = fitsOf(i, question);
    return sql`${fits ? sql`countResampleIf${span}(period, ${fits})` : sql`countResample${span}(period)`} AS ${name}`;
  });
  const rows = countedEvents(asked, true);
  if (by.length === 0)
    return sql`SELECT [${sql.join(names)}] AS counts FROM (SELECT ${sql.join(counts)} FROM ${rows})`;
  const values = sql.join(valueNames(by));
  const groups = sql`(SELECT ${values}, count() AS heavy, ${sql.join(counts)} FROM ${rows} GROUP BY ${values})`;
  return sql`SELECT place, any(shown) AS shown, [${sql.join(names.map((name) => sql`sumForEach(${name})`))}] AS counts
    FROM ${placed(groups, question)} GROUP BY place ORDER BY place`;
}

type Row = Record<string, unknown>;

/** The rows of such a statement in the shape of all others: one a period, one for the total of each place and of all. */
export function rowsOfCounts(rows: readonly Row[], { series, cumulative }: TrendQuestion): readonly Row[] {
  if (rows[0]?.counts === undefined) return rows;
  const all = series.map(() => 0);
  const found = rows.flatMap(({ place, shown, counts }) => {
    const sums = series.map(() => 0);
    const periods = (counts as unknown[][])[0]!.map((_, period) => {
      const figures = (counts as unknown[][]).map((own) => Number(own[period]));
      figures.forEach((n, i) => {
        sums[i]! += n;
        all[i]! += n;
      });
      return { place, shown, period, figures: cumulative ? [...sums] : figures };
    });
    return [...periods, { place, shown, total: 1, figures: sums }];
  });
  return [...found, { everybody: 1, total: 1, figures: all }];
}
