import {
  addDays,
  addMonths,
  type Day,
  dayIn,
  daysBetween,
  startOfDay,
  startOfWeek,
  wallTime,
} from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import type { Calendar, Interval, Unit } from '#loop/condition';

/**
 * Periods of a unit, numbered from 0 at `origin`, the start of one of them. Days, weeks and months are those of the
 * calendar, so a day with a change of the clock has 23 or 25 hours; hours are real hours counted from `origin`.
 */
export interface Periods {
  readonly unit: Unit;
  readonly origin: Date;
  readonly timeZone: string;
}

/** The periods that a stretch of time touches, whole: a week begun before it is taken from its start, to its end. */
export function periodsOf(interval: Interval, unit: Unit, calendar: Calendar): Periods & { count: number } {
  const { timeZone, weekStart } = calendar;
  const firstDay = dayIn(interval.from, timeZone);
  const starts: Record<Unit, () => Date> = {
    hour: () => interval.from,
    day: () => startOfDay(firstDay, timeZone),
    week: () => startOfDay(startOfWeek(firstDay, weekStart), timeZone),
    month: () => startOfDay(`${firstDay.slice(0, 7)}-01`, timeZone),
  };
  const periods = { unit, origin: starts[unit](), timeZone };
  return { ...periods, count: periodAt(new Date(interval.to.getTime() - 1), periods) + 1 };
}

/** The number of the period that a moment (a DateTime64 expression, not before `origin`) lies in, as a whole number. */
export function periodNumber(moment: Sql, { unit, origin, timeZone }: Periods): Sql {
  const first = dayIn(origin, timeZone);
  const zone = sql`${timeZone}`;
  const days = sql`(toInt32(toDate(${moment}, ${zone})) - ${sql.integer(daysBetween('1970-01-01', first))})`;
  const numbers: Record<Unit, () => Sql> = {
    hour: () =>
      sql`toInt32(intDiv(toUnixTimestamp64Milli(${moment}) - ${sql.integer(origin.getTime())}, ${sql.integer(HOUR_MS)}))`,
    day: () => days,
    week: () => sql`intDiv(${days}, 7)`,
    month: () =>
      sql`(toInt32(toRelativeMonthNum(${moment}, ${zone})) - ${sql.integer(relativeMonth(first))})`,
  };
  return numbers[unit]();
}

/** The number of the period that a moment lies in; negative before `origin`. */
export function periodAt(moment: Date, { unit, origin, timeZone }: Periods): number {
  const first = dayIn(origin, timeZone);
  const day = () => dayIn(moment, timeZone);
  const numbers: Record<Unit, () => number> = {
    hour: () => Math.floor((moment.getTime() - origin.getTime()) / HOUR_MS),
    day: () => daysBetween(first, day()),
    week: () => Math.floor(daysBetween(first, day()) / 7),
    month: () => relativeMonth(day()) - relativeMonth(first),
  };
  return numbers[unit]();
}

/** When a period begins; the period before it ends at that moment. */
export function startOfPeriod(number: number, { unit, origin, timeZone }: Periods): Date {
  const first = dayIn(origin, timeZone);
  const starts: Record<Unit, () => Date> = {
    hour: () => new Date(origin.getTime() + number * HOUR_MS),
    day: () => startOfDay(addDays(first, number), timeZone),
    week: () => startOfDay(addDays(first, 7 * number), timeZone),
    month: () => startOfDay(addMonths(first, number), timeZone),
  };
  return starts[unit]();
}

/** How a period is called: its first day, `2026-11-22`, the month, `2026-11`, or its first minute on the clock, `2026-11-22 13:00`. */
export function labelOfPeriod(number: number, periods: Periods): string {
  const shown = wallTime(startOfPeriod(number, periods), periods.timeZone);
  if (periods.unit === 'hour') return shown.slice(0, 16).replace('T', ' ');
  return shown.slice(0, periods.unit === 'month' ? 7 : 10);
}

const HOUR_MS = 3_600_000;

/** Months since January of the year 0, as the engine's toRelativeMonthNum counts them. */
function relativeMonth(day: Day): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
