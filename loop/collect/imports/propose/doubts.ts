import { headerFit, promisesTime } from './header-words.ts';
import type { Profile } from './profile.ts';

export const doubtKinds = [
  'unread-time',
  'some-unread-times',
  'passed-time',
  'no-time',
  'lost-digits',
  'nobody',
  'frequent',
  'date-order',
  'short-years',
  'thousands',
  'no-values',
  'encoding',
] as const;

/** What of a file only a person can tell, or should know before it is imported. */
export interface Doubt {
  readonly kind: (typeof doubtKinds)[number];
  readonly column: string;
  /** Some of the values in question. */
  readonly values: readonly string[];
  /** In how many of the rows that were looked at. */
  readonly times: number;
  readonly of: number;
  /** Whether the file is not imported before somebody has answered. */
  readonly stops: boolean;
}

/** One id in more of the rows than this, and far more often than others, may stand for nobody. */
const FREQUENT = 0.05;
const LEAST = 5;

/** Whether an id that often among so many rows and ids looks like a collection of people. */
export function isFrequent(times: number, rows: number, ids: number): boolean {
  if (ids < 2 || times < LEAST || times <= rows * FREQUENT) return false;
  return times >= (4 * (rows - times)) / (ids - 1);
}

interface Chosen {
  readonly person: Profile | undefined;
  readonly time: Profile | undefined;
}

/** The doubts about a proposal; none is about times when it was said that rows only tell of people. */
export function doubtsOf(
  profiles: readonly Profile[],
  chosen: Chosen,
  { people, time }: { people?: boolean; time?: string },
): Doubt[] {
  const ofTimes = people ? [] : timeDoubts(profiles, chosen, time !== undefined);
  return [...ofTimes, ...personDoubts(chosen.person)];
}

/** @param said whether somebody named the column: then a few times that can be read are enough. */
function timeDoubts(profiles: readonly Profile[], { person, time }: Chosen, said: boolean): Doubt[] {
  const promising = unreadTimes(profiles);
  if (time) {
    const words = time.noValues ?? { values: [], times: 0 };
    const of = time.filled + words.times;
    const unread = of - time.readTimes;
    const better = promising.filter(
      ({ column, filled }) => filled > 0 && headerFit(column, 'time') > headerFit(time.column, 'time'),
    );
    if (unread === 0 && time.filled > 0)
      return said ? [] : better.slice(0, 1).map((passed) => passedOver(passed, time));
    const stops = said ? time.readTimes === 0 : unread * 2 > of;
    return [
      doubt(stops ? 'unread-time' : 'some-unread-times', time, {
        values: [...time.unread, ...words.values],
        times: unread,
        of,
        stops,
      }),
    ];
  }
  const [first] = promising;
  if (first) {
    const { filled, readTimes, unread } = first;
    return [
      doubt('unread-time', first, { values: unread, times: filled - readTimes, of: filled, stops: true }),
    ];
  }
  if (!person || person.distinct >= person.filled * 0.9) return [];
  return [
    doubt('no-time', person, {
      values: [person.most.value],
      times: person.filled - person.distinct,
      of: person.filled,
      stops: true,
    }),
  ];
}

/** Columns that are called a time and hold none, the best name first. */
function unreadTimes(profiles: readonly Profile[]): Profile[] {
  return profiles
    .filter(
      ({ column, filled, readTimes }) =>
        promisesTime(column) && readTimes * 2 <= filled && headerFit(column, 'trait') === 0,
    )
    .sort((a, b) => headerFit(b.column, 'time') - headerFit(a.column, 'time'));
}

/** A better name was passed over: what took its place is told first. */
function passedOver({ column, unread, filled }: Profile, time: Profile): Doubt {
  return {
    kind: 'passed-time',
    column: time.column,
    values: [column, ...unread.slice(0, 2)],
    times: filled,
    of: filled,
    stops: false,
  };
}

function personDoubts(person: Profile | undefined): Doubt[] {
  if (!person) return [];
  const { filled: of, nobody, lostDigits, most, distinct } = person;
  return [
    ...(lostDigits
      ? [doubt('lost-digits', person, { ...lostDigits, of, stops: lostDigits.times * 2 >= of })]
      : []),
    ...(nobody ? [doubt('nobody', person, { ...nobody, of, stops: false })] : []),
    ...(isFrequent(most.times, of, distinct) && !nobody?.values.includes(most.value)
      ? [doubt('frequent', person, { values: [most.value], times: most.times, of, stops: false })]
      : []),
  ];
}

function doubt(kind: Doubt['kind'], { column }: Profile, rest: Omit<Doubt, 'kind' | 'column'>): Doubt {
  const { values, times, of, stops } = rest;
  return { kind, column, values: values.slice(0, 5), times, of, stops };
}
