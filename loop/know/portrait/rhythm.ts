import { type Day, daysBetween } from '#lib/core';
import type { Activity } from './activity.ts';

/** How often somebody buys, or where that cannot be told comes, and how long ago that was last. */
export interface Rhythm {
  readonly of: 'orders' | 'visits';
  /** The usual days from one to the next: the median; absent below three of them. */
  readonly every: number | null;
  /** Days since the last. */
  readonly silent: number | null;
}

/** So many days with something on them make a rhythm. */
const ENOUGH = 3;

export function rhythmOf({ days, today }: Pick<Activity, 'days' | 'today'>): Rhythm {
  const visits = days.map(({ day }) => day);
  const orders = days.filter((one) => one.orders > 0).map(({ day }) => day);
  const of = orders.length >= ENOUGH ? 'orders' : 'visits';
  const dates = of === 'orders' ? orders : visits;
  const last = dates.at(-1);
  return {
    of,
    every: dates.length >= ENOUGH ? median(gaps(dates)) : null,
    silent: last === undefined ? null : Math.max(0, daysBetween(last, today)),
  };
}

function gaps(dates: readonly Day[]): number[] {
  return dates.slice(1).map((day, i) => daysBetween(dates[i]!, day));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
