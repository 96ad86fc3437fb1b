import { type Sql, sql } from '#lib/sql';
import { eventValueNames, type FunnelQuestion, isPerValue } from './question.ts';

/**
 * How an event is written as one whole number, its key, so that a person's events are quick to sort and to walk through:
 * milliseconds since the span began, then a bit that is 0 for an excluded event, then what the event fits.
 * A step's bit is 0 where the event fits it, the first step's bit the highest: within one millisecond, excluded
 * events come first, then those that fit earlier steps, last those that fit none. What else the order within a
 * millisecond may be, where it matters, `ties.ts` knows.
 * A mark is a key, or where a breakdown needs the values of the event, a tuple of the key and these; in a strict funnel
 * each of these is an array: the value whichever step the mark is taken for, or one for each step.
 */
export interface Code {
  /** The key of an event so many milliseconds after the span began, from the steps, or the exclusions, that it fits. */
  readonly keyOfSteps: (ms: Sql, fits: readonly Sql[]) => Sql;
  readonly keyOfExcluded: (ms: Sql, fits: readonly Sql[]) => Sql;
  /** Whether a key fits anything. */
  readonly fitsStep: (key: Sql) => Sql;
  readonly fitsExcluded: (key: Sql) => Sql;
  readonly isStep: (mark: Sql, step: number) => Sql;
  readonly isAnyStep: (mark: Sql) => Sql;
  readonly isExcluded: (mark: Sql, exclusion: number) => Sql;
  /** Whether a mark is of an event that may be a step (of any that was read, a strict funnel asks for all), not of an excluded one. */
  readonly isMarkOfStep: (mark: Sql) => Sql;
  /** The bits of the steps that a mark fits, the first step's the highest. */
  readonly fitsOf: (mark: Sql) => Sql;
  /** The key that fits steps by these bits. */
  readonly keyOfFits: (ms: Sql, fits: Sql) => Sql;
  /** The key that fits one step, whose number is an expression. */
  readonly keyOfStep: (ms: Sql, step: Sql) => Sql;
  /** The mark of what never happens: later than the end of any window, and fitting nothing. */
  readonly far: Sql;
  /** The milliseconds of a mark. */
  readonly timeOf: (mark: Sql) => Sql;
  /** Whether a mark lies before so many milliseconds. */
  readonly isBefore: (mark: Sql, ms: number) => Sql;
  /** Whether a mark lies at most so many milliseconds after another. */
  readonly isWithin: (mark: Sql, ms: number, start: Sql) => Sql;
}

const FAR = sql`bitShiftLeft(toInt64(1), 62)`;

export function codeOf(question: FunnelQuestion): Code {
  const { steps, exclude } = question;
  const flagAt = Math.max(steps.length, exclude.length);
  const flag = 2 ** flagAt;
  const nothing = flag + 2 ** steps.length - 1;
  const bit = (step: number) => 2 ** (steps.length - 1 - step);
  const bits = sql.integer(flagAt + 1);
  const mask = sql.integer(2 ** (flagAt + 1) - 1);
  const values = isPerValue(question) ? [] : eventValueNames(question);
  const all = sql.integer(2 ** steps.length - 1);
  const none = question.order === 'strict' ? sql`['']` : sql`''`;
  const keyOf = (mark: Sql) => (values.length === 0 ? mark : sql`${mark}.1`);
  const codeOfKey = (key: Sql) => sql`bitAnd(${key}, ${mask})`;
  const key = (ms: Sql, parts: readonly Sql[]) =>
    sql`bitShiftLeft(${ms}, ${bits}) + toInt64(${sql.join(parts, sql` + `)})`;
  const shifted = (ms: number) => sql`bitShiftLeft(toInt64(${sql.integer(ms)}), ${bits})`;
  const masked = (mark: Sql, wanted: number, bits: number) =>
    sql`bitAnd(${keyOf(mark)}, ${sql.integer(bits)}) = ${sql.integer(wanted)}`;
  return {
    keyOfSteps: (ms, fits) =>
      key(ms, [sql.integer(flag), ...fits.map((fit, i) => sql`if(${fit}, 0, ${sql.integer(bit(i))})`)]),
    keyOfExcluded: (ms, fits) =>
      key(
        ms,
        fits.map((fit, i) => sql`if(${fit}, ${sql.integer(2 ** i)}, 0)`),
      ),
    fitsStep: (key) => sql`${codeOfKey(key)} != ${sql.integer(nothing)}`,
    fitsExcluded: (key) => sql`${codeOfKey(key)} != 0`,
    isStep: (mark, step) => masked(mark, flag, flag + bit(step)),
    isAnyStep: (mark) => {
      const code = codeOfKey(keyOf(mark));
      return sql`(${code} >= ${sql.integer(flag)} AND ${code} < ${sql.integer(nothing)})`;
    },
    isExcluded: (mark, exclusion) => masked(mark, 2 ** exclusion, flag + 2 ** exclusion),
    isMarkOfStep: (mark) => sql`(bitAnd(${keyOf(mark)}, ${sql.integer(flag)}) != 0)`,
    fitsOf: (mark) => sql`toUInt64(bitAnd(bitNot(${keyOf(mark)}), ${all}))`,
    keyOfFits: (ms, fits) => key(ms, [sql`${sql.integer(nothing)} - toInt64(${fits})`]),
    keyOfStep: (ms, step) =>
      key(ms, [
        sql`${sql.integer(nothing)} - toInt64(bitShiftLeft(toUInt64(1), toUInt8(${sql.integer(steps.length - 1)} - ${step})))`,
      ]),
    far: values.length === 0 ? FAR : sql`(${sql.join([FAR, ...values.map(() => none)])})`,
    timeOf: (mark) => sql`bitShiftRight(${keyOf(mark)}, ${bits})`,
    isBefore: (mark, ms) => sql`${keyOf(mark)} < ${shifted(ms)}`,
    isWithin: (mark, ms, start) => sql`${keyOf(mark)} <= bitOr(${keyOf(start)}, ${mask}) + ${shifted(ms)}`,
  };
}
