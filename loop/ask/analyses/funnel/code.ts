import { type Sql, sql } from '#lib/sql';
import { eventValueNames, type FunnelQuestion, isPerValue } from './question.ts';

/**
 * How an event is written as one whole number, so that a person's events are quick to sort and to walk through:
 * milliseconds since the span began, then a bit that is 0 for an excluded event, then what the event fits.
 * A step's bit is 0 where the event fits it, the first step's bit the highest: within one millisecond, excluded
 * events come first, then those that fit earlier steps, last those that fit none.
 */
export interface Code {
  /** Bits below the milliseconds, and a mask of them. */
  readonly bits: Sql;
  readonly mask: Sql;
  /** The code of what fits nothing. */
  readonly none: Sql;
  readonly ofSteps: (fits: readonly Sql[]) => Sql;
  readonly ofExcluded: (fits: readonly Sql[]) => Sql;
  readonly isStep: (code: Sql, step: number) => Sql;
  readonly isAnyStep: (code: Sql) => Sql;
  readonly isExcluded: (code: Sql, exclusion: number) => Sql;
  /** When a `row` happened, with the values of a breakdown where it needs them; and the mark of what never happens. */
  readonly mark: Sql;
  readonly far: Sql;
  /** The milliseconds of a mark. */
  readonly timeOf: (mark: Sql) => Sql;
}

/** Later than the end of any window. */
const FAR = sql`bitShiftLeft(toInt64(1), 62)`;

export function codeOf(question: FunnelQuestion): Code {
  const { steps, exclude } = question;
  const flagAt = Math.max(steps.length, exclude.length);
  const flag = 2 ** flagAt;
  const nothing = flag + 2 ** steps.length - 1;
  const bit = (step: number) => 2 ** (steps.length - 1 - step);
  const masked = (code: Sql, mask: number, wanted: number) =>
    sql`bitAnd(${code}, ${sql.integer(mask)}) = ${sql.integer(wanted)}`;
  const bits = sql.integer(flagAt + 1);
  const values = isPerValue(question) ? [] : eventValueNames(question).map((_, i) => sql.integer(i + 2));
  const plain = values.length === 0;
  return {
    bits,
    mask: sql.integer(2 ** (flagAt + 1) - 1),
    none: sql.integer(nothing),
    ofSteps: (fits) =>
      sum([sql.integer(flag), ...fits.map((fit, i) => sql`if(${fit}, 0, ${sql.integer(bit(i))})`)]),
    ofExcluded: (fits) => sum(fits.map((fit, i) => sql`if(${fit}, ${sql.integer(2 ** i)}, 0)`)),
    isStep: (code, step) => masked(code, flag + bit(step), flag),
    isAnyStep: (code) => sql`(${code} >= ${sql.integer(flag)} AND ${code} < ${sql.integer(nothing)})`,
    isExcluded: (code, exclusion) => masked(code, flag + 2 ** exclusion, 2 ** exclusion),
    mark: plain
      ? sql`bitShiftRight(row, ${bits})`
      : sql`(${sql.join([sql`bitShiftRight(row.1, ${bits})`, ...values.map((at) => sql`row.${at}`)])})`,
    far: plain ? FAR : sql`(${sql.join([FAR, ...values.map(() => sql`''`)])})`,
    timeOf: (mark) => (plain ? mark : sql`${mark}.1`),
  };
}

function sum(parts: readonly Sql[]): Sql {
  return sql.join(parts, sql` + `);
}
