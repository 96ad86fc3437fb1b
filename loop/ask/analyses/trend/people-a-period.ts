import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis/analysis.ts';
import { periodsOf } from '../../analysis/period.ts';
import { countedEvents, fitsOf } from './events.ts';
import type { TrendQuestion } from './question.ts';

const WIDTHS = [
  { bits: 64, integer: sql`toUInt64` },
  { bits: 128, integer: sql`toUInt128` },
  { bits: 256, integer: sql`toUInt256` },
] as const;

/**
 * The statement for questions that only count people, period by period, in the shape of the others: each person's
 * periods are the bits of one integer, which is collected about twice as fast as a set of people for each period.
 * Nothing for other questions, and where the periods are too many for an integer.
 */
export function peopleAPeriod(asked: Asked<TrendQuestion>): Sql | undefined {
  const { question, from, to, scope } = asked;
  const { series, by, cumulative } = question;
  if (by.length > 0 || cumulative || series.some(({ count }) => count !== 'people')) return undefined;
  const { count: periods } = periodsOf({ from, to }, question.unit, scope);
  const width = WIDTHS.find(({ bits }) => periods < bits);
  if (!width) return undefined;
  const names = series.map((_, i) => sql.name(`mask${i}`));
  const masks = names.map((name, i) => {
    const fits = fitsOf(i, question);
    const bit = sql`bitShiftLeft(${width.integer}(1), period)`;
    return sql`${fits ? sql`groupBitOrIf(${bit}, ${fits})` : sql`groupBitOr(${bit})`} AS ${name}`;
  });
  const whole = sql.integer(periods);
  const spots = names.map((name, i) => {
    const total = sql`bitShiftLeft(${width.integer}(${name} != 0), ${whole})`;
    const own = sql`bitPositionsToArray(bitOr(${name}, ${total}))`;
    return i === 0 ? own : sql`arrayMap(p -> p + ${sql.integer(i * SERIES)}, ${own})`;
  });
  const figures = names.map((_, i) =>
    names.length === 1 ? sql`count()` : sql`countIf(bitShiftRight(spot, 16) = ${sql.integer(i)})`,
  );
  return sql`SELECT period = ${whole} AS total, total AS everybody, period,
      [${sql.join(figures.map((figure) => sql`CAST(${figure}, 'Nullable(Float64)')`))}] AS figures
    FROM (SELECT person, ${sql.join(masks)} FROM ${countedEvents(asked, true)} GROUP BY person)
    ARRAY JOIN arrayConcat(${sql.join(spots)}) AS spot
    GROUP BY ${names.length === 1 ? sql`spot` : sql`bitAnd(spot, ${sql.integer(SERIES - 1)})`} AS period ORDER BY period`;
}

/** A period of a series is one number, the series' in the upper bits; the one after the last period is the whole span. */
const SERIES = 2 ** 16;
