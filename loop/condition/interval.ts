import {
  addDays,
  addMonths,
  ClockHours,
  dayIn,
  HOUR_MS,
  startOfDay,
  startOfHour,
  startOfWeek,
  type WeekStart,
} from '#lib/core';

export const units = ['hour', 'day', 'week', 'month'] as const;
export type Unit = (typeof units)[number];

/** A stretch of time: from one day to another, both included, or the last n units, the running one included. */
export type Stretch =
  | { readonly from: string; readonly to: string }
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
  if ('from' in span) return interval(span.from, addDays(span.to, 1));
  const today = dayIn(now, timeZone);
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
  const month = `${today.slice(0, 7)}-01`;
  return interval(addMonths(month, 1 - span.last), addMonths(month, 1));
}
