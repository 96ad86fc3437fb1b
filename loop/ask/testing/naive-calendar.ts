import type { WeekStart } from '#lib/core';
import type { Unit } from '#loop/condition';

/** Calendar of the naive computations: local days are read off the clock on the wall, and counted on fingers. */
export interface NaiveCalendar {
  readonly timeZone: string;
  readonly weekStart: WeekStart;
}

const walls = new Map<string, Intl.DateTimeFormat>();

/** Days since 1970 of the local date of a moment. */
export function localDay(time: number, timeZone: string): number {
  let wall = walls.get(timeZone);
  if (!wall) {
    wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
    walls.set(timeZone, wall);
  }
  return Date.parse(`${wall.format(time)}T00:00:00Z`) / 86_400_000;
}

const QUARTER_MS = 900_000;
const hoursSeen = new Map<string, { upTo: number; label: string; starts: number[] }>();

/** How many new hours the clock on the wall has shown since `origin`: looked at every quarter of an hour. */
function hoursShown(time: number, origin: number, timeZone: string): number {
  if (time < origin) return Math.floor((time - origin) / 3_600_000);
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    timeZoneName: 'longOffset',
  });
  const key = `${origin} ${timeZone}`;
  const seen = hoursSeen.get(key) ?? { upTo: origin, label: clock.format(origin), starts: [] };
  hoursSeen.set(key, seen);
  while (seen.upTo + QUARTER_MS <= time) {
    seen.upTo += QUARTER_MS;
    const label = clock.format(seen.upTo);
    if (label !== seen.label) seen.starts.push(seen.upTo);
    seen.label = label;
  }
  return seen.starts.filter((start) => start <= time).length;
}

/** A number that is equal for two moments of the same period and one bigger in the next; `origin` anchors the hours. */
export function naivePeriod(
  time: number,
  unit: Unit,
  origin: number,
  { timeZone, weekStart }: NaiveCalendar,
): number {
  if (unit === 'hour') return hoursShown(time, origin, timeZone);
  const day = localDay(time, timeZone);
  if (unit === 'day') return day;
  if (unit === 'week') return Math.floor((day + (weekStart === 'monday' ? 3 : 4)) / 7);
  const date = new Date(day * 86_400_000);
  if (unit === 'year') return date.getUTCFullYear();
  if (unit === 'quarter')
    return date.getUTCFullYear() * 4 + [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3][date.getUTCMonth()]!;
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The moment at which a local date begins: the first half hour, looked for from the day before, that lies on it. */
export function localMidnight(day: number, timeZone: string): number {
  let moment = (day - 1) * 86_400_000;
  while (localDay(moment, timeZone) < day) moment += 1_800_000;
  return moment;
}
