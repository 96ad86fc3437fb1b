import { createHash } from 'node:crypto';
import { type Sql, sql } from '#lib/sql';
import { builtIn, type PropertyType, reachOf, type Scope, sendersOf } from '#loop/condition';
import { peopleTables } from './scope-people.ts';
import { type Reader, readerOf, type ScopeGiven, type TableState } from './scope-reader.ts';

/** The tables of one project as a viewer of it may see them; `at` a moment, as they were then. */
export function makeScope(given: ScopeGiven, at?: Date): Scope {
  const { project } = given.viewer;
  const { state, now } = given;
  const read = readerOf(given, at);
  const people = peopleTables({ read, merged: state.merged, at });
  return {
    timeZone: project.timeZone,
    weekStart: project.weekStart,
    now,
    events: read('events'),
    ...people,
    eventProperty: (name, type) => eventProperty(name, type, state.materialized),
    fewValues: (name) => builtIn('event', name)?.fewValues || state.materialized.has(`label:${name}`),
    mergeLog: read('merge_log'),
    rejects: read('rejects'),
    get numbers() {
      return read('person_numbers', { final: true });
    },
    get dayBitmaps() {
      return read('person_days');
    },
    get daysBuilt() {
      return read('days_built');
    },
    quarters: read('events', {
      columns: sql`toStartOfFifteenMinutes(raw.time) AS quarter, count() AS count, sum(raw.id) AS total`,
      groupBy: sql`toStartOfFifteenMinutes(raw.time)`,
    }),
    segment: (id) => segment(id, read, at),
    listedIds: (list) => sql`SELECT id FROM ${read('segment_lists', { where: sql`raw.list = ${list}` })}`,
    internal: project.internal ?? undefined,
    sources: state.sources,
    reach: (patterns) => reachOf(sendersOf(patterns, state.sources), { ...project, now }),
    at: (moment) => makeScope({ ...given, now: moment }, moment),
    fingerprint: fingerprintOf(given, at),
  };
}

/** Over all that was given but the clock: nothing that decides what is seen can be forgotten here. */
function fingerprintOf({ viewer: { project }, state }: ScopeGiven, at: Date | undefined): string {
  const decides = [project.id, state.merged, [...state.materialized], at?.getTime()];
  return createHash('sha256').update(JSON.stringify(decides)).digest('base64url');
}

/** Who is in a segment by its newest edition; at a moment, who had entered by then and not left. */
function segment(id: string, read: Reader, at: Date | undefined): Sql {
  const mine = sql`raw.segment = ${id}`;
  if (!at) {
    const newest = read('segment_editions', { where: mine, columns: sql`max(raw.edition)` });
    return sql`SELECT person FROM ${read('segment_members', { where: sql`${mine} AND raw.edition = ${newest}` })}`;
  }
  const until = sql`${mine} AND raw.edition <= ${sql.typed('UInt64', at.getTime())}`;
  return sql`SELECT DISTINCT any_person AS person FROM (SELECT any(person) AS any_person, argMax(inside, edition) AS is_in
    FROM ${read('segment_changes', { where: until })} GROUP BY raw_person) WHERE is_in = 1`;
}

const maps = { text: 'texts', number: 'numbers', time: 'times' } as const;

function eventProperty(name: string, type: PropertyType, materialized: TableState['materialized']): Sql {
  const own = builtIn('event', name)?.read(type);
  if (own) return own;
  const column = `${type}:${name}`;
  if (materialized.has(column)) return sql.name(column);
  if (type === 'label') return eventLabel(name);
  const map = sql.name(maps[type]);
  return sql`if(mapContains(${map}, ${name}), ${map}[${name}], NULL)`;
}

/** The value as text, whatever its type; most are texts, so the other maps are looked into only where there is none. */
function eventLabel(name: string): Sql {
  const others = sql`if(mapContains(numbers, ${name}), toString(numbers[${name}]),
    if(mapContains(times, ${name}), toString(times[${name}]), NULL))`;
  return sql`if(mapContains(texts, ${name}), texts[${name}], ${others})`;
}
