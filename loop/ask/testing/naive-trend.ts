import type { Interval, Scope } from '#loop/condition';
import {
  isPeopleInLast,
  isPerPerson,
  measureOf,
  type TrendQuestion,
  type TrendSeries,
} from '../analyses/trend/question.ts';
import { localDay, naivePeriod } from './naive-calendar.ts';
import { isAnyMatch, passes, traitOf } from './naive-match.ts';
import { labelOf, ownValue } from './naive-values.ts';
import { type Happening, rootOf, type World } from './world.ts';

/** An event that some series counts. */
export interface NaiveEvent {
  readonly happening: Happening;
  readonly person: string;
  readonly period: number;
  readonly values: readonly (string | null)[];
}

/** The events that a trend counts, one by one. */
export function naiveTrend(world: World, asked: NaiveAsked): NaiveEvent[] {
  return naiveHistory(world, asked).filter(({ happening }) => happening.time >= asked.from.getTime());
}

type NaiveAsked = { readonly question: TrendQuestion; readonly scope: Scope } & Interval;

/** The same with those of the time before the span, whose period is below 0 or that of the span's beginning. */
export function naiveHistory(world: World, asked: NaiveAsked): NaiveEvent[] {
  const { question, scope, from, to } = asked;
  const { who, where, series, by, unit } = question;
  const origin = from.getTime();
  return world.events.flatMap((happening) => {
    const { time, user } = happening;
    const person = rootOf(world, user);
    if (time >= to.getTime() || time > scope.now.getTime()) return [];
    if (where && !passes(happening, where)) return [];
    if (who && 'property' in who && !who.values.includes(traitOf(world, person, who.property) ?? Number.NaN))
      return [];
    if (!series.some((one) => isAnyMatch(happening, one))) return [];
    const values = by.map((one) => ownValue(world, one, person, happening));
    return [
      {
        happening,
        person,
        values,
        period: naivePeriod(time, unit, origin, scope) - naivePeriod(origin, unit, origin, scope),
      },
    ];
  });
}

/** Who did something for the first time ever, with the event that was it; of two at one moment the one told first. */
export function naiveFirsts(history: readonly NaiveEvent[], series: TrendSeries): NaiveEvent[] {
  const firsts = new Map<string, NaiveEvent>();
  for (const event of history) {
    const known = firsts.get(event.person);
    if (isAnyMatch(event.happening, series) && (!known || event.happening.time < known.happening.time))
      firsts.set(event.person, event);
  }
  return [...firsts.values()];
}

/** The events of so many days of the calendar before a moment, its own day the last of them. */
export function naiveLastDays(
  history: readonly NaiveEvent[],
  before: number,
  days: number,
  timeZone: string,
): NaiveEvent[] {
  const last = localDay(before - 1, timeZone);
  return history.filter(({ happening: { time } }) => {
    const day = localDay(time, timeZone);
    return time < before && day > last - days && day <= last;
  });
}

/** What each person of some events comes to. */
function naiveEach(own: readonly NaiveEvent[], sum: string | undefined): number[] {
  const sums = new Map<string, number>();
  for (const { person, happening } of own) {
    const amount = sum === undefined ? 1 : happening.numbers?.[sum];
    if (amount !== undefined) sums.set(person, (sums.get(person) ?? 0) + amount);
  }
  return [...sums.values()];
}

/** What a series shows for some events. */
export function naiveValue(events: readonly NaiveEvent[], series: TrendSeries): number | null {
  const own = events.filter(({ happening }) => isAnyMatch(happening, series));
  const people = new Set(own.map(({ person }) => person)).size;
  const measure = measureOf(series.count);
  if (series.count === 'events') return own.length;
  if (series.count === 'people' || series.count === 'firstTime' || isPeopleInLast(series.count))
    return people;
  if (isPerPerson(series.count))
    return naiveMeasure(naiveEach(own, series.count.sum), series.count.perPerson);
  if (!measure) return people === 0 ? null : own.length / people;
  if (measure.as === 'distinct')
    return new Set(
      own.map(({ happening }) => labelOf(happening, measure.property)).filter((label) => label !== null),
    ).size;
  const numbers = own.flatMap(({ happening }) => happening.numbers?.[measure.property] ?? []);
  return naiveMeasure(numbers, measure.as);
}

function naiveMeasure(numbers: readonly number[], as: string): number | null {
  const sum = numbers.reduce((total, value) => total + value, 0);
  if (as === 'sum') return sum;
  if (numbers.length === 0) return null;
  if (as === 'average') return sum / numbers.length;
  if (as === 'min') return Math.min(...numbers);
  if (as === 'max') return Math.max(...numbers);
  return naiveQuantile(numbers, as === 'median' ? 0.5 : Number(as.slice(1)) / 100);
}

/** The value below which a share of the numbers lies, between two of them in proportion. */
export function naiveQuantile(numbers: readonly number[], share: number): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below === undefined || above === undefined ? null : below + (above - below) * (at - Math.floor(at));
}
