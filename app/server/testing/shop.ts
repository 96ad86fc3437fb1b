import { addDays } from '#lib/core';

const DAYS = 6;
const START = '2026-03-02';
const USERS = 24;
const SIZE = 20;

/** A message as an SDK sends it. */
export interface Message {
  readonly type: 'track' | 'identify' | 'alias';
  readonly messageId: string;
  readonly [member: string]: unknown;
}

const user = (n: number) => `user-${n % USERS}`;
const device = (n: number) => `device-${n % USERS}`;
const dayOf = (n: number) => addDays(START, n % DAYS);

/**
 * One batch of what happens in a shop; the same whenever it is asked for. Every fifth message is sent by a device that
 * nobody has logged in on yet; each batch tells of one person's level, and sometimes of a name from another system.
 */
export function batchOf(batch: number): Message[] {
  const tracks = Array.from({ length: SIZE }, (_, i): Message => {
    const n = batch * 7 + i;
    const id = i % 5 === 0 ? {} : { userId: user(n) };
    return {
      type: 'track',
      messageId: `${batch}-${i}`,
      event: i % 4 === 0 ? 'pay' : 'open',
      anonymousId: device(n),
      ...id,
      timestamp: `${dayOf(n + batch)}T0${i % 10}:00:00.000Z`,
      properties: { mark: `${batch}-${i}`, batch },
    };
  });
  const level: Message = {
    type: 'identify',
    messageId: `${batch}-level`,
    userId: user(batch),
    traits: { level: batch },
    timestamp: new Date(Date.UTC(2026, 2, 10) + batch * 1000).toISOString(),
  };
  const alias: Message = {
    type: 'alias',
    messageId: `${batch}-alias`,
    userId: user(batch),
    previousId: `card-${batch % USERS}`,
    timestamp: '2026-03-10T00:00:00.000Z',
  };
  return [...tracks, level, ...(batch % 3 === 0 ? [alias] : [])];
}

/** What must be true after some batches arrived, worked out one event at a time. */
export function expectedOf(batches: readonly number[]) {
  const tracks = batches.flatMap((batch) =>
    batchOf(batch)
      .filter(({ type }) => type === 'track')
      .map((message) => ({
        mark: String(message.messageId),
        event: String(message.event),
        person: String(message.anonymousId).replace('device', 'user'),
        day: String(message.timestamp).slice(0, 10),
      })),
  );
  const days = Array.from({ length: DAYS }, (_, i) => addDays(START, i));
  const whoOn = (day: string, event: string) =>
    new Set(tracks.filter((one) => one.day === day && one.event === event).map(({ person }) => person));
  const levels = new Map<string, number>();
  for (const batch of batches) levels.set(user(batch), Math.max(batch, levels.get(user(batch)) ?? 0));
  return {
    days,
    tracks,
    levels,
    people: new Set([...tracks.map(({ person }) => person), ...levels.keys()]),
    marksOf: (person: string) => tracks.filter((one) => one.person === person).map(({ mark }) => mark),
    /** Events of each day, as a trend counts them. */
    daily: (event: string) =>
      days.map((day) => tracks.filter((one) => one.day === day && one.event === event).length),
    /** Of those who opened on a day: how many paid so many days later. */
    retained: () =>
      days.map((day, at) => {
        const cohort = whoOn(day, 'open');
        return [
          cohort.size,
          ...days
            .slice(at + 1)
            .map((later) => [...whoOn(later, 'pay')].filter((one) => cohort.has(one)).length),
        ];
      }),
  };
}
