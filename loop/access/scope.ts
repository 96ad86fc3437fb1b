import { createHash } from 'node:crypto';
import { type Sql, sql } from '#lib/sql';
import { type PropertyType, reachOf, type Scope, type Source, sendersOf } from '#loop/condition';
import type { Project } from './viewer.ts';

/** What of a project's state changes how its tables are read. */
export interface TableState {
  /** Whether any two people were ever merged; while not, the look-up of the merged person is left out. */
  readonly merged: boolean;
  /** Properties of events that have a typed column of their own: the columns' names, `<type>:<property>`. */
  readonly promoted: ReadonlySet<string>;
  readonly sources: readonly Source[];
}

/** The tables of one project as a viewer of it may see them. */
export function scopeOf(project: Project, state: TableState, now: Date): Scope {
  const inProject = sql`project = ${sql.typed('UInt32', project.id)}`;
  const table = (name: string, columns: Sql) =>
    sql`(SELECT ${mergedPerson(state.merged)} AS person, raw.person AS raw_person, ${columns} FROM ${sql.name(name)} AS raw WHERE ${inProject})`;
  const typed = [...state.promoted].map((column) => sql`raw.${sql.name(column)} AS ${sql.name(column)}`);
  return {
    timeZone: project.timeZone,
    weekStart: project.weekStart,
    now,
    events: table('events', sql.join([sql`raw.* EXCEPT (project, person)`, ...typed])),
    people: people(inProject, state.merged),
    identities: identities(inProject, state.merged),
    eventProperty: (name, type) => eventProperty(name, type, state.promoted),
    fewValues: (name) => name === '$event' || name === '$source' || state.promoted.has(`label:${name}`),
    personProperty: (name, type) => personProperty(name, type, inProject, state.merged),
    sayings: table(
      'person_properties',
      sql`raw.name AS name, raw.text AS text, raw.gone AS gone, raw.version AS version`,
    ),
    // a merge that was noted again after a crash is one
    mergeLog: sql`(SELECT DISTINCT time, kind, person AS raw_person, from_id, into_id FROM merge_log WHERE ${inProject})`,
    members: (people) => members(people, state.merged),
    segment: (id) =>
      sql`SELECT ${mergedPerson(state.merged)} AS person FROM segment_members AS raw WHERE ${inProject} AND segment = ${id}
        AND edition = (SELECT max(edition) FROM segment_editions WHERE ${inProject} AND segment = ${id})`,
    reach: (patterns) => reachOf(sendersOf(patterns, state.sources), { ...project, now }),
    fingerprint: createHash('sha256')
      .update(JSON.stringify([project.id, state.merged, [...state.promoted]]))
      .digest('base64url'),
  };
}

/**
 * One row for each id a person came with. Grouped over the events themselves: the engine then reads its projection of
 * people, which a view would hide from it.
 */
function identities(inProject: Sql, merged: boolean): Sql {
  const person = mergedPerson(merged);
  return sql`(SELECT raw.person AS raw_person, ${person} AS person, min(raw.time) AS first, max(raw.time) AS last, any(raw.distinct_id) AS id
      FROM events AS raw WHERE ${inProject} GROUP BY raw.person
    UNION ALL SELECT raw.person AS raw_person, ${person} AS person, raw.first AS first, raw.last AS last, raw.distinct_id AS id
      FROM known_people AS raw WHERE ${inProject})`;
}

/** A person is shown under the id that the others were merged into. */
function people(inProject: Sql, merged: boolean): Sql {
  return sql`(SELECT person, min(first) AS first, max(last) AS last,
      argMax(id, raw_person = person) AS distinct_id
    FROM ${identities(inProject, merged)} GROUP BY person)`;
}

function mergedPerson(merged: boolean): Sql {
  if (!merged) return sql`raw.person`;
  // with its database: a shard of a cluster looks names up in another one
  return sql`dictGetOrDefault(concat(currentDatabase(), '.merges'), 'canonical', raw.person, raw.person)`;
}

function members(people: readonly bigint[], merged: boolean): Sql {
  const ids = sql.typed('Array(UInt64)', people);
  if (!merged) return sql`SELECT arrayJoin(${ids}) AS raw_person`;
  return sql`SELECT arrayJoin(${ids}) AS raw_person UNION ALL SELECT person AS raw_person FROM merges WHERE canonical IN ${ids}`;
}

const maps = { text: 'texts', number: 'numbers', time: 'times' } as const;

function eventProperty(name: string, type: PropertyType, promoted: TableState['promoted']): Sql {
  if (name === '$event') return sql`event`;
  if (name === '$source') return sql`source`;
  if (name === '$time' && type === 'time') return sql`time`;
  if (name === '$time' && type === 'label') return sql`toString(time)`;
  const column = `${type}:${name}`;
  if (promoted.has(column)) return sql.name(column);
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

function personProperty(name: string, type: PropertyType, inProject: Sql, merged: boolean): Sql {
  const own = ownProperties[name];
  if (own) {
    const value = type === 'label' || type === 'text' ? sql`toString(${own})` : own;
    return sql`(SELECT person, ${value} AS value FROM ${people(inProject, merged)})`;
  }
  const said = sql`person_properties AS raw FINAL WHERE ${inProject} AND name = ${name}`;
  const value = stored[type];
  if (!merged)
    return sql`(SELECT raw.person AS person, assumeNotNull(${value}) AS value FROM ${said} AND gone = 0 AND isNotNull(${value}))`;
  // a tuple, since argMax alone passes over missing values and would bring back an older one
  return sql`(SELECT person, assumeNotNull(tupleElement(newest, 1)) AS value FROM (
    SELECT ${mergedPerson(merged)} AS person, argMax(tuple(if(raw.gone = 0, ${value}, NULL)), raw.version) AS newest
    FROM ${said} GROUP BY person
  ) WHERE isNotNull(tupleElement(newest, 1)))`;
}

const ownProperties: Readonly<Record<string, Sql>> = {
  $first_seen: sql`first`,
  $last_seen: sql`last`,
  $id: sql`distinct_id`,
};

const stored: Record<PropertyType, Sql> = {
  text: sql`raw.text`,
  label: sql`raw.text`,
  number: sql`raw.number`,
  time: sql`raw.moment`,
};
