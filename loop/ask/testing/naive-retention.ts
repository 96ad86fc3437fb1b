import type { Calendar, Condition, EventPattern, Unit } from '#loop/condition';
import type { Breakdown } from '../analysis/question.ts';
import { naivePeriod } from './naive-calendar.ts';
import { isMatch, passes, traitOf } from './naive-match.ts';
import { ownValue } from './naive-values.ts';
import { type Happening, rootOf, type World } from './world.ts';

/** What the naive computation is asked: the members of a retention question that it understands. */
export interface NaiveRetention {
  readonly unit: Unit;
  readonly start: EventPattern;
  readonly return: EventPattern;
  readonly where?: Condition | undefined;
  readonly who?: Condition | undefined;
  readonly by: readonly Breakdown[];
  readonly entry: 'every' | 'first' | 'ever' | 'firstEver';
  readonly count: 'on' | 'onOrAfter' | 'onOrBefore' | 'streak' | 'brackets';
  readonly brackets?: readonly (readonly [number, number])[] | undefined;
  readonly periods: number;
  readonly minReturns: number;
  readonly window: 'calendar' | 'rolling';
  readonly value?: { readonly of: string } | undefined;
}

/** One person's entering of one cohort, told in full. */
export interface NaiveEntrance {
  readonly person: string;
  readonly cohort: number;
  readonly group: readonly (string | null)[];
  /** Columns in which the person counts as returned. */
  readonly returned: readonly number[];
  /** Sum and number of the amounts of each column. */
  readonly amounts: readonly { total: number; payments: number }[];
}

const lengths: Record<Unit, number> = { hour: 1, day: 24, week: 168, month: 720, quarter: 2160, year: 8760 };

/** Retention by walking through everybody's events one by one, for `cohorts` periods from `origin`. */
export function naiveRetention(
  world: World,
  question: NaiveRetention,
  calendar: Calendar,
  { origin, cohorts }: { origin: number; cohorts: number },
): NaiveEntrance[] {
  const periodOf = (time: number) =>
    naivePeriod(time, question.unit, origin, calendar) - naivePeriod(origin, question.unit, origin, calendar);
  const people = new Map<string, Happening[]>();
  for (const event of world.events.filter(({ time }) => time <= calendar.now.getTime())) {
    const person = rootOf(world, event.user);
    people.set(person, [...(people.get(person) ?? []), event]);
  }
  return [...people].flatMap(([person, events]) => {
    if (question.who && !isPerson(world, person, question.who)) return [];
    const kept = events.filter((event) => !question.where || passes(event, question.where));
    const returns = kept.filter((event) => isMatch(event, question.return));
    return opened(question, events, kept, periodOf, cohorts, (ties) =>
      groupOf(world, person, question, ties),
    ).map(({ at, group }) => {
      const cohort = periodOf(at);
      const since = (time: number) =>
        question.window === 'calendar'
          ? periodOf(time) - cohort
          : Math.floor((time - at) / (lengths[question.unit] * 3_600_000));
      const later = returns.map(({ time, numbers }) => ({
        k: since(time),
        amount: numbers?.[question.value?.of ?? ''],
      }));
      return {
        person,
        cohort,
        group,
        returned: returnedIn(
          question,
          later.map(({ k }) => k),
        ),
        amounts: amountsOf(question, later),
      };
    });
  });
}

function isPerson(world: World, person: string, who: Condition): boolean {
  if (!('property' in who)) throw new RangeError('the naive computation knows comparisons only');
  return who.values.includes(traitOf(world, person, who.property) ?? Number.NaN);
}

/** The moments at which somebody enters, with the group; of starts in the same millisecond the first by group. */
function opened(
  { entry, start }: NaiveRetention,
  events: readonly Happening[],
  kept: readonly Happening[],
  periodOf: (time: number) => number,
  cohorts: number,
  group: (ties: Happening[]) => (string | null)[],
): { at: number; group: (string | null)[] }[] {
  const inSpan = (time: number) => periodOf(time) >= 0 && periodOf(time) < cohorts;
  const starts = kept.filter((event) => isMatch(event, start)).sort((a, b) => a.time - b.time);
  const enter = (at: number | undefined) =>
    at === undefined || !inSpan(at) ? [] : [{ at, group: group(starts.filter(({ time }) => time === at)) }];
  if (entry === 'every')
    return Array.from(
      { length: cohorts },
      (_, cohort) => starts.find(({ time }) => periodOf(time) === cohort)?.time,
    ).flatMap(enter);
  if (entry === 'first') return enter(starts.find(({ time }) => inSpan(time))?.time);
  if (entry === 'ever') return enter(starts[0]?.time);
  const named = events
    .filter(({ event }) => start.event === '*' || start.event === event)
    .map(({ time }) => time);
  const first = Math.min(...named);
  return starts.some(({ time }) => time === first) ? enter(first) : [];
}

function groupOf(
  world: World,
  person: string,
  { by }: NaiveRetention,
  ties: readonly Happening[],
): (string | null)[] {
  const groups = ties.map((event) => by.map((one) => ownValue(world, one, person, event)));
  const before = (a: readonly (string | null)[], b: readonly (string | null)[]) => {
    const i = a.findIndex((value, n) => value !== b[n]);
    return i >= 0 && (a[i] ?? '\0') < (b[i] ?? '\0');
  };
  return groups.reduce((first, next) => (before(next, first) ? next : first));
}

function returnedIn(question: NaiveRetention, all: readonly number[]): number[] {
  const { count, periods, minReturns, brackets = [] } = question;
  const between = (from: number, to: number) => all.filter((k) => k >= from && k <= to).length >= minReturns;
  if (count === 'brackets') return brackets.flatMap(([from, to], i) => (between(from, to) ? [i + 1] : []));
  const columns = Array.from({ length: periods - 1 }, (_, i) => i + 1);
  const rules = {
    on: (k: number) => between(k, k),
    onOrAfter: (k: number) => between(k, Number.POSITIVE_INFINITY),
    onOrBefore: (k: number) => between(1, k),
    streak: (k: number) => columns.slice(0, k).every((j) => between(j, j)),
  };
  return columns.filter(rules[count]);
}

function amountsOf(
  { count, periods, brackets = [] }: NaiveRetention,
  later: readonly { k: number; amount: number | undefined }[],
): { total: number; payments: number }[] {
  const last = count === 'onOrAfter' ? Number.POSITIVE_INFINITY : 0;
  const columns =
    count === 'brackets'
      ? brackets
      : Array.from(
          { length: periods - 1 },
          (_, i) => [count === 'onOrBefore' ? 0 : i + 1, Math.max(i + 1, last)] as const,
        );
  return [[0, 0] as const, ...columns].map(([from, to]) => {
    const paid = later.flatMap(({ k, amount }) =>
      k >= from && k <= to && amount !== undefined ? [amount] : [],
    );
    return { total: paid.reduce((sum, amount) => sum + amount, 0), payments: paid.length };
  });
}
