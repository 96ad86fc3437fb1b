import type { SurvivalTimes } from './survival-times.ts';

/** Counts at each distinct time, ascending; weights added. */
export interface EventTable {
  readonly time: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
  /** Those who came before it and whose time is this or later: who leaves at a time, by event or censoring, is at risk at it. */
  readonly atRisk: Float64Array;
}

/** Of all rows. */
export function eventTable({ time, event, weights, entry }: SurvivalTimes): EventTable {
  const distinct = distinctTimes(time);
  const place = placesOf(time, distinct);
  const events = new Float64Array(distinct.length);
  const atRisk = new Float64Array(distinct.length);
  const censored = new Float64Array(distinct.length);
  for (let i = 0; i < time.length; i++)
    (event[i] === 1 ? events : censored)[place[i]!]! += weights ? weights[i]! : 1;
  let left = 0;
  for (let at = distinct.length - 1; at >= 0; at--) {
    left += events[at]! + censored[at]!;
    atRisk[at] = left;
  }
  if (entry) takeLate(atRisk, distinct, entry, weights);
  return { time: distinct, events, censored, atRisk };
}

/** Who comes at a time or after it is not at risk at it. */
function takeLate(
  atRisk: Float64Array,
  distinct: Float64Array,
  entry: Float64Array,
  weights?: Float64Array,
): void {
  const late = new Float64Array(distinct.length + 1);
  for (let i = 0; i < entry.length; i++) late[countUpTo(distinct, entry[i]!)]! += weights ? weights[i]! : 1;
  let notYet = 0;
  for (let at = distinct.length - 1; at >= 0; at--) {
    notYet += late[at + 1]!;
    atRisk[at]! -= notYet;
  }
}

/** The times that occur, ascending, each once. Sorting numbers beats sorting places by a comparison. */
export function distinctTimes(time: Float64Array): Float64Array {
  const ascending = Float64Array.from(time).sort();
  let size = 0;
  for (let i = 0; i < ascending.length; i++)
    if (i === 0 || ascending[i] !== ascending[i - 1]) ascending[size++] = ascending[i]!;
  return ascending.slice(0, size);
}

/** The place of each time among the distinct ones. */
export function placesOf(time: Float64Array, distinct: Float64Array): Uint32Array {
  return Uint32Array.from(time, (value) => countUpTo(distinct, value) - 1);
}

/** How many of ascending values are at most `limit`. */
export function countUpTo(ascending: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows by ascending time, equal times in the order of the rows. */
export function timeOrder(time: Float64Array): Uint32Array {
  const distinct = distinctTimes(time);
  const place = placesOf(time, distinct);
  const next = new Uint32Array(distinct.length + 1);
  for (let i = 0; i < place.length; i++) next[place[i]! + 1]!++;
  for (let at = 0; at < distinct.length; at++) next[at + 1]! += next[at]!;
  const ordered = new Uint32Array(time.length);
  for (let i = 0; i < place.length; i++) ordered[next[place[i]!]!++] = i;
  return ordered;
}
