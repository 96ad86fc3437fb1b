import { z } from 'zod';
import { sql } from '#lib/sql';
import type { ReadOptions, Warehouse } from '#lib/store';
import { EventPattern, matches, type Scope } from '#loop/condition';
import { unknownPerson } from './faults.ts';
import { propertiesOf } from './people.ts';

/** Number of a person: 64 bits as text. */
export const PersonId = z.string().regex(/^\d{1,20}$/, 'the number of a person, as text');

/** Everything known of one person but the events. */
export interface Profile {
  readonly person: string;
  readonly id: string;
  readonly first: string;
  readonly last: string;
  readonly events: number;
  readonly properties: Readonly<Record<string, string>>;
  /** Every id the person came with, and since when. */
  readonly identities: readonly { id: string; first: string; last: string; events: number }[];
  /** When and why ids were joined or taken apart, oldest first. */
  readonly merges: readonly { time: string; kind: string; from: string; into: string }[];
}

/** One event on the timeline of a person. */
export interface Happening {
  readonly id: string;
  readonly event: string;
  readonly time: string;
  readonly source: string;
  readonly distinctId: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, number>>;
  readonly times: Readonly<Record<string, string>>;
}

/** The profile of a person; a number that was merged into another leads to that one. */
export async function profileOf(
  warehouse: Warehouse,
  scope: Scope,
  person: string,
  options?: ReadOptions,
): Promise<Profile> {
  const mine = sql`raw_person IN (${scope.members([BigInt(person)])})`;
  const [[found], identities, merges, properties] = await Promise.all([
    warehouse.read<{ id: string; first: string; last: string }>(
      sql`SELECT distinct_id AS id, first, last FROM ${scope.peopleAmong(sql`SELECT ${BigInt(person)} AS person`)}`,
      options,
    ),
    warehouse.read<{ id: string; first: string; last: string; events: string; all: string }>(
      sql`SELECT distinct_id AS id, min(time) AS first, max(time) AS last, count() AS events, sum(events) OVER () AS all
        FROM ${scope.events} WHERE ${mine} GROUP BY distinct_id ORDER BY min(time) LIMIT 200`,
      options,
    ),
    warehouse.read<Profile['merges'][number]>(
      sql`SELECT time, kind, from_id AS from, into_id AS into FROM ${scope.mergeLog} WHERE ${mine}
        ORDER BY time LIMIT 200`,
      options,
    ),
    propertiesOf(warehouse, scope, [person], undefined, options),
  ]);
  if (!found) throw unknownPerson({ given: person });
  return {
    person,
    ...found,
    events: Number(identities[0]?.all ?? 0),
    properties: properties.get(person) ?? {},
    merges,
    identities: identities.map(({ all: _, ...identity }) => ({
      ...identity,
      events: Number(identity.events),
    })),
  };
}

export const TimelineQuery = z.strictObject({
  person: PersonId,
  where: z.array(EventPattern).max(50).optional().describe('any of these; all events when absent'),
  before: z
    .strictObject({ time: z.iso.datetime(), id: z.string().regex(/^\d{1,20}$/) })
    .optional()
    .describe('go on after this event, the last of the page before'),
  limit: z.int().min(1).max(500).default(100),
});
export type TimelineQuery = z.output<typeof TimelineQuery>;

/** A page of a person's events, newest first. */
export async function timelineOf(
  warehouse: Warehouse,
  scope: Scope,
  { person, where, before, limit }: TimelineQuery,
  options?: ReadOptions,
): Promise<Happening[]> {
  const parts = [sql`raw_person IN (${scope.members([BigInt(person)])})`];
  if (before) {
    const at = new Date(before.time);
    parts.push(sql`(time < ${at} OR (time = ${at} AND id < ${BigInt(before.id)}))`);
  }
  if (where?.length) parts.push(sql.or(where.map((pattern) => matches(pattern, scope))));
  return warehouse.read<Happening>(
    sql`SELECT id, event, time, source, distinct_id AS distinctId, texts, numbers, times
      FROM ${scope.events} WHERE ${sql.and(parts)} ORDER BY time DESC, id DESC LIMIT ${limit}`,
    options,
  );
}
