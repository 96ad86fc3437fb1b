import { type Sql, sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import { ownEvents, type Scope } from '#loop/condition';
import { type DayNumber, dayOf, onDays } from './days.ts';

/** A day on which events have more names than these keeps only who did anything: made up names would be many small bitmaps. */
const MOST_NAMES = 500;

export interface Building {
  readonly project: number;
  readonly scope: Scope;
  readonly timeZone: string;
  readonly now: Date;
  readonly version: number;
}

/** Writes the bitmaps of some days under a version. Everybody in them must have a number. Gives the days that have names. */
export async function buildDays(
  warehouse: Warehouse,
  building: Building,
  days: readonly DayNumber[],
): Promise<Set<DayNumber>> {
  const { project, scope, timeZone, now } = building;
  const version = sql.typed('UInt64', building.version);
  const named = await daysWithNames(warehouse, building, days);
  const wide = days.filter((one) => !named.has(one));
  const own = sql`event IN ${[...ownEvents]}`;
  const into = (event: Sql) => sql`INSERT INTO person_days (project, event, day, version, people)
    SELECT toUInt32(${sql.integer(project)}), ${event}, day, ${version}`;
  const fromEvents = (event: Sql, which: Sql) =>
    sql`${into(sql`name`)}, groupBitmapState(number) FROM ${numberedEvents(scope, event, which, timeZone)} GROUP BY name, day`;
  if (named.size > 0) {
    await warehouse.run(fromEvents(sql`event`, onDays([...named], timeZone, now)), { touches: [] });
    await warehouse.run(
      sql`${into(sql`''`)}, groupBitmapMergeState(people) FROM ${scope.dayBitmaps}
        WHERE version = ${version} AND day IN ${[...named]} AND NOT ${own} GROUP BY day`,
      { touches: [] },
    );
  }
  if (wide.length > 0)
    await warehouse.run(fromEvents(sql`''`, sql.and([onDays(wide, timeZone, now), sql`NOT ${own}`])), {
      touches: [],
    });
  return named;
}

/** FROM-expression of events with the numbers of who did them: `name`, `day`, `number`. Setting the same bit again costs less than finding those alike first. */
export function numberedEvents(scope: Scope, event: Sql, which: Sql, timeZone: string): Sql {
  return sql`(SELECT name, day, number
    FROM (SELECT ${event} AS name, ${dayOf(sql`time`, timeZone)} AS day, raw_person FROM ${scope.events} WHERE ${which}) AS did
    INNER JOIN (SELECT raw_person, number FROM ${scope.numbers}) AS numbers ON did.raw_person = numbers.raw_person)`;
}

async function daysWithNames(
  warehouse: Warehouse,
  { scope, timeZone, now }: Building,
  days: readonly DayNumber[],
): Promise<Set<DayNumber>> {
  // all that were ever sent; the few that came since the scope was opened are told by the sum of their day
  const ever = new Set(scope.sources.flatMap(({ events }) => [...events]));
  if (ever.size <= MOST_NAMES) return new Set(days);
  const rows = await warehouse.read<{ day: number; names: string }>(
    sql`SELECT ${dayOf(sql`time`, timeZone)} AS day, uniqExact(event) AS names FROM ${scope.events}
      WHERE ${onDays(days, timeZone, now)} GROUP BY day`,
  );
  return new Set(rows.filter(({ names }) => Number(names) <= MOST_NAMES).map(({ day }) => Number(day)));
}
