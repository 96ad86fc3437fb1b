import { addDays, dayIn, daysBetween, startOfDay } from '#lib/core';
import { patternsOf } from '#loop/condition';
import type { Answering } from '../../../analysis/analysis.ts';
import { type Periods, periodsOf, startOfPeriod } from '../../../analysis/period.ts';
import { isBeforeKnown, isKnown, knownTime } from '../../../analysis/reach.ts';
import type { PeopleInLast, TrendQuestion, TrendSeries } from '../question.ts';

const EPOCH = '1970-01-01';

/** The days that end with each period: which periods an event counts in, by its day. */
export interface Windows {
  readonly periods: Periods & { readonly count: number };
  /** The first day that counts anywhere: as a number of days since 1970-01-01, and the moment it begins. */
  readonly firstDay: number;
  readonly from: Date;
  /** The last period that each day counts in, from the first day on. */
  readonly lastPeriods: readonly number[];
}

export function windowsOf(asked: Answering<TrendQuestion>, { peopleInLast: days }: PeopleInLast): Windows {
  const { question, scope, from, to } = asked;
  const { timeZone } = scope;
  const periods = periodsOf({ from, to }, question.unit, scope);
  const end = Math.min(to.getTime(), scope.now.getTime() + 1);
  const dayNumber = (moment: number) => daysBetween(EPOCH, dayIn(new Date(moment), timeZone));
  const lastDays = Array.from({ length: periods.count }, (_, number) =>
    dayNumber(Math.min(startOfPeriod(number + 1, periods).getTime(), end) - 1),
  );
  const firstDay = lastDays[0]! - days + 1;
  const lastPeriods: number[] = [];
  let period = 0;
  for (let day = firstDay; day <= lastDays.at(-1)!; day++) {
    while (period + 1 < periods.count && lastDays[period + 1]! - days + 1 <= day) period++;
    lastPeriods.push(period);
  }
  return { periods, firstDay, from: startOfDay(addDays(EPOCH, firstDay), timeZone), lastPeriods };
}

/** The period that stands for the whole span where each shows its last days: the last one that is over and fully known. */
export function latestPeriod(asked: Answering<TrendQuestion>, series: TrendSeries): number {
  const { question, scope, from, to } = asked;
  const { count, ...periods } = periodsOf({ from, to }, question.unit, scope);
  const known = knownTime(asked, patternsOf(series));
  let begun = 0;
  for (let number = count - 1; number >= 0; number--) {
    const begin = Math.max(startOfPeriod(number, periods).getTime(), from.getTime());
    const end = Math.min(startOfPeriod(number + 1, periods).getTime(), to.getTime());
    if (begin > scope.now.getTime()) continue;
    begun = Math.max(begun, number);
    if (isBeforeKnown(known, end) || isKnown(known, begin, end)) return number;
  }
  return begun;
}
