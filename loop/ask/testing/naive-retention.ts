import type { Calendar, Condition, EventChoice, Unit } from '#loop/condition';
import type { Breakdown } from '../analysis/question.ts';
import { naivePeriod } from './naive-calendar.ts';
import { alternatives, isAnyMatch, passes, traitOf } from './naive-match.ts';
import { ownValue } from './naive-values.ts';
import { type Happening, rootOf, type World } from './world.ts';

/** What the naive computation is asked: the members of a retention question that it understands. */
export interface NaiveRetention {
  readonly unit: Unit;
  readonly start: EventChoice;
  readonly return: EventChoice;
  readonly where?: Condition | undefined;
  readonly who?: Condition | undefined;
  readonly by: readonly Breakdown[];
  readonly entry: 'every' | 'first' | 'ever' | 'firstEver';
  readonly count: 'on' | 'onOrAfter' | 'onOrBefore' | 'streak' | 'brackets';
  readonly brackets?: readonly (readonly [number, number])[] | undefined;
  readonly periods: number;
  readonly columns?: readonly number[] | undefined;
  readonly hold?: { readonly property: string } | undefined;
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
    const returns = kept.filter((event) => isAnyMatch(event, question.return));
    return opened(question, events, kept, periodOf, cohorts, (ties) =>
      groupOf(world, person, question, ties),
    ).map(({ at, group, held }) => {
      const cohort = periodOf(at);
      const since = (time: number) =>
        question.window === 'calendar'
          ? periodOf(time) - cohort
          : Math.floor((time - at) / (lengths[question.unit] * 3_600_000));
      const alike = returns.filter(
        (event) => !question.hold || (held !== null && propertyOf(event, question.hold.property) === held),
      );
      const later = alike.map(({ time, numbers }) => ({
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
  group: (ties: Happening[]) => Opening,
): (Opening & { at: number })[] {
  const inSpan = (time: number) => periodOf(time) >= 0 && periodOf(time) < cohorts;
  const starts = kept.filter((event) => isAnyMatch(event, start)).sort((a, b) => a.time - b.time);
  const enter = (at: number | undefined) =>
    at === undefined || !inSpan(at) ? [] : [{ at, ...group(starts.filter(({ time }) => time === at)) }];
  if (entry === 'every')
    return Array.from(
      { length: cohorts },
      (_, cohort) => starts.find(({ time }) => periodOf(time) === cohort)?.time,
    ).flatMap(enter);
  if (entry === 'first') return enter(starts.find(({ time }) => inSpan(time))?.time);
  if (entry === 'ever') return enter(starts[0]?.time);
  const named = events
    .filter(({ event: name }) => alternatives(start).some(({ event }) => event === '*' || event === name))
    .map(({ time }) => time);
  const first = Math.min(...named);
  return starts.some(({ time }) => time === first) ? enter(first) : [];
}

/** What is read off the start that opens a cohort. */
interface Opening {
  readonly group: (string | null)[];
  readonly held: string | null;
}

function propertyOf(event: Happening, property: string): string | null {
  return event.texts?.[property] ?? event.numbers?.[property]?.toString() ?? null;
}

function groupOf(
  world: World,
  person: string,
  { by, hold }: NaiveRetention,
  ties: readonly Happening[],
): Opening {
  const openings = ties.map((event) => ({
    group: by.map((one) => ownValue(world, one, person, event)),
    held: hold ? propertyOf(event, hold.property) : null,
  }));
  const before = (a: Opening, b: Opening) => {
    const [left, right] = [a, b].map(({ group, held }) => [...group, held]) as [
      (string | null)[],
      (string | null)[],
    ];
    const i = left.findIndex((value, n) => value !== right[n]);
    return i >= 0 && (left[i] ?? '\0') < (right[i] ?? '\0');
  };
  return openings.reduce((first, next) => (before(next, first) ? next : first));
}

/** The periods that have a column. */
function shown({ columns, periods }: NaiveRetention): readonly number[] {
  return columns ?? Array.from({ length: periods - 1 }, (_, i) => i + 1);
}

function returnedIn(question: NaiveRetention, all: readonly number[]): number[] {
  const { count, minReturns, brackets = [] } = question;
  const between = (from: number, to: number) => all.filter((k) => k >= from && k <= to).length >= minReturns;
  if (count === 'brackets') return brackets.flatMap(([from, to], i) => (between(from, to) ? [i + 1] : []));
  const rules = {
    on: (k: number) => between(k, k),
    onOrAfter: (k: number) => between(k, Number.POSITIVE_INFINITY),
    onOrBefore: (k: number) => between(1, k),
    streak: (k: number) => Array.from({ length: k }, (_, i) => i + 1).every((j) => between(j, j)),
  };
  return shown(question).flatMap((k, i) => (rules[count](k) ? [i + 1] : []));
}

function amountsOf(
  question: NaiveRetention,
  later: readonly { k: number; amount: number | undefined }[],
): { total: number; payments: number }[] {
  const { count, brackets = [] } = question;
  const last = count === 'onOrAfter' ? Number.POSITIVE_INFINITY : 0;
  const columns =
    count === 'brackets'
      ? brackets
      : shown(question).map((k) => [count === 'onOrBefore' ? 0 : k, Math.max(k, last)] as const);
  return [[0, 0] as const, ...columns].map(([from, to]) => {
    const paid = later.flatMap(({ k, amount }) =>
      k >= from && k <= to && amount !== undefined ? [amount] : [],
    );
    return { total: paid.reduce((sum, amount) => sum + amount, 0), payments: paid.length };
  });
}
