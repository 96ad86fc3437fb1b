import { z } from 'zod';
import { type Sql, sql } from '#lib/sql';
import type { ReadOptions, Warehouse } from '#lib/store';
import { Condition, compile, GivenName, type Scope } from '#loop/condition';
import { type Bought, boughtBy, Purchase } from './face/purchase.ts';

/** A person in a list. */
export interface Person {
  /** Number of the person, as text: 64 bits. */
  readonly person: string;
  /** The id the person is known by outside. */
  readonly id: string;
  readonly first: string;
  readonly last: string;
  /** The properties asked for that the person has, as text. */
  readonly properties: Readonly<Record<string, string>>;
  /** Where it was asked for, and there is something. */
  readonly bought?: Bought;
}

export const PeopleQuery = z.strictObject({
  who: Condition.optional(),
  search: z.string().normalize('NFC').max(200).optional().describe('part of an id or of any text property'),
  columns: z.array(GivenName).max(50).default([]),
  purchase: Purchase.optional().describe('tells of each person what was bought in all'),
  sort: z.enum(['last', 'first', 'id']).default('last'),
  descending: z.boolean().default(true),
  limit: z.int().min(1).max(500).default(50),
  offset: z.int().min(0).max(1_000_000).default(0),
});
export type PeopleQuery = z.output<typeof PeopleQuery>;

const order = { last: sql`last`, first: sql`first`, id: sql`distinct_id` };

/** What narrows a list of people, as a predicate over `person` and `distinct_id`. `among` is a sub-select of people. */
function filter(query: Pick<PeopleQuery, 'who'>, scope: Scope, among?: Sql): Sql {
  const parts: Sql[] = [];
  if (among) parts.push(sql`person IN (SELECT person FROM (${among}))`);
  if (query.who) parts.push(compile(query.who, scope, 'person'));
  return sql.and(parts);
}

/** The people of whom an id or any text holds what is searched for: only these are looked up, where something is. */
function searched({ search }: Pick<PeopleQuery, 'search'>, scope: Scope): Sql {
  if (!search) return scope.people;
  const holds = (text: Sql) => sql`multiSearchAnyCaseInsensitiveUTF8(${text}, ${[search]})`;
  // of whom it was ever told first, and then whether that still holds: few are grouped
  const told = sql`SELECT person FROM ${scope.facts}
    WHERE person IN (SELECT person FROM ${scope.facts} WHERE ${holds(sql`text`)}) GROUP BY person, name
    HAVING ${holds(sql`argMax(text, version)`)} AND argMax(gone, version) = 0`;
  return scope.peopleAmong(sql`${scope.withId(holds)} UNION DISTINCT ${told}`);
}

type Plain = Omit<Person, 'properties' | 'bought'>;

/** The people a query is about, in its order, as a statement. */
function selectPeople(scope: Scope, query: Omit<PeopleQuery, 'limit' | 'offset'>, among?: Sql): Sql {
  const direction = query.descending ? sql`DESC` : sql`ASC`;
  return sql`SELECT person, distinct_id AS id, first, last FROM ${searched(query, scope)}
    WHERE ${filter(query, scope, among)} ORDER BY ${order[query.sort]} ${direction}, person`;
}

/** A page of people with the properties asked for. */
export async function listPeople(
  warehouse: Warehouse,
  scope: Scope,
  query: PeopleQuery,
  among?: Sql,
  options?: ReadOptions,
): Promise<Person[]> {
  const page = await warehouse.read<Plain>(
    sql`${selectPeople(scope, query, among)} LIMIT ${query.limit} OFFSET ${query.offset}`,
    options,
  );
  return described(warehouse, scope, page, query, options);
}

/** All people of a query in batches, without holding them in memory. */
export async function* eachPeople(
  warehouse: Warehouse,
  scope: Scope,
  query: Omit<PeopleQuery, 'limit' | 'offset'>,
  among?: Sql,
  options?: ReadOptions,
): AsyncGenerator<Person[]> {
  let batch: Plain[] = [];
  for await (const person of warehouse.each<Plain>(selectPeople(scope, query, among), options)) {
    batch.push(person);
    if (batch.length === 2000) {
      yield await described(warehouse, scope, batch, query, options);
      batch = [];
    }
  }
  yield await described(warehouse, scope, batch, query, options);
}

async function described(
  warehouse: Warehouse,
  scope: Scope,
  people: readonly Plain[],
  { columns, purchase }: Pick<PeopleQuery, 'columns' | 'purchase'>,
  options?: ReadOptions,
): Promise<Person[]> {
  const ids = people.map(({ person }) => person);
  const [properties, bought] = await Promise.all([
    propertiesOf(warehouse, scope, ids, columns, options),
    purchase && boughtBy(warehouse, scope, ids, purchase, options),
  ]);
  return people.map((person) => {
    const all = bought?.get(person.person);
    return { ...person, properties: properties.get(person.person) ?? {}, ...(all && { bought: all }) };
  });
}

/** How many people a condition holds for, or are in a sub-select. */
export async function countPeople(
  warehouse: Warehouse,
  scope: Scope,
  query: Pick<PeopleQuery, 'who' | 'search'>,
  among?: Sql,
  options?: ReadOptions,
): Promise<number> {
  const [row] = await warehouse.read<{ n: string }>(
    sql`SELECT count() AS n FROM ${searched(query, scope)} WHERE ${filter(query, scope, among)}`,
    options,
  );
  return Number(row?.n ?? 0);
}

/** The newest value of properties of some people; all properties when no names are given. */
export async function propertiesOf(
  warehouse: Warehouse,
  scope: Scope,
  people: readonly string[],
  names?: readonly string[],
  options?: ReadOptions,
): Promise<Map<string, Record<string, string>>> {
  if (people.length === 0 || names?.length === 0) return new Map();
  const named = names ? sql`AND name IN ${[...names]}` : sql.empty;
  const rows = await warehouse.read<{ person: string; name: string; value: string }>(
    sql`SELECT person, name, argMax(text, version) AS value FROM ${scope.facts}
      WHERE raw_person IN (${scope.members(people.map(BigInt))}) ${named}
      GROUP BY person, name HAVING argMax(gone, version) = 0 ORDER BY name`,
    options,
  );
  const found = new Map<string, [name: string, value: string][]>();
  for (const { person, name, value } of rows) {
    const known = found.get(person);
    if (known) known.push([name, value]);
    else found.set(person, [[name, value]]);
  }
  return new Map([...found].map(([person, entries]) => [person, Object.fromEntries(entries)]));
}
