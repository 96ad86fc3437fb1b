import { type Sql, sql } from '#lib/sql';
import type { Viewer } from '#loop/access';

/** The kept rejects of a viewer's project, newest first. */
export function kept({ project }: Viewer, source?: string): Sql {
  const here = sql`project = ${sql.typed('UInt32', project.id)}`;
  const from = source === undefined ? sql`1` : sql`source = ${source}`;
  return sql`SELECT received, source, line, reason, times, raw
    FROM rejects WHERE ${here} AND ${from} ORDER BY project DESC, rejects.received DESC`;
}
