import {
  addDays,
  addMonths,
  ClockHours,
  type Day,
  dayIn,
  daysBetween,
  HOUR_MS,
  type HourRun,
  isShownTwice,
  offsetText,
  startOfDay,
  startOfHour,
  startOfWeek,
  wallTime,
} from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import {
  type Calendar,
  type Interval,
  isOfMonths,
  monthsIn,
  startOfMonths,
  type Unit,
  type UnitOfMonths,
} from '#loop/condition';

/**
 * Periods of a unit, numbered from 0 at `origin`, the start of one of them. Days, weeks, months, quarters and years are those
 * of the calendar, so a day with a change of the clock has 23 or 25 hours; hours are those that the clock shows (see `ClockHours`).
 */
export interface Periods {
  readonly unit: Unit;
  readonly origin: Date;
  readonly timeZone: string;
  /** The hours from `origin` on. */
  readonly hours: ClockHours;
  /** The last moment that an event may have. */
  readonly horizon: number;
}

/** The periods that a stretch of time touches, whole: a week begun before it is taken from its start, to its end. */
export function periodsOf(interval: Interval, unit: Unit, calendar: Calendar): Periods & { count: number } {
  const { timeZone, weekStart } = calendar;
  const firstDay = dayIn(interval.from, timeZone);
  const starts: Record<Unit, () => Date> = {
    hour: () => new Date(startOfHour(interval.from.getTime(), timeZone)),
    day: () => startOfDay(firstDay, timeZone),
    week: () => startOfDay(startOfWeek(firstDay, weekStart), timeZone),
    month: () => startOfDay(startOfMonths(firstDay, 'month'), timeZone),
    quarter: () => startOfDay(startOfMonths(firstDay, 'quarter'), timeZone),
    year: () => startOfDay(startOfMonths(firstDay, 'year'), timeZone),
  };
  const origin = starts[unit]();
  const horizon = Math.max(interval.to.getTime(), calendar.now.getTime());
  const periods = { unit, origin, timeZone, hours: new ClockHours(origin.getTime(), timeZone), horizon };
  return { ...periods, count: periodAt(new Date(interval.to.getTime() - 1), periods) + 1 };
}

/** The number of the period that a moment (a DateTime64 expression, not before `origin`) lies in, as a whole number. */
export function periodNumber(moment: Sql, periods: Periods): Sql {
  const { unit, origin, timeZone } = periods;
  const first = dayIn(origin, timeZone);
  const zone = sql`${timeZone}`;
  const days = sql`(toInt32(toDate(${moment}, ${zone})) - ${sql.integer(daysBetween('1970-01-01', first))})`;
  const months = sql`(toInt32(toRelativeMonthNum(${moment}, ${zone})) - ${sql.integer(relativeMonth(first))})`;
  const sinceFirst = (number: Sql) => (startsTwice(periods) ? sql`greatest(0, ${number})` : number);
  const numbers: Record<Unit, () => Sql> = {
    hour: () => hourNumber(sql`toUnixTimestamp64Milli(${moment})`, periods),
    day: () => sinceFirst(days),
    week: () => sql`intDiv(${sinceFirst(days)}, 7)`,
    month: () => sinceFirst(months),
    quarter: () => sql`intDiv(${sinceFirst(months)}, ${sql.integer(monthsIn.quarter)})`,
    year: () => sql`intDiv(${sinceFirst(months)}, ${sql.integer(monthsIn.year)})`,
  };
  return numbers[unit]();
}

function hourNumber(ms: Sql, { hours, horizon }: Periods): Sql {
  const runs = hours.runsUpTo(horizon);
  const number = ({ beat, first }: HourRun) =>
    sql`toInt32(intDiv(${ms} - ${sql.integer(beat)}, ${sql.integer(HOUR_MS)}) + ${sql.integer(first)})`;
  const branches = runs.slice(1).map(({ from }, i) => sql`${ms} < ${sql.integer(from)}, ${number(runs[i]!)}`);
  const last = number(runs.at(-1)!);
  return branches.length === 0 ? last : sql`multiIf(${sql.join([...branches, last])})`;
}

const startsTwice = ({ origin, timeZone }: Periods) => beginsTwice(origin, timeZone);

/** Whether the clock is put back over midnight soon after the start of a day, so that the day before goes on after it has begun. */
export function beginsTwice(start: Date, timeZone: string): boolean {
  const first = dayIn(start, timeZone);
  return [1, 30, 60, 90].some(
    (minutes) => dayIn(new Date(start.getTime() + minutes * 60_000), timeZone) < first,
  );
}

/** The number of the period that a day lies in, an expression over its number of days since 1970-01-01; not for hours. */
export function periodOfDay(day: Sql, { unit, origin, timeZone }: Periods): Sql {
  const first = dayIn(origin, timeZone);
  if (isOfMonths(unit)) {
    const months = sql`(toInt32(toRelativeMonthNum(toDate(toUInt16(${day})))) - ${sql.integer(relativeMonth(first))})`;
    return unit === 'month' ? months : sql`intDiv(${months}, ${sql.integer(monthsIn[unit])})`;
  }
  const days = sql`(${day} - ${sql.integer(daysBetween('1970-01-01', first))})`;
  return unit === 'week' ? sql`intDiv(${days}, 7)` : days;
}

/** The number of the period that a moment lies in; negative before `origin`. */
export function periodAt(moment: Date, { unit, origin, timeZone, hours }: Periods): number {
  const first = dayIn(origin, timeZone);
  const day = () => (moment < origin || first < dayIn(moment, timeZone) ? dayIn(moment, timeZone) : first);
  const months = () => relativeMonth(day()) - relativeMonth(first);
  const numbers: Record<Unit, () => number> = {
    hour: () => hours.numberAt(moment.getTime()),
    day: () => daysBetween(first, day()),
    week: () => Math.floor(daysBetween(first, day()) / 7),
    month: () => months(),
    quarter: () => Math.floor(months() / monthsIn.quarter),
    year: () => Math.floor(months() / monthsIn.year),
  };
  return numbers[unit]();
}

/** When a period begins; the period before it ends at that moment. */
export function startOfPeriod(number: number, { unit, origin, timeZone, hours }: Periods): Date {
  if (unit === 'hour') return new Date(hours.startOf(number));
  return startOfDay(firstDayOf(unit, number, dayIn(origin, timeZone)), timeZone);
}

/**
 * How a period is called: its first day, `2026-11-22`, the month, `2026-11`, the quarter, `2026-Q4`, the year, `2026`,
 * or its first minute on the clock, `2026-11-22 13:00`, with the offset where the clock shows some of it twice, `2026-10-25 02:00 +01:00`.
 */
export function labelOfPeriod(number: number, periods: Periods): string {
  const { unit, origin, timeZone, hours } = periods;
  if (unit !== 'hour') {
    const first = firstDayOf(unit, number, dayIn(origin, timeZone));
    return isOfMonths(unit) ? labelOfMonths(first, unit) : first;
  }
  const [start, next] = [hours.startOf(number), hours.startOf(number + 1)];
  const label = wallTime(new Date(start), timeZone).slice(0, 16).replace('T', ' ');
  const twice = isShownTwice(start, timeZone) || isShownTwice(next - 1, timeZone);
  return twice ? `${label} ${offsetText(start, timeZone)}` : label;
}

/** How the month, quarter or year is called that begins with a day. */
export function labelOfMonths(first: Day, unit: UnitOfMonths): string {
  return labelsOfMonths[unit](first);
}

/** The day with which a month, quarter or year begins that is called so. */
export function firstOfMonths(label: string): Day {
  const [year, rest = '01'] = label.split('-');
  const month = rest.startsWith('Q') ? String(3 * Number(rest.slice(1)) - 2).padStart(2, '0') : rest;
  return `${year}-${month}-01`;
}

const labelsOfMonths: Record<UnitOfMonths, (first: Day) => string> = {
  month: (first) => first.slice(0, 7),
  quarter: (first) => `${first.slice(0, 4)}-Q${Math.ceil(Number(first.slice(5, 7)) / monthsIn.quarter)}`,
  year: (first) => first.slice(0, 4),
};

function firstDayOf(unit: Exclude<Unit, 'hour'>, number: number, first: Day): Day {
  if (isOfMonths(unit)) return addMonths(first, monthsIn[unit] * number);
  return addDays(first, unit === 'week' ? 7 * number : number);
}

/** Months since January of the year 0, as the engine's toRelativeMonthNum counts them. */
function relativeMonth(day: Day): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
