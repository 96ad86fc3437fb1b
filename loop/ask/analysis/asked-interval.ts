import { type Calendar, type Interval, intervalOf } from '#loop/condition';
import { periodAt, periodsOf, startOfPeriod } from './period.ts';
import type { Common } from './question.ts';

/** The moments that a question asks about: those of its span, without the running period where only whole ones are wanted. */
export function askedInterval(
  { span, unit, complete }: Pick<Common, 'span' | 'unit' | 'complete'>,
  calendar: Calendar,
): Interval {
  const interval = intervalOf(span, calendar);
  if (!complete || interval.to <= calendar.now || interval.from > calendar.now) return interval;
  const periods = periodsOf(interval, unit, calendar);
  const running = startOfPeriod(periodAt(calendar.now, periods), periods);
  // the first period is all there is: its beginning may lie before the span
  return { from: interval.from, to: new Date(Math.max(running.getTime(), interval.from.getTime())) };
}
