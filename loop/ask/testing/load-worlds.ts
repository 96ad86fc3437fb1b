import { sql } from '#lib/sql';
import { defineLookup, type Warehouse } from '#lib/store';
import type { Scope, Source } from '#loop/condition';
import { testScope } from '../../access/testing.ts';
import { rootOf, type World } from './world.ts';

/** Writes worlds into the engine's tables, all in one insert a table. */
export async function loadWorlds(warehouse: Warehouse, worlds: readonly World[]): Promise<void> {
  const rows = worlds.flatMap((world) =>
    world.events.map((event, i) => ({
      project: world.project.id,
      time: engineTime(event.time),
      event: event.event,
      id: i + 1,
      distinct_id: event.user,
      texts: event.texts ?? {},
      numbers: event.numbers ?? {},
      source: event.source ?? HTTP,
      received: engineTime(event.time + (event.late ?? 0)),
    })),
  );
  await warehouse.insert('events', lines(rows), {
    format: 'JSONEachRow',
    columns: ['project', 'time', 'event', 'id', 'distinct_id', 'texts', 'numbers', 'source', 'received'],
  });
  const merges = worlds.flatMap((world) =>
    [...world.merges].map((pair) => ({ project: world.project.id, pair })),
  );
  await warehouse.run(sql`INSERT INTO merge_roots (person, canonical, version)
    SELECT sipHash64(toUInt32(project), user), sipHash64(toUInt32(project), root), 1 FROM (
      SELECT tupleElement(row, 1) AS project, tupleElement(row, 2) AS user, tupleElement(row, 3) AS root
      FROM (SELECT arrayJoin(arrayZip(${merges.map((m) => m.project)},
        ${merges.map((m) => m.pair[0])}, ${merges.map((m) => m.pair[1])})) AS row))`);
  const lookup = { name: 'merges', key: 'person', value: 'canonical', table: 'merge_roots' };
  await defineLookup(warehouse, lookup);
  const traits = worlds.flatMap((world) =>
    world.traits.map((trait) => ({ project: world.project.id, trait })),
  );
  await warehouse.run(sql`INSERT INTO person_properties (project, name, person, text, version)
    SELECT toUInt32(project), name, sipHash64(toUInt32(project), user), value, toUInt64(n) FROM (
      SELECT tupleElement(row, 1) AS project, tupleElement(row, 2) AS name, tupleElement(row, 3) AS user,
        tupleElement(row, 4) AS value, tupleElement(row, 5) AS n
      FROM (SELECT arrayJoin(arrayZip(${traits.map((t) => t.project)}, ${traits.map((t) => t.trait.name)},
        ${traits.map((t) => t.trait.user)}, ${traits.map((t) => t.trait.text)}, ${traits.map((_, i) => i + 1)})) AS row))`);
}

const HTTP = 'http';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What each source of a world sent, found without the engine. */
export function sourcesOfWorld({ events }: World): Source[] {
  const names = [...new Set(events.map(({ source = HTTP }) => source))];
  return names.map((name) => {
    const own = events.filter(({ source = HTTP }) => source === name);
    const mondays = [...new Set(own.map(({ time }) => mondayOf(time)))].sort((a, b) => a - b);
    const weeks = mondays.map((monday) => {
      const week = own.filter(({ time }) => mondayOf(time) === monday);
      const times = week.map(({ time }) => time);
      const clocks = times.map((time) => time % DAY_MS);
      return {
        first: Math.min(...times),
        last: Math.max(...times),
        count: week.length,
        prompt: week.filter(({ late = 0 }) => late < HOUR_MS).length,
        earliest: Math.min(...clocks),
        latest: Math.max(...clocks),
      };
    });
    return { name, events: new Set(own.map(({ event }) => event)), weeks };
  });
}

/** The day 0 of 1970 was a Thursday. */
const mondayOf = (time: number) => Math.floor((time / DAY_MS + 3) / 7);

/** The world's tables as somebody who may see all of it sees them; its segment `c` is whoever ever did the event `c`. */
export function scopeOfWorld(world: World): Scope {
  const state = {
    merged: world.merges.size > 0,
    materialized: new Set<string>(),
    sources: sourcesOfWorld(world),
  };
  const scope = testScope(world.project, state, world.now);
  const segment = (event: string) => sql`SELECT person FROM ${scope.events} WHERE event = ${event}`;
  return { ...scope, segment };
}

/** The engine's number of every person by the id that stands for the person, a map for each world. */
export async function personNumbers(
  warehouse: Warehouse,
  worlds: readonly World[],
): Promise<ReadonlyMap<string, string>[]> {
  const people = worlds.flatMap((world, i) =>
    [...new Set(world.events.map(({ user }) => rootOf(world, user)))].map((root) => ({ i, world, root })),
  );
  const rows = await warehouse.read<{ i: number; root: string; person: string }>(
    sql`SELECT row.1 AS i, row.3 AS root, sipHash64(toUInt32(row.2), row.3) AS person FROM (
      SELECT arrayJoin(arrayZip(${people.map(({ i }) => i)}, ${people.map(({ world }) => world.project.id)},
        ${people.map(({ root }) => root)})) AS row)`,
  );
  const numbers = worlds.map(() => new Map<string, string>());
  for (const { i, root, person } of rows) numbers[i]!.set(root, person);
  return numbers;
}

function engineTime(time: number): string {
  return new Date(time).toISOString().replace('T', ' ').replace('Z', '');
}

function lines(rows: readonly unknown[]): Uint8Array {
  return Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'));
}
