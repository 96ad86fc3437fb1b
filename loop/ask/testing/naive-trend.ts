import type { Interval, Scope } from '#loop/condition';
import { measureOf, type TrendQuestion, type TrendSeries } from '../analyses/trend/question.ts';
import { naivePeriod } from './naive-calendar.ts';
import { isMatch, passes, traitOf } from './naive-match.ts';
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
export function naiveTrend(
  world: World,
  asked: { question: TrendQuestion; scope: Scope } & Interval,
): NaiveEvent[] {
  const { question, scope, from, to } = asked;
  const { who, where, series, by, unit } = question;
  const origin = from.getTime();
  return world.events.flatMap((happening) => {
    const { time, user } = happening;
    const person = rootOf(world, user);
    if (time < origin || time >= to.getTime() || time > scope.now.getTime()) return [];
    if (where && !passes(happening, where)) return [];
    if (who && 'property' in who && !who.values.includes(traitOf(world, person, who.property) ?? Number.NaN))
      return [];
    if (!series.some((one) => isMatch(happening, one))) return [];
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

/** What a series shows for some events. */
export function naiveValue(events: readonly NaiveEvent[], series: TrendSeries): number | null {
  const own = events.filter(({ happening }) => isMatch(happening, series));
  const people = new Set(own.map(({ person }) => person)).size;
  const measure = measureOf(series.count);
  if (series.count === 'events') return own.length;
  if (series.count === 'people') return people;
  if (!measure) return people === 0 ? null : own.length / people;
  if (measure.as === 'distinct')
    return new Set(
      own.map(({ happening }) => labelOf(happening, measure.property)).filter((label) => label !== null),
    ).size;
  const numbers = own.flatMap(({ happening }) => happening.numbers?.[measure.property] ?? []);
  const sum = numbers.reduce((total, value) => total + value, 0);
  if (measure.as === 'sum') return sum;
  if (numbers.length === 0) return null;
  if (measure.as === 'average') return sum / numbers.length;
  if (measure.as === 'min') return Math.min(...numbers);
  if (measure.as === 'max') return Math.max(...numbers);
  return naiveQuantile(numbers, measure.as === 'median' ? 0.5 : Number(measure.as.slice(1)) / 100);
}

/** The value below which a share of the numbers lies, between two of them in proportion. */
export function naiveQuantile(numbers: readonly number[], share: number): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below === undefined || above === undefined ? null : below + (above - below) * (at - Math.floor(at));
}
