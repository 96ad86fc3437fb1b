import type { DaySum } from './day-sums.ts';
import type { DayNumber } from './days.ts';

/** Events whose days are written at once: each may be a bit of two bitmaps in memory, and more at once read the numbers less often. */
const EVENTS_AT_ONCE = 20_000_000;

/** Days to be written together, the newest first: as many as have not too many events, one at least. */
export function dayBatches(days: ReadonlyMap<DayNumber, DaySum>, most = EVENTS_AT_ONCE): DayNumber[][] {
  const batches: DayNumber[][] = [];
  let room = 0;
  for (const day of [...days.keys()].sort((a, b) => b - a)) {
    const events = Number(days.get(day)!.events);
    room -= events;
    if (room < 0 || batches.length === 0) {
      batches.push([]);
      room = most - events;
    }
    batches.at(-1)!.push(day);
  }
  return batches;
}
