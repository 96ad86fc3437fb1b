import { type Sql, sql } from '#lib/sql';
import type { Scope } from '#loop/condition';

/** The kept rejects that a viewer may see, newest first. */
export function kept(scope: Scope, source?: string): Sql {
  const from = source === undefined ? sql`1` : sql`source = ${source}`;
  return sql`SELECT received, source, line, reason, times, raw
    FROM ${scope.rejects} WHERE ${from} ORDER BY received DESC`;
}
