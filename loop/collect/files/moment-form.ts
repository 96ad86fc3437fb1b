import { type Sql, sql } from '#lib/sql';
import type { MomentForm } from './mapping.ts';

const CLOCK = String.raw`(?:[ T,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?[ap]\.?m\.?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?)?`;
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const whole = (pattern: string) => new RegExp(`^${pattern}$`, 'i');

/** What each form looks like; the first that fits a text is tried first. */
export const momentShapes: Record<MomentForm, RegExp> = {
  iso: whole(String.raw`(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})${CLOCK}`),
  'year-first': whole(String.raw`(?<y>\d{4})[/.](?<m>\d{1,2})[/.](?<d>\d{1,2})${CLOCK}`),
  'day-first': whole(String.raw`(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>\d{4}|\d{2})${CLOCK}`),
  'month-first': whole(String.raw`(?<m>\d{1,2})[/.-](?<d>\d{1,2})[/.-](?<y>\d{4}|\d{2})${CLOCK}`),
  compact: whole(
    String.raw`(?<y>(?:19|20)\d{2})(?<m>\d{2})(?<d>\d{2})(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?`,
  ),
  chinese: whole(
    String.raw`(?<y>\d{4}) ?年 ?(?<m>\d{1,2}) ?月 ?(?<d>\d{1,2}) ?日(?: *\d{1,2}(?::\d{2}(?::\d{2})?|[时点](?:\d{1,2}分(?:\d{1,2}秒)?)?))?`,
  ),
  words: whole(String.raw`(?:${MONTH}\.? \d{1,2},? \d{4}|\d{1,2}[ -]${MONTH}[ -,]+\d{4})${CLOCK}`),
  seconds: /^\d{9,10}(\.\d{1,6})?$/,
  milliseconds: /^\d{12,13}$/,
};

/** Whether a text could be a moment of a form: its look, and a month and day that exist. */
export function fitsForm(text: string, form: MomentForm): boolean {
  const found = momentShapes[form].exec(text.trim());
  if (!found) return false;
  const { y, m, d } = found.groups ?? {};
  if (m === undefined || d === undefined) return true;
  const [year, month, day] = [Number(y), Number(m), Number(d)];
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A number that grows with the moment, to see whether a column is in order; undefined when the form does not fit. */
export function orderOf(text: string, form: MomentForm): number | undefined {
  const { y, m, d } = momentShapes[form].exec(text.trim())?.groups ?? {};
  return m === undefined ? undefined : Number(y) * 10_000 + Number(m) * 100 + Number(d);
}

const LEAST = 8;

/** The moment of a text in the engine; null where it tells none. A text without an offset is local to the time zone. */
export function momentSql(text: Sql, form: MomentForm, timeZone: string): Sql {
  return momentIn[form](text, timeZone);
}

/** The engine's guessing reader takes "12" for a day of this month: shorter texts than any full date are refused. */
const guess = (text: Sql, zone: string) =>
  sql`if(length(${text}) < ${sql.integer(LEAST)}, NULL, parseDateTime64BestEffortOrNull(${text}, 3, ${zone}))`;
const guessMonthFirst = (text: Sql, zone: string) =>
  sql`if(length(${text}) < ${sql.integer(LEAST - 2)}, NULL, parseDateTime64BestEffortUSOrNull(${text}, 3, ${zone}))`;
const guessDayFirst = (text: Sql, zone: string) =>
  sql`if(length(${text}) < ${sql.integer(LEAST - 2)}, NULL, parseDateTime64BestEffortOrNull(${text}, 3, ${zone}))`;
const sinceEpoch = (text: Sql, factor: Sql) =>
  sql`fromUnixTimestamp64Milli(toInt64OrNull(toString(round(toFloat64OrNull(${text}) * ${factor}))), 'UTC')`;

const momentIn: Record<MomentForm, (text: Sql, zone: string) => Sql> = {
  iso: guess,
  'year-first': guess,
  'day-first': guessDayFirst,
  'month-first': guessMonthFirst,
  compact: (text, zone) =>
    sql`if(match(${text}, '^[0-9]+$') AND length(${text}) IN (8, 12, 14), parseDateTime64BestEffortOrNull(rightPad(${text}, if(length(${text}) = 8, 8, 14), '0'), 3, ${zone}), NULL)`,
  chinese: (text, zone) =>
    guess(
      sql`trim(TRAILING ':' FROM trim(TRAILING ' ' FROM translateUTF8(${text}, '年月时点分日秒', '--::: ')))`,
      zone,
    ),
  words: guess,
  seconds: (text) => sinceEpoch(text, sql`1000`),
  milliseconds: (text) => sinceEpoch(text, sql`1`),
};
