import { addDays, dayIn, type Random, startOfDay, type WeekStart } from '#lib/core';
import type { Project } from '#loop/access';

/** One thing that happened, as told by whoever sent it. */
export interface Happening {
  /** The id as sent; several ids may be one person. */
  readonly user: string;
  readonly event: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Which source sent it; the stream over HTTP where absent. */
  readonly source?: string;
  /** Milliseconds on the way. */
  readonly late?: number;
  readonly texts?: Readonly<Record<string, string>>;
  readonly numbers?: Readonly<Record<string, number>>;
}

/** One property of a person. */
export interface Trait {
  readonly user: string;
  readonly name: string;
  readonly text: string;
}

/** A small company with all its history: what a naive computation reads, and what is loaded into the engine. */
export interface World {
  readonly project: Project;
  readonly now: Date;
  readonly events: readonly Happening[];
  /** From id to the id whose person it was merged into; always straight to the root. */
  readonly merges: ReadonlyMap<string, string>;
  readonly traits: readonly Trait[];
}

/** The id that stands for the person behind an id. */
export function rootOf(world: World, user: string): string {
  return world.merges.get(user) ?? user;
}

/** Days around which clocks change somewhere, each with the zone where they do. */
const seasons = [
  { timeZone: 'UTC', day: '2026-02-10' },
  { timeZone: 'Asia/Shanghai', day: '2026-01-31' },
  { timeZone: 'America/New_York', day: '2026-03-08' },
  { timeZone: 'America/New_York', day: '2026-11-01' },
  { timeZone: 'Australia/Lord_Howe', day: '2026-04-05' },
  { timeZone: 'Australia/Lord_Howe', day: '2026-10-04' },
] as const;

export interface WorldPlan {
  /** Number of the project; each world of one engine has its own. */
  readonly project: number;
  /** Days of history, around a change of the clock. */
  readonly days: number;
  readonly people?: number;
  readonly events?: number;
  /** A part of half of the worlds comes as a file that ends in the middle. */
  readonly files?: boolean;
}

const HOUR = 3_600_000;

/**
 * A random world. Events `a`, `b`, `c` with a text `plan`, a number `amount` (each sometimes missing) crowd on
 * few moments: the same millisecond, exact midnights and hours, exactly n × 24 h after another event.
 * About a third of the ids is merged into another; some people have a trait `city`; `now` may cut history short.
 */
export function randomWorld(random: Random, plan: WorldPlan): World {
  const { project, days, people = 10, events: count = 150 } = plan;
  const season = pick(random, seasons);
  const weekStart: WeekStart = random() < 0.7 ? 'monday' : 'sunday';
  const from = startOfDay(addDays(season.day, -Math.floor(days / 2)), season.timeZone).getTime();
  const until = from + days * 24 * HOUR;
  const users = Array.from({ length: people }, (_, i) => `u${i}`);
  const events: Happening[] = [];
  while (events.length < count)
    events.push({
      user: pick(random, users),
      event: pick(random, ['a', 'a', 'b', 'b', 'c']),
      time: moment(random, from, until, season.timeZone, events),
      ...(random() < 0.8 ? { texts: { plan: pick(random, ['free', 'pro', 'team', '']) } } : {}),
      ...(random() < 0.8 ? { numbers: { amount: Math.floor(random() * 20) } } : {}),
    });
  const told = plan.files && random() < 0.5 ? partlyFromFile(random, events, season.timeZone) : events;
  return {
    project: { id: project, name: `world ${project}`, timeZone: season.timeZone, weekStart },
    now: new Date(random() < 0.5 ? until + 100 * 24 * HOUR : from + (0.5 + random() / 2) * days * 24 * HOUR),
    events: told,
    merges: randomMerges(random, users),
    traits: users
      .filter(() => random() < 0.6)
      .map((user) => ({ user, name: 'city', text: pick(random, ['上海', '成都', 'Berlin']) })),
  };
}

/**
 * A random world in which a few people do nearly everything at the same few milliseconds: what imports of days and of
 * orders with several lines look like.
 */
export function crowdedWorld(random: Random, project: number): World {
  const world = randomWorld(random, { project, days: 5, people: 7, events: 45 });
  const times = world.events.map(({ time }) => time);
  const moments = Array.from({ length: 2 + Math.floor(random() * 4) }, () => pick(random, times));
  return {
    ...world,
    events: world.events.map((event) => (random() < 0.9 ? { ...event, time: pick(random, moments) } : event)),
  };
}

/** The same with a file that ends in the middle, imported long after, beside what the stream sent; some files tell days only. */
function partlyFromFile(random: Random, events: readonly Happening[], timeZone: string): Happening[] {
  const end = pick(random, events).time;
  const inFile = new Set(pick(random, [['a'], ['a', 'b'], ['a', 'b', 'c']]));
  const days = random() < 0.5;
  return events.map((event) => {
    if (event.time > end || !inFile.has(event.event)) return event;
    const { time } = event;
    const day = startOfDay(dayIn(new Date(time), timeZone), timeZone).getTime();
    return { ...event, time: days ? day : time, source: 'file:1', late: 400 * 24 * HOUR };
  });
}

/** One of the values, each as likely. */
export function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)]!;
}

function moment(
  random: Random,
  from: number,
  until: number,
  timeZone: string,
  earlier: readonly Happening[],
): number {
  const other = earlier.length > 0 ? pick(random, earlier).time : from;
  const anywhere = from + Math.floor(random() * (until - from));
  const kinds = [
    () => anywhere,
    () => anywhere,
    () => other,
    () => other + 24 * HOUR * Math.ceil(random() * 4) - Math.round(random()),
    () => startOfDay(dayIn(new Date(anywhere), timeZone), timeZone).getTime() - Math.round(random()),
    () => Math.floor(anywhere / HOUR) * HOUR,
  ];
  return Math.min(until, pick(random, kinds)());
}

function randomMerges(random: Random, users: readonly string[]): Map<string, string> {
  const merges = new Map<string, string>();
  const roots = users.slice(0, Math.ceil(users.length * 0.7));
  for (const user of users.slice(roots.length)) if (random() < 0.8) merges.set(user, pick(random, roots));
  return merges;
}
