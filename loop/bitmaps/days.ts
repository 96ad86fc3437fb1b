import { type Day, dayIn, daysBetween, startOfDay } from '#lib/core';
import { type Sql, sql } from '#lib/sql';

/** A day as the number of days since 1970-01-01. */
export type DayNumber = number;

const EPOCH = '1970-01-01';
const DAY_MS = 86_400_000;

export const dayNumber = (moment: Date, timeZone: string): DayNumber =>
  daysBetween(EPOCH, dayIn(moment, timeZone));

/** The first moment of a day. */
const startOf = (day: DayNumber, timeZone: string): Date =>
  startOfDay(new Date(day * DAY_MS).toISOString().slice(0, 10) as Day, timeZone);

/** The number of the day of a moment, an expression. */
export const dayOf = (moment: Sql, timeZone: string): Sql => sql`toInt32(toDate(${moment}, ${timeZone}))`;

/** A day may begin twice, where the clock is put back over midnight: so much of it may lie before its start and after its end. */
const PUT_BACK_MS = 7_200_000;

/** A predicate over a moment that holds for every moment of the days from `from` to before `to`, and for few others. */
export function around(
  moment: Sql,
  { from, to }: { readonly from?: DayNumber; readonly to?: DayNumber },
  timeZone: string,
): Sql {
  const border = (day: DayNumber, more: number) => new Date(startOf(day, timeZone).getTime() + more);
  return sql.and([
    ...(from === undefined ? [] : [sql`${moment} >= ${border(from, -PUT_BACK_MS)}`]),
    ...(to === undefined ? [] : [sql`${moment} < ${border(to, PUT_BACK_MS)}`]),
  ]);
}

/** A predicate over `time`: does it lie on one of these days, and not after `now` where that is given? The stretches of time alone let the engine pass over others. */
export function onDays(days: readonly DayNumber[], timeZone: string, now?: Date): Sql {
  if (days.length === 0) return sql`0`;
  const sorted = [...days].sort((a, b) => a - b);
  const runs: [first: DayNumber, last: DayNumber][] = [];
  for (const day of sorted) {
    const run = runs.at(-1);
    if (run && day <= run[1] + 1) run[1] = day;
    else runs.push([day, day]);
  }
  const within = runs.map(([first, last]) => around(sql`time`, { from: first, to: last + 1 }, timeZone));
  return sql.and([
    ...(now ? [sql`time <= ${now}`] : []),
    sql.or(within),
    sql`${dayOf(sql`time`, timeZone)} IN ${sorted}`,
  ]);
}
