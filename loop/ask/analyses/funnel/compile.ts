import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis/analysis.ts';
import { ranked, valueNames } from '../../analysis/breakdown.ts';
import { attempts } from './attempts.ts';
import { type FunnelQuestion, isPerValue, type Show, timed } from './question.ts';
import { isRipe } from './ripe.ts';

/** The statement whose rows `answer` reads. */
export function compileFunnel(asked: Asked<FunnelQuestion>): Sql {
  return statement[asked.question.show](asked.question, attempts(asked, true), asked);
}

/** Seconds from one step to a later one, of an attempt that reached it. */
export function secondsBetween(from: number, to: number): Sql {
  return sql`((times[${sql.integer(to + 1)}] - times[${sql.integer(from + 1)}]) / 1000)`;
}

type Statement = (question: FunnelQuestion, rows: Sql, asked: Asked<FunnelQuestion>) => Sql;

const statement: Record<Show, Statement> = {
  /**
   * A row for everybody (`everybody` = 1) and one for each group: `people` and `seconds` from the step before, by step;
   * `ripe`, those whose window is over, and how many of them went all the way.
   */
  steps: (question, rows, asked) => {
    const { steps, by } = question;
    const cells = cellsOf(question, 'people', reachedSteps(question));
    const over = isRipe(asked, sql`times[1]`);
    const ripe = cellsOf(question, 'ripe', [over, sql`${over} AND depth >= ${sql.integer(steps.length)}`]);
    const values = valueNames(by);
    const seconds = steps.slice(1).map((_, i) => ({
      name: sql.name(`seconds${i + 1}`),
      measure: sql`${secondsBetween(i, i + 1)}, depth > ${sql.integer(i + 1)}`,
    }));
    if (by.length === 0)
      return sql`SELECT 1 AS everybody, [${sql.join(cells.map(({ plain }) => plain))}] AS people,
          [${sql.join(ripe.map(({ plain }) => plain))}] AS ripe,
          [${sql.join(seconds.map(({ measure }) => sql`quantileExactInclusiveIf(0.5)(${measure})`))}] AS seconds
        FROM ${rows}`;
    const groups = sql`(SELECT ${sql.join([...values, sql`count() AS weight`, ...[...cells, ...ripe].map(({ state }) => state)])}
        ${sql.join(
          seconds.map(
            ({ name, measure }) => sql`, quantileExactInclusiveStateIf(0.5)(${measure}) AS ${name}`,
          ),
          sql.empty,
        )}
      FROM ${rows} ${groupBy(values)})`;
    return sql`SELECT grouping(place) AS everybody, place, any(shown) AS shown,
        [${sql.join(cells.map(({ merged }) => merged))}] AS people, [${sql.join(ripe.map(({ merged }) => merged))}] AS ripe,
        [${sql.join(seconds.map(({ name }) => sql`quantileExactInclusiveMerge(0.5)(${name})`))}] AS seconds
      FROM ${ranked(groups, question, sql`weight`)}
      GROUP BY GROUPING SETS ((place), ()) ORDER BY everybody DESC, place`;
  },
  /** A row for everybody of each period and one for each group of it. */
  trend: (question, rows) => {
    const cells = cellsOf(question, 'people', reachedSteps(question));
    const values = [...valueNames(question.by), sql`period`];
    const groups = sql`(SELECT ${sql.join([...values, sql`count() AS weight`, ...cells.map(({ state }) => state)])}
      FROM ${rows} ${groupBy(values)})`;
    return sql`SELECT grouping(place) AS everybody, place, any(shown) AS shown, period,
        [${sql.join(cells.map(({ merged }) => merged))}] AS people
      FROM ${ranked(groups, question, sql`weight`)}
      GROUP BY GROUPING SETS ((place, period), (period)) ORDER BY everybody DESC, place, period`;
  },
  /** Rows for the bins (`whole` = 0) and the sums (`whole` = 1) of everybody and of each group. */
  time: (question, rows) => {
    const { from, to } = timed(question);
    const { bins } = question.time ?? {};
    const count =
      bins === undefined ? sql`greatest(1, least(60, ceil(cbrt(count() OVER ()))))` : sql.integer(bins);
    const converted = sql`(SELECT place, shown, ${secondsBetween(from, to)} AS seconds
      FROM ${ranked(rows, question, sql`1`)} WHERE depth > ${sql.integer(to)})`;
    const binned = sql`(SELECT *, intDiv(toInt64(floor(seconds)) - low, width) AS bin FROM (
      SELECT *, toInt64(floor(min(seconds) OVER ())) AS low,
        toInt64(greatest(1, ceil((max(seconds) OVER () - low) / ${count}))) AS width, ${count} AS bins
      FROM ${converted}))`;
    return sql`SELECT grouping(place) AS everybody, grouping(bin) AS whole, place, any(shown) AS shown, bin,
        any(low) AS low, any(width) AS width, any(bins) AS bins, count() AS people, avg(seconds) AS average,
        quantilesExactInclusive(0.1, 0.25, 0.5, 0.75, 0.9)(seconds) AS quantiles
      FROM ${binned} GROUP BY GROUPING SETS ((place, bin), (place), (bin), ())
      ORDER BY everybody DESC, place, whole DESC, bin`;
  },
};

interface CountedCell {
  readonly plain: Sql;
  readonly state: Sql;
  readonly merged: Sql;
}

/** How many are as said. Where one person may stand in several groups, everybody and "other" still count them once. */
function cellsOf(question: FunnelQuestion, name: string, which: readonly Sql[]): CountedCell[] {
  return which.map((one, i) => {
    const column = sql.name(`${name}${i}`);
    const plain = sql`countIf(${one})`;
    return isPerValue(question) && question.count === 'people'
      ? {
          plain,
          state: sql`uniqExactStateIf(person, ${one}) AS ${column}`,
          merged: sql`uniqExactMerge(${column})`,
        }
      : { plain, state: sql`${plain} AS ${column}`, merged: sql`sum(${column})` };
  });
}

function reachedSteps({ steps }: FunnelQuestion): Sql[] {
  return steps.map((_, i) => sql`depth > ${sql.integer(i)}`);
}

function groupBy(names: readonly Sql[]): Sql {
  return names.length === 0 ? sql.empty : sql`GROUP BY ${sql.join(names)}`;
}
