import { type Sql, sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import type { Scope } from '#loop/condition';

interface Edition {
  readonly project: Sql;
  readonly segment: string;
  readonly edition: Sql;
}

/**
 * Keeps who entered and who left with an edition whose members are written. Compared with what was kept before, not with the
 * edition before: what a refresh left behind that did not come to its end is put right by the next.
 */
export async function keepChanges(
  warehouse: Warehouse,
  { project, segment, edition }: Edition,
): Promise<void> {
  const here = sql`project = ${project} AND segment = ${segment}`;
  await warehouse.run(
    sql`INSERT INTO segment_changes (project, segment, edition, person, inside)
    SELECT ${project}, ${segment}, ${edition}, person, max(is_in) AS inside FROM (
      SELECT person, 1 AS is_in, 0 AS was_in FROM segment_members WHERE ${here} AND edition = ${edition}
      UNION ALL
      SELECT person, 0 AS is_in, argMax(inside, edition) AS was_in FROM segment_changes WHERE ${here} GROUP BY person
    ) GROUP BY person HAVING max(is_in) != max(was_in)`,
    { touches: [] },
  );
}

/** Somebody who entered a segment or left it. */
export interface Change {
  readonly edition: string;
  /** Number of the person. */
  readonly person: string;
  /** An id of theirs. */
  readonly id: string;
  readonly inside: number;
}

/**
 * Who entered and left in the editions after one up to another. A person's id is the one that their number was made of, so that
 * what is written under it is theirs also when they were merged since.
 */
export function changesAfter(
  warehouse: Warehouse,
  scope: Scope,
  { project, segment, edition }: Edition,
  after: Sql,
): AsyncIterable<Change> {
  const changed = sql`SELECT person, edition, inside FROM segment_changes FINAL
    WHERE project = ${project} AND segment = ${segment} AND edition > ${after} AND edition <= ${edition}`;
  return warehouse.each<Change>(
    sql`SELECT toString(changed.edition) AS edition, toString(changed.person) AS person, known.id AS id, changed.inside AS inside
    FROM (${changed}) AS changed
    INNER JOIN (SELECT raw_person, any(id) AS id FROM ${scope.idsOf(sql`SELECT person FROM (${changed})`)}
      GROUP BY raw_person) AS known ON known.raw_person = changed.person
    ORDER BY changed.edition, changed.person`,
  );
}
