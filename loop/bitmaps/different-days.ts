import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import { ownEvents, type Scope } from '#loop/condition';
import { type DayNumber, dayOf, onDays } from './days.ts';

interface Given {
  readonly scope: Scope;
  readonly timeZone: string;
  readonly now: Date;
}

/** The days, each with its version, whose bitmap of any event is not who the events of the day are of. */
export async function differentDays(
  warehouse: Warehouse,
  { scope, timeZone, now }: Given,
  days: readonly (readonly [DayNumber, version: number])[],
): Promise<DayNumber[]> {
  if (days.length === 0) return [];
  const day = dayOf(sql`time`, timeZone);
  const on = onDays(
    days.map(([one]) => one),
    timeZone,
    now,
  );
  const pairs = days.map(([one, version]) => sql`(${sql.integer(one)}, ${sql.typed('UInt64', version)})`);
  const rows = await warehouse.read<{ day: number }>(sql`
    SELECT day FROM (
      SELECT ${day} AS day, groupBitmapState(number) AS people FROM (
        SELECT raw_person, time FROM ${scope.events} WHERE ${on} AND event NOT IN ${[...ownEvents]}) AS did
      INNER JOIN (SELECT raw_person, number FROM ${scope.numbers}) AS numbers ON did.raw_person = numbers.raw_person
      GROUP BY day) AS told
    LEFT JOIN (SELECT day AS of, people AS kept FROM ${scope.dayBitmaps}
      WHERE event = '' AND (day, version) IN (${sql.join(pairs)})) AS written ON told.day = written.of
    WHERE bitmapXorCardinality(people, kept) > 0 ORDER BY day`);
  return rows.map(({ day: one }) => Number(one));
}
