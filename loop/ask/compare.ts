import { addDays, addMonths, type Day, dayIn, daysBetween, startOfDay } from '#lib/core';
import type { Calendar, Interval } from '#loop/condition';
import type { Common } from './question.ts';

type Compared = Pick<Common, 'span' | 'unit'> & { compare: NonNullable<Common['compare']> };

const YEAR_OF_HOURS_MS = 365 * 86_400_000;
const YEAR_OF_WEEKS = 52 * 7;

/**
 * The moments a question's span is compared with: as many units just before it, or the same days a year earlier.
 * Days are calendar days of the time zone, so that a change of the clock moves no day.
 */
export function comparedInterval(interval: Interval, question: Compared, { timeZone }: Calendar): Interval {
  const { span, unit, compare } = question;
  if ('last' in span && span.unit === 'hour') {
    const shift = compare === 'year' ? YEAR_OF_HOURS_MS : interval.to.getTime() - interval.from.getTime();
    return { from: new Date(interval.from.getTime() - shift), to: new Date(interval.to.getTime() - shift) };
  }
  const days = { from: dayIn(interval.from, timeZone), after: dayIn(interval.to, timeZone) };
  const { from, after } = earlier(days, compare, unit, wholeMonths(days, question));
  return { from: startOfDay(from, timeZone), to: startOfDay(after, timeZone) };
}

/** Days of the calendar: the first, and the one after the last. */
interface Days {
  readonly from: Day;
  readonly after: Day;
}

function earlier(
  { from, after }: Days,
  compare: Compared['compare'],
  unit: Common['unit'],
  months: number,
): Days {
  const byDays = (days: number) => ({ from: addDays(from, -days), after: addDays(after, -days) });
  const byMonths = (n: number) => ({ from: addMonths(from, -n), after: addMonths(after, -n) });
  if (compare === 'previous') return months > 0 ? byMonths(months) : byDays(daysBetween(from, after));
  // by weeks, a year is the same weeks: its days would cut them
  if (unit === 'week') return byDays(YEAR_OF_WEEKS);
  if (months > 0) return byMonths(12);
  return { from: addMonths(from, -12), after: addDays(addMonths(addDays(after, -1), -12), 1) };
}

/** How many months of the calendar the days are, where they are whole ones and meant as months. */
function wholeMonths({ from, after }: Days, { span, unit, compare }: Compared): number {
  if (!from.endsWith('-01') || !after.endsWith('-01')) return 0;
  const meant = compare === 'year' || unit === 'month' || ('last' in span && span.unit === 'month');
  const number = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return meant ? number(after) - number(from) : 0;
}
