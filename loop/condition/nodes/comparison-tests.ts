import { addDays, momentIn } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import { builtIn } from '../built-in.ts';
import { idSpelling, spellings } from '../name.ts';
import type { PropertyType, Scope } from '../scope.ts';
import type { ComparisonOp } from './comparison-ops.ts';
import type { Comparison } from './comparison-schema.ts';

/** Comparisons that hold where the property is missing are the negation of the one that does not. */
export const opposite = { isNot: 'is', notContains: 'contains', isNotSet: 'isSet' } as const;
type Negative = keyof typeof opposite;
export const isNegative = (op: ComparisonOp): op is Negative => op in opposite;

interface Test {
  type: PropertyType;
  test: (property: Sql) => Sql;
}

const text = (test: Test['test']): Test => ({ type: 'text', test });
const label = (test: Test['test']): Test => ({ type: 'label', test });
const number = (test: Test['test']): Test => ({ type: 'number', test });
const time = (test: Test['test']): Test => ({ type: 'time', test });

/** How each comparison is made of a property; those not here are the negation of one. */
export const tests: Record<
  Exclude<ComparisonOp, Negative>,
  (comparison: Comparison, scope: Scope) => Test
> = {
  is: (comparison) =>
    comparison.values.every((value) => typeof value === 'number')
      ? number((property) => sql`${property} IN ${comparison.values as number[]}`)
      : (comparison.values.every(isPlainText) ? text : label)(
          (property) => sql`${property} IN ${textsOf(comparison)}`,
        ),
  contains: (comparison) =>
    text((property) =>
      sql.or(
        pieces(textsOf(comparison), MOST_NEEDLES).map(
          (needles) => sql`multiSearchAnyCaseInsensitiveUTF8(assumeNotNull(${property}), ${needles})`,
        ),
      ),
    ),
  startsWith: ({ values }) => text((property) => sql`startsWith(${property}, ${String(values[0])})`),
  endsWith: ({ values }) => text((property) => sql`endsWith(${property}, ${String(values[0])})`),
  matches: ({ values }) => text((property) => sql`match(${property}, ${String(values[0])})`),
  greater: ({ values }) => number((property) => sql`${property} > ${float(values[0])}`),
  atLeast: ({ values }) => number((property) => sql`${property} >= ${float(values[0])}`),
  less: ({ values }) => number((property) => sql`${property} < ${float(values[0])}`),
  atMost: ({ values }) => number((property) => sql`${property} <= ${float(values[0])}`),
  between: ({ values }) =>
    number((property) => sql`${property} >= ${float(values[0])} AND ${property} <= ${float(values[1])}`),
  before: ({ values }, scope) => time((property) => sql`${property} < ${moment(values[0], scope)}`),
  after: ({ values }, scope) => {
    const text = String(values[0]).trim();
    return time((property) =>
      isDay(text)
        ? sql`${property} >= ${moment(addDays(text, 1), scope)}`
        : sql`${property} > ${moment(text, scope)}`,
    );
  },
  inLast: ({ values }, { now }) => {
    const from = new Date(Math.min(LATEST, Math.max(EARLIEST, now.getTime() - Number(values[0]) * DAY_MS)));
    return time((property) => sql`${property} > ${from} AND ${property} <= ${now}`);
  },
  isSet: () => label((property) => sql`isNotNull(${property})`),
};

/** The engine looks for at most so many texts in one go. */
const MOST_NEEDLES = 255;

function pieces<T>(values: readonly T[], size: number): T[][] {
  const count = Math.ceil(values.length / size);
  return Array.from({ length: count }, (_, i) => values.slice(i * size, (i + 1) * size));
}

/** Text that is no number and no date can only equal a text: the engine need not look among the others. */
const isPlainText = (value: unknown) => typeof value === 'boolean' || !/^\s*[-+.\d]/.test(String(value));

/** Values are kept as they were sent, ids in one spelling. */
function textsOf({ property, values }: Comparison): string[] {
  const texts = values.map(String);
  return builtIn('person', property)?.isId ? texts.map(idSpelling) : texts.flatMap(spellings);
}

const float = (value: Comparison['values'][number] | undefined) => sql.typed('Float64', Number(value));

/** A day alone is the whole of it: what is after it comes after its end. */
const isDay = (text: string) => text < '2299' && /^\d{4}-\d{2}-\d{2}$/.test(text);

const DAY_MS = 86_400_000;
/** The moments that the engine knows; others are taken as the nearest of them. */
const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2299, 11, 31);

function moment(value: Comparison['values'][number] | undefined, { timeZone }: Scope): Date {
  const text = String(value)
    .trim()
    .replace(/(\.\d{3})\d+/, '$1');
  if (text < '1900') return new Date(EARLIEST);
  return text < '2299' ? momentIn(text, timeZone) : new Date(LATEST);
}
