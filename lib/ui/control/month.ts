import { addDays, addMonths, type Day, startOfWeek, type WeekStart } from '#lib/core';

/** The first day of a day's month. */
export function startOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}

/** The weeks that show a month, days of its neighbours included. */
export function weeksOf(month: Day, weekStart: WeekStart): Day[][] {
  const first = startOfMonth(month);
  const end = addMonths(first, 1);
  const weeks: Day[][] = [];
  for (let monday = startOfWeek(first, weekStart); monday < end; monday = addDays(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(monday, i)));
  }
  return weeks;
}

/** Where a key leads from a day in a calendar. */
export function dayAfterKey(day: Day, key: string): Day | undefined {
  const days: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const months: Readonly<Record<string, number>> = { PageUp: -1, PageDown: 1 };
  if (months[key] !== undefined) return addMonths(day, months[key]);
  return days[key] === undefined ? undefined : addDays(day, days[key]);
}

/** A day as people type it (2026-11-22, 2026/11/2, 20261122, 2026年11月2日), or null. */
export function typedDay(typed: string): Day | null {
  const plain = typed.normalize('NFKC').trim();
  const parts = /^(\d{4})(?:[-/.年])?(\d{1,2})(?:[-/.月])?(\d{1,2})日?$/.exec(plain);
  if (!parts) return null;
  const day = `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`;
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day ? null : day;
}
