import { sql } from '#lib/sql';
import type { ReadOptions, Warehouse } from '#lib/store';
import type { Scope } from '#loop/condition';
import { around, type DayNumber, dayOf } from './days.ts';

/** What the events of a day add up to: any other event makes it another sum. */
export interface DaySum {
  readonly events: string;
  readonly ids: string;
}

/** The sums of the days that have events; of all days where no border is given. */
export async function daySums(
  warehouse: Warehouse,
  scope: Scope,
  timeZone: string,
  { from, to }: { from?: DayNumber; to?: DayNumber },
  options: ReadOptions = {},
): Promise<Map<DayNumber, DaySum>> {
  const inside = sql.and([
    ...(from === undefined ? [] : [sql`day >= ${sql.integer(from)}`]),
    ...(to === undefined ? [] : [sql`day < ${sql.integer(to)}`]),
  ]);
  const rows = await warehouse.read<{ day: number } & DaySum>(
    sql`SELECT ${dayOf(sql`quarter`, timeZone)} AS day, toString(sum(count)) AS events, toString(sum(total)) AS ids
      FROM ${scope.quarters} WHERE ${around(sql`quarter`, { from, to }, timeZone)} GROUP BY day HAVING ${inside}`,
    options,
  );
  return new Map(rows.map(({ day, events, ids }) => [Number(day), { events, ids }]));
}

export const isSame = (a: DaySum | undefined, b: DaySum | undefined): boolean =>
  a !== undefined && b !== undefined && a.events === b.events && a.ids === b.ids;
