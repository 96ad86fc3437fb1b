import type { Words } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import type { ReadOptions, Warehouse } from '#lib/store';
import type { Scope, Uses } from '#loop/condition';

/** Events that are looked through for a name that was meant. */
const LOOKED_THROUGH = 200_000;
/** Names that were found are not looked for again. */
const MOST_SEEN = 10_000;
const seenNames = new WeakMap<Warehouse, Set<string>>();

function seenIn(warehouse: Warehouse): Set<string> {
  const known = seenNames.get(warehouse) ?? new Set();
  seenNames.set(warehouse, known);
  return known;
}

function remember(seen: Set<string>, key: string): void {
  if (seen.size >= MOST_SEEN) seen.clear();
  seen.add(key);
}

/** A name is meant when so large a part of it at most is another. */
const ALIKE = 0.4;

/** Says which events and properties of a question there are none of, whenever, so that a 0 is not taken for an answer. */
export async function unknownNames(
  warehouse: Warehouse,
  scope: Scope,
  { events, properties }: Pick<Uses, 'events' | 'properties'>,
  options?: ReadOptions,
): Promise<Words[]> {
  const names = [
    ...events.map((name) => ({ kind: 'event' as const, name })),
    ...properties.map(({ of, name }) => ({ kind: of === 'event' ? ('property' as const) : of, name })),
  ];
  const seen = seenIn(warehouse);
  const found = await Promise.all(
    names.map(async ({ kind, name }) => {
      const key = `${scope.fingerprint} ${kind} ${name}`;
      if (seen.has(key)) return undefined;
      const [there] = await warehouse.read(
        sql`SELECT 1 FROM ${sources[kind].has(scope, name)} LIMIT 1`,
        options,
      );
      if (there) {
        remember(seen, key);
        return undefined;
      }
      const [near] = await warehouse.read<{ name: string }>(nearest(sources[kind].all(scope), name), options);
      return summary[kind](name, near?.name);
    }),
  );
  return found.filter((words) => words !== undefined);
}

type Kind = 'event' | 'property' | 'person';

const sources: Record<Kind, { has(scope: Scope, name: string): Sql; all(scope: Scope): Sql }> = {
  event: {
    has: ({ events }, name) => sql`${events} WHERE event = ${name}`,
    all: ({ events }) => sql`SELECT DISTINCT event AS name FROM ${events}`,
  },
  property: {
    has: ({ events }, name) =>
      sql`${events} WHERE mapContains(texts, ${name}) OR mapContains(numbers, ${name}) OR mapContains(times, ${name})`,
    all: ({
      events,
    }) => sql`SELECT DISTINCT arrayJoin(arrayConcat(mapKeys(texts), mapKeys(numbers), mapKeys(times))) AS name
      FROM (SELECT texts, numbers, times FROM ${events} LIMIT ${sql.integer(LOOKED_THROUGH)})`,
  },
  person: {
    has: ({ facts }, name) => sql`${facts} WHERE name = ${name}`,
    all: ({ facts }) => sql`SELECT DISTINCT name FROM ${facts}`,
  },
};

function nearest(all: Sql, name: string): Sql {
  const distance = sql`editDistanceUTF8(lowerUTF8(toString(name)), lowerUTF8(${name}))`;
  const most = Math.max(1, Math.floor([...name].length * ALIKE));
  return sql`SELECT toString(name) AS name FROM (${all}) WHERE ${distance} <= ${sql.integer(most)} ORDER BY ${distance}, name LIMIT 1`;
}

const summary: Record<Kind, (name: string, meant: string | undefined) => Words> = {
  event: (name, meant) => ({
    zh: `没有名为「${name}」的事件${meant ? `；是不是「${meant}」？` : '。'}`,
    en: `There is no event “${name}”${meant ? `; did you mean “${meant}”?` : '.'}`,
  }),
  property: (name, meant) => ({
    zh: `没有任何事件带有属性「${name}」${meant ? `；是不是「${meant}」？` : '。'}`,
    en: `No event has a property “${name}”${meant ? `; did you mean “${meant}”?` : '.'}`,
  }),
  person: (name, meant) => ({
    zh: `没有任何用户带有属性「${name}」${meant ? `；是不是「${meant}」？` : '。'}`,
    en: `No person has a property “${name}”${meant ? `; did you mean “${meant}”?` : '.'}`,
  }),
};
