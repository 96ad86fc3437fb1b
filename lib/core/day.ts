import { offsetAt } from './time-zone.ts';

/** A calendar day as `YYYY-MM-DD`; says nothing of a time zone. */
export type Day = string;

const DAY_MS = 86_400_000;

/** The calendar day of a moment, seen in a time zone. */
export function dayIn(moment: Date, timeZone: string): Day {
  return wallTime(moment, timeZone).slice(0, 10);
}

/** What the clocks of a time zone show at a moment: `2026-11-22T13:00:00.000`. */
export function wallTime(moment: Date, timeZone: string): string {
  const ms = moment.getTime();
  return new Date(ms + offsetAt(ms, timeZone)).toISOString().slice(0, -1);
}

/** The day `days` later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The day `months` later; the last of the month where the target month is shorter. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

export type WeekStart = 'monday' | 'sunday';

/** The first day of the week that holds `day`. */
export function startOfWeek(day: Day, weekStart: WeekStart): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -(weekStart === 'monday' ? (weekday + 6) % 7 : weekday));
}

/** The first moment of a calendar day in a time zone; where the clock skips midnight, the first that exists. */
export function startOfDay(day: Day, timeZone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`);
  const guesses = [wall - DAY_MS, wall + DAY_MS].map((near) => wall - offsetAt(near, timeZone));
  const [early, late] = [Math.min(...guesses), Math.max(...guesses)];
  return new Date(dayIn(new Date(early), timeZone) === day ? early : late);
}

/**
 * The moment an ISO text names: as it says when it carries a zone, else on the clocks of the given time zone;
 * a day alone is its first moment there.
 */
export function momentIn(text: string, timeZone: string): Date {
  const [, day, time = ''] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?))?$/.exec(text.trim()) ?? [];
  if (!day) return new Date(text);
  if (!time) return startOfDay(day, timeZone);
  const wall = Date.parse(`${day}T${time}Z`);
  return new Date(wall - offsetAt(wall - offsetAt(wall, timeZone), timeZone));
}

/**
 * The moment at which the clocks of a time zone show a time of day, `HH:MM`: the first of two where they are put back, and as much
 * later as they skip where they jump over it.
 */
export function momentAt(day: Day, time: string, timeZone: string): Date {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const guesses = [wall - DAY_MS, wall + DAY_MS]
    .map((near) => wall - offsetAt(near, timeZone))
    .sort((a, b) => a - b);
  const shown = guesses.find((guess) => guess + offsetAt(guess, timeZone) === wall);
  return new Date(shown ?? Math.max(...guesses));
}
