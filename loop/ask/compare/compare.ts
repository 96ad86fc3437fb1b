import {
  addDays,
  addMonths,
  type Day,
  dayIn,
  daysBetween,
  momentIn,
  startOfDay,
  startOfHour,
  wallTime,
} from '#lib/core';
import { type Calendar, type Interval, isOfMonths, monthsIn } from '#loop/condition';
import type { Against } from '../analysis/against.ts';
import { firstOfMonths, labelOfMonths, labelOfPeriod, type Periods, periodsOf } from '../analysis/period.ts';
import type { Common } from '../analysis/question.ts';

type Compared = Pick<Common, 'span' | 'unit'> & { against: Against };

const YEAR_OF_WEEKS = 52 * 7;

/** How much earlier lies what is compared with: by days or months of the calendar, or by real time. */
type Shift = { readonly days: number } | { readonly months: number } | { readonly ms: number };

function shiftOf(interval: Interval, question: Compared, { timeZone }: Calendar): Shift {
  const { span, unit, against } = question;
  const isHours = 'last' in span && span.unit === 'hour';
  if (typeof against === 'object') return shiftTo(against, interval, { unit, timeZone });
  // by weeks, a year is the same weeks: its days would cut them
  if (against === 'year') return unit === 'week' && !isHours ? { days: YEAR_OF_WEEKS } : { months: 12 };
  if (isHours) return { ms: interval.to.getTime() - interval.from.getTime() };
  const days = daysOf(interval, timeZone);
  const months = wholeMonths(days, question);
  return months > 0 ? { months } : { days: daysBetween(days.from, days.after) };
}

/** How much earlier days of one's own begin; by units of months in whole months, where both begin with one. */
function shiftTo(
  { from }: { readonly from: Day },
  interval: Interval,
  { unit, timeZone }: Pick<Compared, 'unit'> & Pick<Calendar, 'timeZone'>,
): Shift {
  const first = dayIn(interval.from, timeZone);
  const whole = isOfMonths(unit) && first.endsWith('-01') && from.endsWith('-01');
  return whole ? { months: monthsBetween(from, first) } : { days: daysBetween(from, first) };
}

/**
 * The moments a question's span is compared with: as many units just before it, the same days a year earlier, or others.
 * Days are calendar days of the time zone, so that a change of the clock moves no day. Where what is compared ends
 * early, at `until`, so does this: ten days and a morning are held against ten days and a morning.
 */
export function comparedInterval(
  interval: Interval,
  question: Compared,
  calendar: Calendar,
  until = interval.to,
): Interval {
  const { timeZone } = calendar;
  const { span, against } = question;
  const shift = shiftOf(interval, question, calendar);
  const end = new Date(Math.max(interval.from.getTime(), Math.min(until.getTime(), interval.to.getTime())));
  const isWhole = end.getTime() === interval.to.getTime();
  const cutAt = (whole: Interval, then: number) =>
    isWhole ? whole : { from: whole.from, to: new Date(Math.min(whole.to.getTime(), then)) };
  if (typeof against === 'object') {
    const given = { from: against.from, after: addDays(against.to, 1) };
    const moments = { from: startOfDay(given.from, timeZone), to: startOfDay(given.after, timeZone) };
    return cutAt(moments, moments.from.getTime() + end.getTime() - interval.from.getTime());
  }
  if ('last' in span && span.unit === 'hour') {
    const earlier = (moment: Date) =>
      'ms' in shift
        ? new Date(moment.getTime() - shift.ms)
        : momentIn(wallBefore(moment, timeZone), timeZone);
    const hour = (moment: Date) => new Date(startOfHour(earlier(moment).getTime(), timeZone));
    return cutAt({ from: hour(interval.from), to: hour(interval.to) }, earlier(end).getTime());
  }
  const { from, after } = earlierDays(daysOf(interval, timeZone), shift);
  const last = dayIn(end, timeZone);
  const back = earlierDays({ from: last, after: last }, shift).from;
  const passed = end.getTime() - startOfDay(last, timeZone).getTime();
  return cutAt(
    { from: startOfDay(from, timeZone), to: startOfDay(after, timeZone) },
    startOfDay(back, timeZone).getTime() + passed,
  );
}

/** What a clock showed when it was the same date and time a year before a moment. */
function wallBefore(moment: Date, timeZone: string): string {
  const wall = wallTime(moment, timeZone);
  return addMonths(wall.slice(0, 10), -12) + wall.slice(10);
}

/** Days of the calendar: the first, and the one after the last. */
interface Days {
  readonly from: Day;
  readonly after: Day;
}

function daysOf({ from, to }: Interval, timeZone: string): Days {
  return { from: dayIn(from, timeZone), after: dayIn(to, timeZone) };
}

function earlierDays({ from, after }: Days, shift: Shift): Days {
  if ('days' in shift) return { from: addDays(from, -shift.days), after: addDays(after, -shift.days) };
  const months = 'months' in shift ? shift.months : 0;
  const whole = from.endsWith('-01') && after.endsWith('-01');
  if (whole) return { from: addMonths(from, -months), after: addMonths(after, -months) };
  return {
    from: addMonths(from, -months),
    after: addDays(addMonths(addDays(after, -1), -months), 1),
  };
}

/** How many months of the calendar the days are, where they are whole ones and meant as months. */
function wholeMonths({ from, after }: Days, { span, unit }: Compared): number {
  if (!from.endsWith('-01') || !after.endsWith('-01')) return 0;
  const meant = isOfMonths(unit) || ('last' in span && isOfMonths(span.unit));
  return meant ? monthsBetween(from, after) : 0;
}

function monthsBetween(from: Day, to: Day): number {
  const number = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return number(to) - number(from);
}

/** What an answer is compared with, beside the answer to it. */
export interface ComparedWith {
  readonly from: string;
  readonly to: string;
  /** Its first day and its last, or its hours, as a person calls them. */
  readonly name: string;
  /**
   * The periods of the answer and those they are compared with, as they are called: the same date, week, month or hour
   * of the clock so much earlier, not the one at the same place. Null where the calendar has none, such as 29 February.
   */
  readonly periods: readonly { readonly label: string; readonly before: string | null }[];
}

/** The periods of a question beside those that they are compared with. */
export function comparedWith(
  interval: Interval,
  question: Compared,
  calendar: Calendar,
  until?: Date,
): ComparedWith {
  const compared = comparedInterval(interval, question, calendar, until);
  const namesIn = (one: Interval) => namesOf(periodsOf(one, question.unit, calendar));
  const [now, before] = [namesIn(interval), namesIn(compared)];
  const shift = shiftOf(interval, question, calendar);
  const byName = new Map(before.map(({ name, label }) => [name, label]));
  return {
    from: compared.from.toISOString(),
    to: compared.to.toISOString(),
    name: nameOf(compared, question, calendar),
    periods: now.map(({ name, label }, i) => {
      const earlier = nameBefore(name, question.unit, shift);
      return { label, before: (earlier === 'same place' ? before[i]?.label : byName.get(earlier)) ?? null };
    }),
  };
}

function nameOf({ from, to }: Interval, { span }: Compared, { timeZone }: Calendar): string {
  const length = 'last' in span && span.unit === 'hour' ? 16 : 10;
  const said = (moment: Date) => wallTime(moment, timeZone).slice(0, length).replace('T', ' ');
  const ends = [said(from), said(new Date(to.getTime() - (length === 16 ? 0 : 1)))];
  return [...new Set(ends)].join(' – ');
}

/** The labels of periods, and what tells them apart in the calendar: of an hour shown twice the second is `2`. */
function namesOf({ count, ...periods }: Periods & { count: number }): { name: string; label: string }[] {
  const seen = new Set<string>();
  return Array.from({ length: count }, (_, number) => {
    const label = labelOfPeriod(number, periods);
    const wall = label.slice(0, 16);
    const name = seen.has(wall) ? `${wall} 2` : wall;
    seen.add(wall);
    return { name, label };
  });
}

/** The name of the period so much earlier; nothing has it where the calendar skips it. */
function nameBefore(name: string, unit: Common['unit'], shift: Shift): string {
  if ('ms' in shift) return 'same place';
  if (isOfMonths(unit))
    return 'months' in shift && shift.months % monthsIn[unit] === 0
      ? labelOfMonths(addMonths(firstOfMonths(name), -shift.months), unit)
      : 'same place';
  const [day, rest] = [name.slice(0, 10), name.slice(10)];
  if ('days' in shift)
    return unit === 'week' && shift.days % 7 > 0 ? 'same place' : addDays(day, -shift.days) + rest;
  if (unit === 'week') return 'same place';
  const earlier = addMonths(day, -shift.months);
  return earlier.slice(8) === day.slice(8) ? earlier + rest : 'none';
}
