import { type Sql, sql } from '#lib/sql';
import { ownEvents } from './built-in.ts';
import type { Condition, EventPattern } from './condition.ts';
import { withNode } from './nodes/index.ts';
import type { Owner, Scope } from './scope.ts';

/** A predicate over a row of `scope.events` (subject `event`), or over a column `person` (subject `person`). */
export function compile(condition: Condition, scope: Scope, subject: Owner): Sql {
  return withNode(condition, (node, part) =>
    node.compile(part, {
      scope,
      subject,
      compile: (inner) => compile(inner, scope, subject),
      matches: (pattern) => matches(pattern, scope),
    }),
  );
}

/** A predicate over a row of `scope.events`: is it an event of this pattern? */
export function matches(pattern: EventPattern, scope: Scope): Sql {
  const parts: Sql[] = [];
  parts.push(pattern.event === '*' ? sql`event NOT IN ${[...ownEvents]}` : sql`event = ${pattern.event}`);
  if (pattern.where) parts.push(compile(pattern.where, scope, 'event'));
  return sql.and(parts);
}

/** Is it an event of any of the patterns? The names alone first, since they are cheapest to read. */
export function matchesAny(patterns: readonly EventPattern[], scope: Scope): Sql {
  if (patterns.length === 1) return matches(patterns[0]!, scope);
  const fine = sql.or(patterns.map((pattern) => matches(pattern, scope)));
  if (patterns.some(({ event }) => event === '*')) return fine;
  const named = sql`event IN ${[...new Set(patterns.map(({ event }) => event))]}`;
  return patterns.some(({ where }) => where) ? sql.and([named, fine]) : named;
}
