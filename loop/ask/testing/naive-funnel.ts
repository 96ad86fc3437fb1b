import type { Interval, Scope, Unit } from '#loop/condition';
import type { FunnelQuestion } from '../analyses/funnel/question.ts';
import { naivePeriod } from './naive-calendar.ts';
import { grouped } from './naive-groups.ts';
import { isMatch, passes, traitOf } from './naive-match.ts';
import { type Happening, rootOf, type World } from './world.ts';

/** An attempt that counts, as found by walking through each person's events one by one. */
export interface NaiveAttempt {
  readonly person: string;
  /** Number of the period of the entry, 0 for the first of the span. */
  readonly period: number;
  /** When each step was reached. */
  readonly times: readonly number[];
  readonly values: readonly (string | null)[];
}

const lengths = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 } as const;

/** The attempts that count: one a person; in a trend one a person and period; for `all` one a value too. */
export function naiveFunnel(
  world: World,
  asked: { question: FunnelQuestion; scope: Scope } & Interval,
): NaiveAttempt[] {
  const { question, scope, from, to } = asked;
  const window = question.window.n * lengths[question.window.unit] * 1000;
  const seen = world.events.filter(
    (event) =>
      event.time >= from.getTime() &&
      event.time < to.getTime() + window &&
      event.time <= scope.now.getTime() &&
      (!question.where || passes(event, question.where)),
  );
  const byPerson = grouped(seen, ({ user }) => rootOf(world, user));
  const all: NaiveAttempt[] = [];
  for (const [person, events] of byPerson) {
    const { who } = question;
    if (who && 'property' in who && !who.values.includes(traitOf(world, person, who.property) ?? Number.NaN))
      continue;
    for (const own of perValue(question, events)) {
      const attempts = attemptsOf(own, question, to.getTime(), window);
      const counted = attempts.filter(({ path }) => path.length > 0);
      const complete = counted.some(({ path }) => path.length === question.steps.length);
      if (question.excluded === 'person' && !complete && attempts.some(({ broken }) => broken)) continue;
      const period = (time: number) => numberOf(time, question.unit, from.getTime(), scope);
      const groups = grouped(counted, ({ path }) => (question.show === 'trend' ? period(path[0]!.time) : 0));
      for (const [number, several] of groups) {
        const furthest = Math.max(...several.map(({ path }) => path.length));
        const { path } = several.find((one) => one.path.length === furthest)!;
        all.push({
          person,
          period: number,
          times: path.map(({ time }) => time),
          values: valuesOf(world, question, person, path),
        });
      }
    }
  }
  return all;
}

function numberOf(time: number, unit: Unit, from: number, scope: Scope): number {
  return naivePeriod(time, unit, from, scope) - naivePeriod(from, unit, from, scope);
}

interface Attempt {
  readonly path: readonly Happening[];
  readonly broken: boolean;
}

function attemptsOf(
  unsorted: readonly Happening[],
  question: FunnelQuestion,
  to: number,
  window: number,
): Attempt[] {
  const { steps, order } = question;
  const fits = (event: Happening) => steps.map((step) => (isMatch(event, step) ? '0' : '1')).join('');
  const label = (event: Happening) =>
    eventValues(question, event)
      .map((value) => value ?? '\0')
      .join('\u0001');
  const events = unsorted
    .filter((event) => order === 'strict' || fits(event).includes('0'))
    .toSorted((a, b) => a.time - b.time || compare(fits(a), fits(b)) || compare(label(a), label(b)));
  return events.map((entry, i) => {
    const begins = order === 'any' ? steps.some((step) => isMatch(entry, step)) : isMatch(entry, steps[0]!);
    if (!begins || entry.time >= to) return { path: [], broken: false };
    const inTime = (event: Happening) => event.time - entry.time <= window;
    if (order === 'any')
      return { path: anyOrder(events.slice(i).filter(inTime), question, compareBoth), broken: false };
    return inOrder(events, i, question, unsorted, inTime);
  });
  function compareBoth(a: Happening, b: Happening): number {
    return a.time - b.time || compare(label(a), label(b));
  }
}

function anyOrder(
  events: readonly Happening[],
  { steps }: FunnelQuestion,
  sort: (a: Happening, b: Happening) => number,
): Happening[] {
  return steps.flatMap((step) => events.find((event) => isMatch(event, step)) ?? []).toSorted(sort);
}

function inOrder(
  events: readonly Happening[],
  start: number,
  { steps, order, exclude }: FunnelQuestion,
  everything: readonly Happening[],
  inTime: (event: Happening) => boolean,
): Attempt {
  const walk = [events[start]!];
  let at = start;
  for (const step of steps.slice(1)) {
    const next =
      order === 'strict'
        ? [at + 1].find((j) => events[j] && isMatch(events[j], step))
        : events.findIndex((event, j) => j > at && isMatch(event, step));
    if (next === undefined || next < 0 || !inTime(events[next]!)) break;
    at = next;
    walk.push(events[at]!);
  }
  const stops = exclude.map((one) => {
    const after = walk[one.after];
    const times = everything
      .filter((event) => isMatch(event, one) && inTime(event) && after && event.time > after.time)
      .map(({ time }) => time);
    return { ...one, time: Math.min(...times) };
  });
  const cut = walk.findIndex((event, k) =>
    stops.some(({ after, before, time }) => after < k && k <= before && time < event.time),
  );
  const broken = stops.some(({ before, time }) => time < (walk[before]?.time ?? Number.POSITIVE_INFINITY));
  return { path: cut < 0 ? walk : walk.slice(0, cut), broken };
}

/** With `all`, a person's events apart by their values. */
function perValue(question: FunnelQuestion, events: readonly Happening[]): Happening[][] {
  if (question.attribute !== 'all') return [[...events]];
  return [...grouped(events, (event) => JSON.stringify(eventValues(question, event))).values()];
}

function eventValues({ by }: FunnelQuestion, event: Happening): (string | null)[] {
  return by.flatMap(({ of, property }) => (of === 'event' ? [labelOf(event, property)] : []));
}

export function labelOf({ event, texts, numbers }: Happening, property: string): string | null {
  if (property === '$event') return event;
  return texts?.[property] ?? numbers?.[property]?.toString() ?? null;
}

function valuesOf(
  world: World,
  { by, attribute }: FunnelQuestion,
  person: string,
  path: readonly Happening[],
) {
  const at = typeof attribute === 'object' ? path[attribute.step] : path.at(attribute === 'last' ? -1 : 0);
  return by.map(({ of, property }) => {
    if (of === 'person') return traitOf(world, person, property) ?? null;
    return at ? labelOf(at, property) : null;
  });
}

function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
