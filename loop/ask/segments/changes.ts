import { type Sql, sql } from '#lib/sql';
import type { Columns } from '#lib/store';

interface Edition {
  readonly project: Sql;
  readonly segment: string;
  readonly edition: Sql;
}

/**
 * Keeps who entered and who left with an edition whose members are written. Compared with what was kept before, not with the
 * edition before: what a refresh left behind that did not come to its end is put right by the next.
 */
export async function keepChanges(columns: Columns, { project, segment, edition }: Edition): Promise<void> {
  const here = sql`project = ${project} AND segment = ${segment}`;
  await columns.run(
    sql`INSERT INTO segment_changes (project, segment, edition, person, inside)
    SELECT ${project}, ${segment}, ${edition}, person, max(is_in) AS inside FROM (
      SELECT person, 1 AS is_in, 0 AS was_in FROM segment_members WHERE ${here} AND edition = ${edition}
      UNION ALL
      SELECT person, 0 AS is_in, argMax(inside, edition) AS was_in FROM segment_changes WHERE ${here} GROUP BY person
    ) GROUP BY person HAVING max(is_in) != max(was_in)`,
    { touches: [] },
  );
}
