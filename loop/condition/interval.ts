import {
  addDays,
  addMonths,
  ClockHours,
  type Day,
  dayIn,
  HOUR_MS,
  startOfDay,
  startOfHour,
  startOfWeek,
  type WeekStart,
} from '#lib/core';

export const units = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Unit = (typeof units)[number];

/** Units of whole months, with how many they are. */
export const monthsIn = { month: 1, quarter: 3, year: 12 } as const;
export type UnitOfMonths = keyof typeof monthsIn;

export function isOfMonths(unit: Unit): unit is UnitOfMonths {
  return Object.hasOwn(monthsIn, unit);
}

/** The first day of the month, quarter or year that a day lies in; they begin with the year. */
export function startOfMonths(day: Day, unit: UnitOfMonths): Day {
  const month = Number(day.slice(5, 7)) - 1;
  return addMonths(`${day.slice(0, 7)}-01`, -(month % monthsIn[unit]));
}

/** A stretch of time: from one day to another, both included, or until now; or the last n units, the running one included. */
export type Stretch =
  | { readonly from: string; readonly to?: string | undefined }
  | { readonly last: number; readonly unit: Unit };

/** What turns a span into moments. */
export interface Calendar {
  readonly timeZone: string;
  readonly weekStart: WeekStart;
  readonly now: Date;
}

/** Moments: `from` included, `to` not. */
export interface Interval {
  readonly from: Date;
  readonly to: Date;
}

/** The moments that a span covers. `{last: 1, unit: 'week'}` is the running week up to its end. */
export function intervalOf(span: Stretch, calendar: Calendar): Interval {
  const { timeZone, weekStart, now } = calendar;
  const interval = (from: string, after: string) => ({
    from: startOfDay(from, timeZone),
    to: startOfDay(after, timeZone),
  });
  const today = dayIn(now, timeZone);
  if ('from' in span) {
    const [, until] = [span.from, today].sort() as [Day, Day];
    return interval(span.from, addDays(span.to ?? until, 1));
  }
  if (span.unit === 'hour') {
    const start = startOfHour(now.getTime(), timeZone);
    const next = new ClockHours(start, timeZone).startOf(1);
    return { from: new Date(startOfHour(next - span.last * HOUR_MS, timeZone)), to: new Date(next) };
  }
  if (span.unit === 'day') return interval(addDays(today, 1 - span.last), addDays(today, 1));
  if (span.unit === 'week') {
    const week = startOfWeek(today, weekStart);
    return interval(addDays(week, 7 * (1 - span.last)), addDays(week, 7));
  }
  const first = startOfMonths(today, span.unit);
  const months = monthsIn[span.unit];
  return interval(addMonths(first, months * (1 - span.last)), addMonths(first, months));
}
