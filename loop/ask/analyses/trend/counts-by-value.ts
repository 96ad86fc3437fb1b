import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis/analysis.ts';
import { valueNames } from '../../analysis/breakdown.ts';
import { periodsOf } from '../../analysis/period.ts';
import { countedEvents, fitsOf } from './events.ts';
import type { TrendQuestion } from './question.ts';

/** A group has a count for every period, whether there is anything in it or not. */
const MOST_PERIODS = 128;

/**
 * The statement for questions that only count events: a row a value, the most frequent first, with its `counts`, for each
 * series an array by period, which takes half the time of grouping by value and period. Only where values are known to be
 * few, since the arrays of a million values would not fit into memory; nothing for other questions.
 */
export function countsByValue(asked: Asked<TrendQuestion>): Sql | undefined {
  const { question, scope, from, to } = asked;
  const { by, series, unit } = question;
  const { count: periods } = periodsOf({ from, to }, unit, scope);
  const few = by.every((one) => one.of === 'event' && !one.edges && scope.fewValues(one.property));
  if (by.length > 1 || !few || periods > MOST_PERIODS) return undefined;
  if (series.some(({ count }) => count !== 'events')) return undefined;
  const span = sql`(0, ${sql.integer(periods)}, 1)`;
  const counts = series.map((_, i) => {
    const fits = fitsOf(i, question);
    return fits ? sql`countResampleIf${span}(period, ${fits})` : sql`countResample${span}(period)`;
  });
  const rows = countedEvents(asked, true);
  if (by.length === 0) return sql`SELECT [] AS shown, [${sql.join(counts)}] AS counts FROM ${rows}`;
  const values = sql.join(valueNames(by));
  return sql`SELECT [${values}] AS shown, [${sql.join(counts)}] AS counts FROM ${rows}
    GROUP BY ${values} ORDER BY count() DESC, ${values}`;
}

type Row = Record<string, unknown>;

/** The rows of such a statement in the shape of all others: one a period, one for the total of each place and of all. */
export function rowsOfCounts(rows: readonly Row[], question: TrendQuestion): readonly Row[] {
  if (rows[0]?.counts === undefined) return rows;
  const all = question.series.map(() => 0);
  const found = placesOf(rows, question).flatMap(({ shown, counts }, above) => {
    const place = above + 1;
    const sums = question.series.map(() => 0);
    const periods = counts[0]!.map((_, period) => {
      const figures = counts.map((own) => own[period]!);
      figures.forEach((n, i) => {
        sums[i]! += n;
        all[i]! += n;
      });
      return { place, shown, period, figures: question.cumulative ? [...sums] : figures };
    });
    return [...periods, { place, shown, total: 1, figures: sums }];
  });
  return [...found, { everybody: 1, total: 1, figures: all }];
}

interface Counted {
  readonly shown: unknown;
  /** By series and period. */
  readonly counts: readonly (readonly number[])[];
}

/** The greatest groups, and all the rest added up behind them. */
function placesOf(rows: readonly Row[], { by, top }: TrendQuestion): Counted[] {
  const groups = rows.map(({ shown, counts }) => ({
    shown,
    counts: (counts as unknown[][]).map((own) => own.map(Number)),
  }));
  if (by.length === 0 || groups.length <= top) return groups;
  const rest = groups.slice(top).reduce((sum, { counts }) => ({
    shown: [],
    counts: sum.counts.map((own, i) => own.map((n, period) => n + counts[i]![period]!)),
  }));
  return [...groups.slice(0, top), { ...rest, shown: [] }];
}
