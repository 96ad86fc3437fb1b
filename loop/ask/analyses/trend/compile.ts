import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis/analysis.ts';
import { ranked, valueNames } from '../../analysis/breakdown.ts';
import { periodsOf } from '../../analysis/period.ts';
import { refuseTooMany } from '../../analysis/refuse-too-many.ts';
import { apartStatements } from './apart/statements.ts';
import { countingOf } from './counting.ts';
import { countsByValue } from './counts-by-value.ts';
import { countedEvents, fitsOf } from './events.ts';
import { peopleAPeriod } from './people-a-period.ts';
import { isApart, type TrendQuestion } from './question.ts';

/** The statements of a question: one for all series that can be added up from the events of each period, and one for each other. */
export function compileTrend(asked: Asked<TrendQuestion>): Record<string, Sql> {
  const { question, scope } = asked;
  const { count } = periodsOf(asked, question.unit, scope);
  refuseTooMany({ periods: count, columns: question.series.length + question.formulas.length }, question);
  const apart = apartStatements(asked);
  // groups are found and ranked by the events of the span
  const isNeeded = question.by.length > 0 || question.series.some((one) => !isApart(one.count));
  return { ...(isNeeded && { figures: figuresStatement(asked) }), ...apart };
}

/**
 * The statement whose rows `answer` reads: `place` and `shown` of a group, `period`, `total` (1: over all periods;
 * `everybody` as well: over all groups), and `figures`, one a series. Cells are added up once, as states, by group and
 * period; totals are these states merged, so that people are distinct over the span.
 */
function figuresStatement(asked: Asked<TrendQuestion>): Sql {
  return peopleAPeriod(asked) ?? countsByValue(asked) ?? cellByCell(asked);
}

function cellByCell(asked: Asked<TrendQuestion>): Sql {
  const { question, scope } = asked;
  const countings = question.series.map(({ count }, i) => countingOf(count, i, scope));
  const states = countings.flatMap((counting, i) =>
    counting.states.map((state, j) => sql`${state.of(fitsOf(i, question))} AS ${stateColumn(i, j)}`),
  );
  const cell = sql.join([...valueNames(question.by), sql`period`]);
  const cells = sql`(SELECT ${cell}, count() AS weight, ${sql.join(states)} FROM ${countedEvents(asked, true)} GROUP BY ${cell})`;
  const merged = (suffix: Sql) =>
    countings.map(({ states: own }, i) => own.map((state, j) => state.merged(suffix, stateColumn(i, j))));
  const summed = (
    columns: readonly Sql[],
  ) => sql`SELECT grouping(place) AS everybody, grouping(period) AS total,
      place, any(shown) AS shown, period, ${sql.join(columns)}
    FROM ${ranked(cells, question, sql`weight`)}
    GROUP BY GROUPING SETS (${question.by.length === 0 ? sql`(place, period), ()` : sql`(place, period), (place), ()`})`;
  const figures = (of: readonly (readonly Sql[])[]) =>
    sql`[${sql.join(countings.map(({ value }, i) => sql`CAST(${value(of[i]!)}, 'Nullable(Float64)')`))}] AS figures`;
  const order = sql`ORDER BY everybody, place, total, period`;
  if (!question.cumulative) return sql`${summed([figures(merged(sql`Merge`))])} ${order}`;
  const kept = merged(sql`MergeState`).flatMap((own, i) =>
    own.map((state, j) => sql`${state} AS ${sumOf(i, j)}`),
  );
  const soFar = countings.map(({ states: own }, i) =>
    own.map((state, j) => sql`${state.merged(sql`Merge`, sumOf(i, j))} OVER so_far`),
  );
  return sql`SELECT everybody, total, place, shown, period, ${figures(soFar)} FROM (${summed(kept)})
    WINDOW so_far AS (PARTITION BY everybody, total, place ORDER BY period ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    ${order}`;
}

const stateColumn = (series: number, state: number): Sql => sql.name(`state${series}_${state}`);
const sumOf = (series: number, state: number): Sql => sql.name(`sum${series}_${state}`);
