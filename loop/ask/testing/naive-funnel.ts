import type { Interval, Scope, Unit } from '#loop/condition';
import type { FunnelQuestion, FunnelStep } from '../analyses/funnel/question.ts';
import { naivePeriod } from './naive-calendar.ts';
import { grouped } from './naive-groups.ts';
import { isMatch, passes, traitOf } from './naive-match.ts';
import { eventValueOf, labelOf, ownValue } from './naive-values.ts';
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

/** The attempts that count: one a person; in a trend one a person and period; for `all` one a value too; or one after another. */
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
      const apart = perConstant(question, own).map((events) =>
        attemptsOf(events, question, to.getTime(), window),
      );
      const attempts = apart.flat();
      const counted = attempts.filter(({ path }) => path.length > 0);
      const complete = counted.some(({ path }) => path.length === question.steps.length);
      if (question.excluded === 'person' && !complete && attempts.some(({ broken }) => broken)) continue;
      const period = (time: number) => numberOf(time, question.unit, from.getTime(), scope);
      const periodOf = ({ path }: Attempt) => (question.show === 'trend' ? period(path[0]!.time) : 0);
      const chosen =
        question.count === 'attempts'
          ? apart.flatMap(oneAfterAnother)
          : [...grouped(counted, periodOf).values()].map((several) =>
              several.reduce((best, one) => {
                const than = walkOrder(one.path, best.path);
                return than < 0 || (than === 0 && valueOrder(question, one, best) < 0) ? one : best;
              }),
            );
      for (const attempt of chosen)
        all.push({
          person,
          period: periodOf(attempt),
          times: attempt.path.map(({ time }) => time),
          values: valuesOf(world, question, person, attempt.path),
        });
    }
  }
  return all;
}

/** Each begins when the one before is over; one that begins earlier takes its place if it leads further. */
function oneAfterAnother(attempts: readonly Attempt[]): Attempt[] {
  const all: Attempt[] = [];
  for (const one of attempts) {
    const before = all.at(-1);
    if (!before || one.path[0]!.time > before.end) all.push(one);
    else if (one.path.length > before.path.length) all[all.length - 1] = one;
  }
  return all;
}

function numberOf(time: number, unit: Unit, from: number, scope: Scope): number {
  return naivePeriod(time, unit, from, scope) - naivePeriod(from, unit, from, scope);
}

interface Attempt {
  readonly path: readonly Happening[];
  readonly broken: boolean;
  /** When it is over. */
  readonly end: number;
}

/** For each moment at which somebody may enter the best attempt that any order of the events of one moment allows. */
function attemptsOf(
  unsorted: readonly Happening[],
  question: FunnelQuestion,
  to: number,
  window: number,
): Attempt[] {
  const { steps, order } = question;
  const moments = [...grouped(unsorted, ({ time }) => time).entries()].toSorted(([a], [b]) => a - b);
  const begins = (event: Happening) =>
    order === 'any' ? steps.some((step) => fitsStep(event, step)) : fitsStep(event, steps[0]!);
  return moments.flatMap(([time, events], i) => {
    if (time >= to || !events.some(begins)) return [];
    const later = moments.slice(i).filter(([other]) => other - time <= window);
    const walks = walksFrom[order](
      later.map(([, own]) => own),
      question,
      (a, b) => compare(eventLabels(question, a), eventLabels(question, b)),
    );
    const [first, ...rest] = bestOf(walks).map((walk) => stopped(walk, question, unsorted, time + window));
    return [rest.reduce((best, one) => (valueOrder(question, one, best) < 0 ? one : best), first!)];
  });
}

type Walks = (
  moments: readonly Happening[][],
  question: FunnelQuestion,
  sort: (a: Happening, b: Happening) => number,
) => Happening[][];

const walksFrom: Record<FunnelQuestion['order'], Walks> = {
  /** Any events for the steps, so that none is earlier than the one before it. */
  ordered: (moments, { steps }) => {
    const events = moments.flat();
    const on = (walk: Happening[]): Happening[][] => {
      const next = events.filter(
        (event) =>
          steps[walk.length] &&
          fitsStep(event, steps[walk.length]!) &&
          event.time >= walk.at(-1)!.time &&
          !walk.includes(event),
      );
      return [walk, ...next.flatMap((event) => on([...walk, event]))];
    };
    return moments[0]!.filter((event) => fitsStep(event, steps[0]!)).flatMap((event) => on([event]));
  },
  /** Every order of the events of each moment: one after the other from some event of the first moment on. */
  strict: (moments, { steps }) => {
    const on = (walk: Happening[], moment: number): Happening[][] => {
      const step = steps[walk.length];
      const rest = moments[moment]!.filter((event) => !walk.includes(event));
      // what else the first moment has may have come before the entry
      const over = moment === 0 || rest.length === 0;
      const may = (events: readonly Happening[]) => events.filter((event) => step && fitsStep(event, step));
      return [
        walk,
        ...may(rest).flatMap((event) => on([...walk, event], moment)),
        ...may(over ? (moments[moment + 1] ?? []) : []).flatMap((event) => on([...walk, event], moment + 1)),
      ];
    };
    return moments[0]!.filter((event) => fitsStep(event, steps[0]!)).flatMap((event) => on([event], 0));
  },
  /** Every choice of events for steps, each event for one of the steps it fits; those of one moment in the order of their values. */
  any: (moments, { steps }, sort) => {
    const events = moments.flatMap((own) => own.toSorted(sort));
    const on = (walk: Happening[], from: number, left: typeof steps): Happening[][] => [
      walk,
      ...events.slice(from).flatMap((event, i) => {
        const fitted = left.filter((step) => fitsStep(event, step));
        return fitted.flatMap((step) =>
          on(
            [...walk, event],
            from + i + 1,
            left.filter((other) => other !== step),
          ),
        );
      }),
    ];
    return on([], 0, steps).filter(([first]) => first && first.time === events[0]!.time);
  },
};

/** The walks that lead furthest, the quickest of these. */
function bestOf(walks: readonly Happening[][]): Happening[][] {
  let best: Happening[][] = [];
  for (const walk of walks) {
    const than = best[0] ? walkOrder(walk, best[0]) : -1;
    if (than < 0) best = [walk];
    else if (than === 0) best.push(walk);
  }
  return best;
}

function walkOrder(a: readonly Happening[], b: readonly Happening[]): number {
  const later = a.findIndex(({ time }, i) => time !== b[i]?.time);
  return b.length - a.length || (later < 0 ? 0 : a[later]!.time - b[later]!.time);
}

/** The walk up to where an excluded event ends it. */
function stopped(
  walk: readonly Happening[],
  { exclude, steps }: FunnelQuestion,
  everything: readonly Happening[],
  until: number,
): Attempt {
  const stops = exclude.map((one) => {
    const after = walk[one.after];
    const times = everything
      .filter((event) => isMatch(event, one) && event.time <= until && after && event.time > after.time)
      .map(({ time }) => time);
    return { ...one, time: Math.min(...times) };
  });
  const cut = walk.findIndex((event, k) =>
    stops.some(({ after, before, time }) => after < k && k <= before && time < event.time),
  );
  const breaks = stops.filter(({ before, time }) => time < (walk[before]?.time ?? Number.POSITIVE_INFINITY));
  const path = cut < 0 ? walk : walk.slice(0, cut);
  const end =
    path.length === steps.length ? path.at(-1)!.time : Math.min(until, ...breaks.map(({ time }) => time));
  return { path, broken: breaks.length > 0, end };
}

/** Of attempts that differ in nothing else the one with the smallest values where the breakdown looks. */
function valueOrder(question: FunnelQuestion, a: Attempt, b: Attempt): number {
  const label = ({ path }: Attempt) => {
    const at = placeOf(question, path);
    return at ? eventLabels(question, at) : [];
  };
  return compare(label(a), label(b));
}

function eventLabels(question: FunnelQuestion, event: Happening): string[] {
  return eventValues(question, event).map((value) => value ?? '\0');
}

function placeOf({ attribute }: FunnelQuestion, path: readonly Happening[]): Happening | undefined {
  return typeof attribute === 'object' ? path[attribute.step] : path.at(attribute === 'last' ? -1 : 0);
}

/** With `all`, a person's events apart by their values. */
function perValue(question: FunnelQuestion, events: readonly Happening[]): Happening[][] {
  if (question.attribute !== 'all') return [[...events]];
  return [...grouped(events, (event) => JSON.stringify(eventValues(question, event))).values()];
}

function fitsStep(event: Happening, step: FunnelStep): boolean {
  return 'anyOf' in step ? step.anyOf.some((one) => isMatch(event, one)) : isMatch(event, step);
}

/** A person's events apart by the values that all steps share; those that lack one are left out. */
function perConstant({ constant }: FunnelQuestion, events: readonly Happening[]): Happening[][] {
  const valuesOf = (event: Happening) => constant.map(({ property }) => labelOf(event, property));
  const complete = events.filter((event) => !valuesOf(event).includes(null));
  return [...grouped(complete, (event) => JSON.stringify(valuesOf(event))).values()];
}

function eventValues({ by }: FunnelQuestion, event: Happening): (string | null)[] {
  return by.flatMap((one) => (one.of === 'event' ? [eventValueOf(one, event)] : []));
}

function valuesOf(world: World, question: FunnelQuestion, person: string, path: readonly Happening[]) {
  const at = placeOf(question, path);
  return question.by.map((one) => ownValue(world, one, person, at));
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (const [i, label] of a.entries()) {
    const order = Buffer.compare(Buffer.from(label), Buffer.from(b[i] ?? ''));
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
