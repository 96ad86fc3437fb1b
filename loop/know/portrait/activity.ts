import { type Day, dayIn } from '#lib/core';
import { sql } from '#lib/sql';
import type { ReadOptions, Warehouse } from '#lib/store';
import { ownEvents, type Scope } from '#loop/condition';
import type { Purchase } from '../face/purchase.ts';

/** A day on which somebody did something. */
export interface ActiveDay {
  readonly day: Day;
  readonly events: number;
  readonly orders: number;
}

export interface Activity {
  /** All days with something on them, oldest first. */
  readonly days: readonly ActiveDay[];
  /** How many events fell into each hour of the day. */
  readonly hours: readonly number[];
  readonly today: Day;
}

/** What somebody did on which day and at which hour, on the clocks of the project. */
export async function activityOf(
  warehouse: Warehouse,
  scope: Scope,
  person: string,
  purchase: Purchase | undefined,
  options?: ReadOptions,
): Promise<Activity> {
  const zone = sql`${scope.timeZone}`;
  const mine = sql.and([
    sql`raw_person IN (${scope.members([BigInt(person)])})`,
    sql`event NOT IN ${[...ownEvents]}`,
    sql`time <= ${scope.now}`,
  ]);
  const isOrder = purchase ? sql`event = ${purchase.event}` : sql`0`;
  const rows = await warehouse.read<{ day: Day; hour: number; events: string; orders: string }>(
    sql`SELECT toString(toDate(time, ${zone})) AS day, toHour(time, ${zone}) AS hour, count() AS events, countIf(${isOrder}) AS orders
      FROM ${scope.events} WHERE ${mine} GROUP BY day, hour ORDER BY day, hour`,
    options,
  );
  const hours = Array.from({ length: 24 }, () => 0);
  const days = new Map<Day, { day: Day; events: number; orders: number }>();
  for (const { day, hour, events, orders } of rows) {
    const one = days.get(day) ?? { day, events: 0, orders: 0 };
    days.set(day, {
      day,
      events: one.events + Number(events),
      orders: one.orders + Number(orders),
    });
    hours[hour] = (hours[hour] ?? 0) + Number(events);
  }
  return { days: [...days.values()], hours, today: dayIn(scope.now, scope.timeZone) };
}
