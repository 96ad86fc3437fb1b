import { type Sql, sql } from '#lib/sql';
import { builtIn, type PropertyType, type Scope } from '#loop/condition';
import { mergedPerson, type Reader } from './scope-reader.ts';

type PeopleTables = Pick<
  Scope,
  'people' | 'peopleAmong' | 'idsOf' | 'withId' | 'idsWith' | 'facts' | 'personProperty' | 'members'
>;

interface Given {
  readonly read: Reader;
  readonly merged: boolean;
  /** As people were at this moment; as they are when absent. */
  readonly at: Date | undefined;
}

/** What is known of people, merged as they are known now. */
export function peopleTables(given: Given): PeopleTables {
  return {
    people: people(given),
    peopleAmong: (some) => people(given, membersOf(some, given.merged)),
    idsOf: (some) => identities(given, some),
    withId: (test) => withId(test, given),
    idsWith: (test) => sql`SELECT DISTINCT id FROM (${withId(test, given, sql`raw.distinct_id AS id`)})`,
    facts: facts(given),
    personProperty: (name, type) => personProperty(name, type, given),
    members: (ids) => members(ids, given.merged),
  };
}

/**
 * One row for each id a person came with. Grouped over the events themselves: the engine then reads its projection of
 * people, which a view would hide from it.
 */
function identities({ read, merged, at }: Given, among?: Sql): Sql {
  const person = mergedPerson(merged);
  const known = at
    ? // of somebody told of several times only the first and the last time are kept
      sql`raw.first AS first, if(raw.last <= ${at}, raw.last, raw.first) AS last, raw.distinct_id AS id`
    : sql`raw.first AS first, raw.last AS last, raw.distinct_id AS id`;
  const narrowed = among ? [sql`raw.person IN (${among})`] : [];
  const events = read('events', {
    columns: sql`raw.person AS raw_person, ${person} AS person, minIf(raw.time, ${isOthers}) AS first, maxIf(raw.time, ${isOthers}) AS last, any(raw.distinct_id) AS id`,
    groupBy: sql`raw.person HAVING countIf(${isOthers}) > 0`,
    where: sql.and(narrowed),
  });
  const told = read('known_people', {
    columns: sql`raw.person AS raw_person, ${person} AS person, ${known}`,
    where: sql.and([...narrowed, ...(at ? [sql`raw.first <= ${at}`] : [])]),
  });
  return sql`(SELECT * FROM ${events} UNION ALL SELECT * FROM ${told})`;
}

/** When somebody was seen is not told by what the product wrote of them; word for word as in the projection of people. */
const isOthers = sql`NOT startsWith(raw.source, 'linger:')`;

/** A person is shown under the id that the others were merged into. */
function people(given: Given, among?: Sql): Sql {
  return sql`(SELECT person, min(first) AS first, max(last) AS last,
      argMax(id, raw_person = person) AS distinct_id
    FROM ${identities(given, among)} GROUP BY person)`;
}

/**
 * The id is a key of the projection of people, so it is looked through before anything is grouped: that of one person is
 * always the same, whatever the event.
 */
function withId(
  test: (id: Sql) => Sql,
  { read, merged, at }: Given,
  columns = sql`${mergedPerson(merged)} AS person`,
): Sql {
  const where = test(sql`raw.distinct_id`);
  const events = read('events', { columns, where, groupBy: sql`raw.person, raw.distinct_id` });
  const told = read('known_people', {
    columns,
    where: at ? sql`${where} AND raw.first <= ${at}` : where,
  });
  return sql`SELECT * FROM (SELECT * FROM ${events} UNION ALL SELECT * FROM ${told})`;
}

/** All ids that were merged into the people of a sub-select. */
function membersOf(people: Sql, merged: boolean): Sql {
  const same = sql`SELECT person AS raw_person FROM (${people})`;
  return merged
    ? sql`${same} UNION ALL SELECT person AS raw_person FROM merges WHERE canonical IN (${people})`
    : same;
}

function members(people: readonly bigint[], merged: boolean): Sql {
  const ids = sql.typed('Array(UInt64)', people);
  if (!merged) return sql`SELECT arrayJoin(${ids}) AS raw_person`;
  return sql`SELECT arrayJoin(${ids}) AS raw_person UNION ALL SELECT person AS raw_person FROM merges WHERE canonical IN ${ids}`;
}

/** Added to the milliseconds of a moment, the version of what was told then. */
const VERSION_OF_1970 = 1n << 62n;

/**
 * What was told of people. At a moment: all that had been told by then, and where the last of it is what still holds, that
 * once more with the highest version, so that of two values told in one millisecond the same holds then and now.
 */
function facts({ read, merged, at }: Given, where = sql`1`): Sql {
  if (!at) return read('person_properties');
  const until = sql.typed('UInt64', VERSION_OF_1970 + BigInt(at.getTime()));
  const columns = (
    version: Sql,
  ) => sql`${mergedPerson(merged)} AS person, raw.person AS raw_person, raw.name AS name,
    raw.text AS text, raw.number AS number, raw.moment AS moment, raw.gone AS gone, ${version} AS version`;
  const narrowed = { where: sql`raw.version <= ${until} AND ${where}` };
  const before = read('person_property_history', {
    ...narrowed,
    columns: columns(sql`2 * if(raw.last > raw.version AND raw.last <= ${until}, raw.last, raw.version)`),
  });
  const now = read('person_properties', {
    ...narrowed,
    final: true,
    columns: columns(sql`2 * raw.version + 1`),
  });
  return sql`(SELECT * FROM ${before} UNION ALL SELECT * FROM ${now})`;
}

function personProperty(name: string, type: PropertyType, given: Given): Sql {
  const own = builtIn('person', name)?.read(type);
  if (own)
    return sql`(SELECT person, assumeNotNull(${own}) AS value FROM ${people(given)} WHERE isNotNull(${own}))`;
  const { read, merged, at } = given;
  const value = stored[type];
  const where = sql`raw.name = ${name}`;
  if (!merged && !at)
    return read('person_properties', {
      where: sql`${where} AND raw.gone = 0 AND isNotNull(raw.${value})`,
      final: true,
      columns: sql`raw.person AS person, assumeNotNull(raw.${value}) AS value`,
    });
  const told = at ? facts(given, where) : read('person_properties', { where, final: true });
  // a tuple, since argMax alone passes over missing values and would bring back an older one
  return sql`(SELECT person, assumeNotNull(tupleElement(newest, 1)) AS value FROM (
    SELECT person, argMax(tuple(if(gone = 0, ${value}, NULL)), version) AS newest FROM ${told} GROUP BY person
  ) WHERE isNotNull(tupleElement(newest, 1)))`;
}

const stored: Record<PropertyType, Sql> = {
  text: sql`text`,
  label: sql`text`,
  number: sql`number`,
  time: sql`moment`,
};
