import { type Sql, sql } from '#lib/sql';
import type { MomentForm } from './layout-names.ts';
import { literalText, literalTexts } from './literal-text.ts';
import { MOMENT_TAIL, places, plainMoment, plainMomentSql } from './moment-text.ts';
import { centralLetters, zoneLetters, zoneNames } from './moment-zones.ts';

/** A date in three brackets: what they look like, and which of them are year, month and day. */
interface DateShape {
  readonly pattern: string;
  readonly year: 1 | 2 | 3;
  readonly month: 1 | 2 | 3;
  readonly day: 1 | 2 | 3;
}

const [YEAR, SHORT, ONE_OR_TWO] = ['([0-9]{4})', '([0-9]{2})', '([0-9]{1,2})'];
const ymd = { year: 1, month: 2, day: 3 } as const;
const dashed: DateShape = { pattern: `${YEAR}-${ONE_OR_TWO}-${ONE_OR_TWO}`, ...ymd };

/** Forms in which a date is written out; the others are numbers. */
const dates = {
  iso: dashed,
  'year-first': { pattern: `${YEAR}[/.]${ONE_OR_TWO}[/.]${ONE_OR_TWO}`, ...ymd },
  'day-first': {
    pattern: `${ONE_OR_TWO}[/.-]${ONE_OR_TWO}[/.-]([0-9]{4}|[0-9]{2})`,
    year: 3,
    month: 2,
    day: 1,
  },
  'month-first': {
    pattern: `${ONE_OR_TWO}[/.-]${ONE_OR_TWO}[/.-]([0-9]{4}|[0-9]{2})`,
    year: 3,
    month: 1,
    day: 2,
  },
  'short-year': { pattern: `${SHORT}[/.-]${ONE_OR_TWO}[/.-]${ONE_OR_TWO}`, ...ymd },
  compact: { pattern: `((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})`, ...ymd },
  chinese: dashed,
  words: { pattern: `([0-9]{4}|[0-9]{2})-([a-z]{3})-${ONE_OR_TWO}`, ...ymd },
} as const satisfies Partial<Record<MomentForm, DateShape>>;
type DateForm = keyof typeof dates;

const numbers = {
  seconds: /^\d{9,10}(\.\d{1,9})?$/,
  milliseconds: /^\d{12,13}(\.\d{1,6})?$/,
  microseconds: /^\d{15,16}$/,
  nanoseconds: /^\d{18,19}$/,
  serial: /^[2-7]\d{4}(\.\d{1,12})?$/,
} as const satisfies Partial<Record<MomentForm, RegExp>>;
type NumberForm = keyof typeof numbers;

const isDate = (form: MomentForm): form is DateForm => form in dates;

/** Whether moments of a form are numbers, which may be anything else. */
export function isNumberForm(form: MomentForm): boolean {
  return form in numbers;
}

const shapes = Object.fromEntries(
  Object.entries(dates).map(([form, { pattern }]) => [form, new RegExp(`^${pattern}${MOMENT_TAIL}`, 'i')]),
) as Record<DateForm, RegExp>;
/** Digits in a row, the clock among them. */
const ROW = /^((?:19|20)\d{6})[Tt ]?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?([Zz]|[+-]\d{2}:?\d{2})?$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What every date has, so that most other texts need not be looked at closely. */
const LIKE_A_DATE = /[0-9０-９][-/.年／－．][0-9０-９]|[a-z]{3}|^(?:19|20)\d{6}/i;

/** The parts of a text in a form; undefined when it has another, or names no day, or a zone that is not known. */
function partsOf(clean: string, form: DateForm) {
  if (!LIKE_A_DATE.test(clean)) return undefined;
  const { year, month, day } = dates[form];
  const row = form === 'compact' ? clean.replace(ROW, '$1 $2:$3:$4$5') : clean;
  const text = plainMoment(row);
  const found = shapes[form].exec(text);
  if (!found || (form === 'chinese') !== clean.includes('年')) return undefined;
  const [letters, zone] = [found[places.letters]?.toLowerCase(), found[places.zone]?.toLowerCase()];
  if (letters !== undefined && !(letters in zoneLetters) && letters !== centralLetters.letters)
    return undefined;
  if (zone !== undefined && !zoneNames.some((name) => name.toLowerCase() === zone)) return undefined;
  const name = found[month]?.toLowerCase() ?? '';
  const parts = {
    year: fullYear(found[year] ?? ''),
    month: form === 'words' ? MONTHS.indexOf(name) + 1 : Number(name),
    day: Number(found[day]),
    clock: found[places.hour] !== undefined,
    short: found[year]?.length === 2,
  };
  const last = new Date(Date.UTC(parts.year, parts.month, 0)).getUTCDate();
  const real = parts.month >= 1 && parts.month <= 12 && parts.day >= 1 && parts.day <= last;
  return real && parts.year >= 1900 && parts.year < 2300 ? parts : undefined;
}

/** Years of two digits are of 1970 to 2069. */
function fullYear(text: string): number {
  return text.length > 2 ? Number(text) : Number(text) + (Number(text) < 70 ? 2000 : 1900);
}

/** Forms that may fit the same texts: which of the numbers is the day, the month or the year is not said in them. */
export const ambiguousForms: readonly MomentForm[] = ['day-first', 'month-first', 'short-year'];

/** Whether a clean text could be a moment of a form: its look, and a month and day that exist. */
export function fitsForm(clean: string, form: MomentForm): boolean {
  if (clean.length < 5 || clean.length > 80) return false;
  return isDate(form) ? partsOf(clean, form) !== undefined : numbers[form].test(clean);
}

/** The day a text tells as a number that grows with it, and how finely it is told; undefined when it tells none. */
export function dayOf(
  clean: string,
  form: MomentForm,
): { readonly day: number; readonly clock: boolean; readonly short: boolean } | undefined {
  if (!fitsForm(clean, form)) return undefined;
  if (isDate(form)) {
    const { year, month, day, clock, short } = partsOf(clean, form)!;
    return { day: Date.UTC(year, month - 1, day) / DAY, clock, short };
  }
  const number = Number(clean);
  const days = form === 'serial' ? number - TO_1970 : number / PER_DAY[form];
  return { day: Math.floor(days), clock: form !== 'serial' || !Number.isInteger(number), short: false };
}

const DAY = 86_400_000;
/** Days from the first of a spreadsheet to 1970. */
const TO_1970 = 25_569;
const PER_DAY: Record<Exclude<NumberForm, 'serial'>, number> = {
  seconds: 86_400,
  milliseconds: 86_400e3,
  microseconds: 86_400e6,
  nanoseconds: 86_400e9,
};

/** The moment of a clean text in the engine; null where it tells none. A text without a zone is local to the time zone. */
export function momentSql(clean: Sql, form: MomentForm, timeZone: string): Sql {
  return isDate(form) ? dateSql(clean, form, timeZone) : numbersIn[form](clean, timeZone);
}

const sinceEpoch = (clean: Sql, form: NumberForm, factor: Sql) =>
  sql`if(match(${clean}, ${literalText(numbers[form].source)}), fromUnixTimestamp64Milli(toInt64OrNull(toString(round(toFloat64OrNull(${clean}) * ${factor}))), 'UTC'), NULL)`;
const wholeSinceEpoch = (clean: Sql, form: NumberForm, divisor: Sql) =>
  sql`if(match(${clean}, ${literalText(numbers[form].source)}), fromUnixTimestamp64Milli(intDiv(toInt64OrNull(${clean}), ${divisor}), 'UTC'), NULL)`;

const numbersIn: Record<NumberForm, (clean: Sql, zone: string) => Sql> = {
  seconds: (clean) => sinceEpoch(clean, 'seconds', sql`1000`),
  milliseconds: (clean) => sinceEpoch(clean, 'milliseconds', sql`1`),
  microseconds: (clean) => wholeSinceEpoch(clean, 'microseconds', sql`1000`),
  nanoseconds: (clean) => wholeSinceEpoch(clean, 'nanoseconds', sql`1000000`),
  serial: (clean, zone) => {
    const seconds = sql`toInt64OrNull(toString(round((toFloat64OrNull(${clean}) - ${sql.integer(TO_1970)}) * 86400)))`;
    const wall = sql`toString(fromUnixTimestamp64Milli(${seconds} * 1000, 'UTC'))`;
    return sql`if(match(${clean}, ${literalText(numbers.serial.source)}), parseDateTime64BestEffortOrNull(${wall}, 3, ${literalText(zone)}), NULL)`;
  },
};

/** What programs print most, which the engine reads by itself and fast; whatever else goes the long way. */
function dateSql(clean: Sql, form: DateForm, zone: string): Sql {
  const long = partsSql(clean, form, zone);
  if (form !== 'iso') return long;
  const short = sql`match(${clean}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,9})?Z?)?$')`;
  return sql`if(${short}, parseDateTime64BestEffortOrNull(${clean}, 3, ${literalText(zone)}), ${long})`;
}

/** The same reading as `partsOf`: the parts are found by the same patterns and put together as the engine likes them. */
function partsSql(clean: Sql, form: DateForm, zone: string): Sql {
  const { pattern, year, month, day } = dates[form];
  const row =
    form === 'compact'
      ? sql`replaceRegexpOne(${clean}, ${literalText(ROW.source)}, ${literalText('\\1 \\2:\\3:\\4\\5')})`
      : clean;
  const groups = sql`extractGroups(${plainMomentSql(row)}, ${literalText(`(?i)^${pattern}${MOMENT_TAIL}`)})`;
  const part = (at: number) => sql`g[${sql.integer(at)}]`;
  const fitting = form === 'chinese' ? sql`position(${clean}, '年') > 0` : sql`position(${clean}, '年') = 0`;
  const names = sql`transform(lower(${part(month)}), [${literalTexts(MONTHS)}], [${literalTexts(MONTHS.map((_, at) => String(at + 1)))}], '0')`;
  const date = sql`concat(if(length(${part(year)}) = 2, if(${part(year)} < '70', '20', '19'), ''), ${part(year)}, '-',
    leftPad(${form === 'words' ? names : part(month)}, 2, '0'), '-', leftPad(${part(day)}, 2, '0'))`;
  const clock = sql`concat(leftPad(toString(${hourSql(part)}), 2, '0'), ':', if(${part(places.minute)} = '', '00', ${part(places.minute)}),
    ':', if(${part(places.second)} = '', '00', ${part(places.second)}), '.', if(${part(places.fraction)} = '', '0', ${part(places.fraction)}))`;
  const read = zonedSql(zone);
  return sql`if(${fitting}, arrayMap(w -> ${read}, arrayMap(g -> (concat(${date}, ' ', ${clock}), ${part(places.letters)}, ${part(places.offset)}, ${part(places.zone)}), arrayFilter(g -> notEmpty(g), [${groups}])))[1], NULL)`;
}

function hourSql(part: (at: number) => Sql): Sql {
  const [hour, before, after] = [part(places.hour), part(places.before), part(places.after)];
  const given = sql`toUInt8OrZero(${hour})`;
  return sql`multiIf(lower(${after}) = 'p' OR lower(${before}) = 'pm', if(${given} < 12, ${given} + 12, ${given}),
    lower(${after}) = 'a' OR lower(${before}) = 'am', if(${given} = 12, 0, ${given}),
    lower(${before}) = 'noon', if(${given} < 10, ${given} + 12, ${given}), ${given})`;
}

/** Of a wall clock's text with letters, offset and name of its zone: the moment. */
function zonedSql(zone: string): Sql {
  const at = (name: Sql) => sql`parseDateTime64BestEffortOrNull(w.1, 3, ${name})`;
  const american = /^(America|US)\//.test(zone);
  const known = {
    ...zoneLetters,
    [centralLetters.letters]: american ? centralLetters.america : centralLetters.elsewhere,
  };
  const letters = sql`transform(lower(w.2), [${literalTexts(Object.keys(known))}], [${sql.join(Object.values(known).map((value) => sql.integer(value)))}], 9999)`;
  const digits = sql`replaceAll(substring(w.3, 2), ':', '')`;
  const hours = sql`toInt32OrZero(if(length(${digits}) > 2, substring(${digits}, 1, length(${digits}) - 2), ${digits}))`;
  const minutes = sql`toInt32OrZero(if(length(${digits}) > 2, right(${digits}, 2), '0'))`;
  const offset = sql`if(startsWith(w.3, '-'), -1, 1) * (${hours} * 60 + ${minutes})`;
  const utc = sql`parseDateTime64BestEffortOrNull(w.1, 3, 'UTC')`;
  const names = zoneNames.map(
    (name) => sql`lower(w.4) = ${literalText(name.toLowerCase())}, ${at(literalText(name))}`,
  );
  return sql`multiIf(w.3 != '', toTimeZone(${utc} - toIntervalMinute(${offset}), ${literalText(zone)}),
    w.2 != '', if(${letters} = 9999, NULL, toTimeZone(${utc} - toIntervalMinute(${letters}), ${literalText(zone)})),
    w.4 != '', multiIf(${sql.join(names)}, NULL), ${at(literalText(zone))})`;
}
