import { fault } from './fault.ts';

export const unknownTimeZone = fault('core.unknown-time-zone', 400, {
  en: 'unknown time zone: {given}; use a name such as Asia/Shanghai or UTC',
  zh: '不认识的时区：{given}；请用 Asia/Shanghai、UTC 这样的名称',
});

const DAY_MS = 86_400_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let known = clocks.get(timeZone);
  if (!known) {
    try {
      known = new Intl.DateTimeFormat('en-US', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      throw unknownTimeZone({ given: timeZone });
    }
    clocks.set(timeZone, known);
  }
  return known;
}

/** Whether the engine of this process knows the time zone by that name. */
export function isTimeZone(name: string): boolean {
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

/** By time zone, the offsets at the starts of days of UTC: an answer asks for the same few hundred again and again. */
const offsets = new Map<string, Map<number, number>>();
const MOST_OFFSETS = 50_000;

/** Milliseconds that local time is ahead of UTC at a moment. */
export function offsetAt(moment: number, timeZone: string): number {
  const day = Math.floor(moment / DAY_MS);
  const offset = offsetAtDay(day, timeZone);
  // no zone has ever changed its clocks and changed them back within a day
  return offset === offsetAtDay(day + 1, timeZone) ? offset : offsetByClock(moment, timeZone);
}

function offsetAtDay(day: number, timeZone: string): number {
  let known = offsets.get(timeZone);
  if (!known || known.size >= MOST_OFFSETS) {
    known = new Map();
    offsets.set(timeZone, known);
  }
  let offset = known.get(day);
  if (offset === undefined) {
    offset = offsetByClock(day * DAY_MS, timeZone);
    known.set(day, offset);
  }
  return offset;
}

function offsetByClock(moment: number, timeZone: string): number {
  const part = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return local - Math.floor(moment / 1000) * 1000;
}

/** A moment from which on a time zone's clocks are ahead of UTC by so many milliseconds. */
export interface ClockChange {
  readonly at: number;
  readonly offset: number;
}

/** The changes of a time zone's clocks after one moment, up to another. */
export function clockChanges(after: number, upTo: number, timeZone: string): ClockChange[] {
  const changes: ClockChange[] = [];
  for (let day = Math.floor(after / DAY_MS); day * DAY_MS <= upTo; day++) {
    const offset = offsetAtDay(day + 1, timeZone);
    const before = offsetAtDay(day, timeZone);
    if (offset === before) continue;
    let [low, high] = [day * DAY_MS, (day + 1) * DAY_MS];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetByClock(middle, timeZone) === before) low = middle;
      else high = middle;
    }
    if (high > after && high <= upTo) changes.push({ at: high, offset });
  }
  return changes;
}

/** Whether a time zone's clocks show twice what they show at a moment: once before they are put back and once after. */
export function isShownTwice(moment: number, timeZone: string): boolean {
  const wall = moment + offsetAt(moment, timeZone);
  return [moment - DAY_MS, moment + DAY_MS].some((near) => {
    const offset = offsetAt(near, timeZone);
    return wall - offset !== moment && offsetAt(wall - offset, timeZone) === offset;
  });
}

/** How far a time zone's clocks are ahead of UTC at a moment: `+08:00`. */
export function offsetText(moment: number, timeZone: string): string {
  const minutes = Math.round(offsetAt(moment, timeZone) / 60_000);
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}
