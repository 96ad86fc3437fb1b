import { addDays, addMonths, dayIn, daysBetween, startOfDay } from '#lib/core';
import type { Calendar, Interval, Span } from '#loop/condition';
import type { Common } from './question.ts';

/**
 * The moments a question's span is compared with: as many units just before it, or the same days a year earlier.
 * Days are calendar days of the time zone, so that a change of the clock moves no day.
 */
export function comparedInterval(
  interval: Interval,
  { span, compare }: Pick<Common, 'span'> & { compare: NonNullable<Common['compare']> },
  { timeZone }: Calendar,
): Interval {
  const shift = shiftOf(span, compare, interval, timeZone);
  if (typeof shift === 'number')
    return { from: new Date(interval.from.getTime() - shift), to: new Date(interval.to.getTime() - shift) };
  const move = (moment: Date) => startOfDay(shift(dayIn(moment, timeZone)), timeZone);
  return { from: move(interval.from), to: move(interval.to) };
}

function shiftOf(span: Span, compare: 'previous' | 'year', interval: Interval, timeZone: string) {
  const hours = 'last' in span && span.unit === 'hour';
  if (compare === 'previous' && hours) return interval.to.getTime() - interval.from.getTime();
  if (compare === 'year') return hours ? 365 * 86_400_000 : (day: string) => addMonths(day, -12);
  if ('last' in span && span.unit === 'month') return (day: string) => addMonths(day, -span.last);
  const days = daysBetween(dayIn(interval.from, timeZone), dayIn(interval.to, timeZone));
  return (day: string) => addDays(day, -days);
}
