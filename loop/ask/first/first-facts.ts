import { type Sql, sql } from '#lib/sql';
import type { ReadOptions, Warehouse } from '#lib/store';
import type { Scope } from '#loop/condition';

/** An event of a source: how often, by how many, and how many of them did it on more than one day. */
export interface FirstEvent {
  readonly event: string;
  readonly times: number;
  readonly people: number;
  readonly again: number;
}

/** What came from a source, as far as it decides what to ask of it first. */
export interface FirstFacts {
  /** The most frequent first. */
  readonly events: readonly FirstEvent[];
  readonly times: number;
  readonly people: number;
  /** People who did anything on more than one day. */
  readonly again: number;
  readonly from: Date;
  readonly to: Date;
  /** Events of a moment that is yet to come. */
  readonly ahead: number;
  /** Events of whoever has most of them. */
  readonly most: number;
  /** Rows or messages that were left out. */
  readonly rejected: number;
}

/** Names that are looked at; a file of more is one whose names are made up. */
const MOST_EVENTS = 200;

/** What a source sent; nothing where it sent no event. */
export async function firstFacts(
  warehouse: Warehouse,
  scope: Scope,
  source: string,
  options?: ReadOptions,
): Promise<FirstFacts | undefined> {
  const each = (keys: Sql) => sql`(
    SELECT ${keys}, count() AS n, uniqExact(toDate(time, ${scope.timeZone})) AS days, min(time) AS first,
      max(time) AS last, countIf(time > ${scope.now}) AS late
    FROM ${scope.events} WHERE source = ${source} GROUP BY ${keys})`;
  const [events, [all], [left]] = await Promise.all([
    warehouse.read<Row & { event: string }>(
      sql`SELECT event, sum(n) AS times, count() AS people, countIf(days > 1) AS again
        FROM ${each(sql`person, event`)} GROUP BY event ORDER BY times DESC, event LIMIT ${sql.integer(MOST_EVENTS)}`,
      options,
    ),
    warehouse.read<Row & { from: string; to: string; ahead: string; most: string }>(
      sql`SELECT sum(n) AS times, count() AS people, countIf(days > 1) AS again, sum(late) AS ahead, max(n) AS most,
        toString(toUnixTimestamp64Milli(min(first))) AS from, toString(toUnixTimestamp64Milli(max(last))) AS to
        FROM ${each(sql`person`)}`,
      options,
    ),
    warehouse.read<{ times: string }>(
      sql`SELECT sum(times) AS times FROM ${scope.rejects} WHERE source = ${source}`,
      options,
    ),
  ]);
  if (!all || events.length === 0) return undefined;
  return {
    ...numbersOf(all),
    events: events.map((row) => ({ event: row.event, ...numbersOf(row) })),
    from: new Date(Number(all.from)),
    to: new Date(Number(all.to)),
    ahead: Number(all.ahead),
    most: Number(all.most),
    rejected: Number(left?.times ?? 0),
  };
}

interface Row {
  readonly times: string;
  readonly people: string;
  readonly again: string;
}

const numbersOf = ({ times, people, again }: Row) => ({
  times: Number(times),
  people: Number(people),
  again: Number(again),
});
