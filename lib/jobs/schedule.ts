import { addDays, dayIn, momentAt } from '#lib/core';

/** When work is asked for again and again. */
export type Schedule = Daily | Hourly;

interface Daily {
  readonly every: 'day';
  /** On the clocks of the zone, `HH:MM`. */
  readonly at: string;
  readonly zone: string;
  /** Whether a time that passed while the product was stopped is made good at the start, once. */
  readonly missed: 'run' | 'skip';
}

interface Hourly {
  readonly every: 'hour';
  readonly minute: number;
  readonly missed: 'run' | 'skip';
}

const HOUR_MS = 3_600_000;

/** The first time of a schedule after a moment. */
export function nextTime(schedule: Schedule, after: Date): Date {
  if (schedule.every === 'hour') return new Date(lastHour(schedule.minute, after.getTime()) + HOUR_MS);
  const { at, zone } = schedule;
  return firstOf([-1, 0, 1, 2], (days) => {
    const time = momentAt(addDays(dayIn(after, zone), days), at, zone);
    return time > after ? time : undefined;
  });
}

/** The last time of a schedule up to a moment, that moment among them. */
export function lastTime(schedule: Schedule, upTo: Date): Date {
  if (schedule.every === 'hour') return new Date(lastHour(schedule.minute, upTo.getTime()));
  const { at, zone } = schedule;
  return firstOf([1, 0, -1, -2], (days) => {
    const time = momentAt(addDays(dayIn(upTo, zone), days), at, zone);
    return time <= upTo ? time : undefined;
  });
}

function lastHour(minute: number, upTo: number): number {
  const shift = minute * 60_000;
  return Math.floor((upTo - shift) / HOUR_MS) * HOUR_MS + shift;
}

function firstOf(days: readonly number[], find: (days: number) => Date | undefined): Date {
  for (const each of days) {
    const found = find(each);
    if (found) return found;
  }
  throw new Error('no day holds the time of day');
}
