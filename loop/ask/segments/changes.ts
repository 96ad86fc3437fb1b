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

/** How many entered a segment and left it when it was worked out anew. */
export interface Moved {
  readonly edition: number;
  readonly entered: number;
  readonly left: number;
}

/** How many entered and left with each of the last editions after one, oldest first. */
export async function movedSince(
  warehouse: Warehouse,
  { project, segment, edition }: Edition,
  most: number,
): Promise<Moved[]> {
  const rows = await warehouse.read<{ edition: string; entered: string; left: string }>(
    sql`SELECT edition, countIf(inside = 1) AS entered, countIf(inside = 0) AS left FROM segment_changes FINAL
      WHERE project = ${project} AND segment = ${segment} AND edition > ${edition} AND edition <= ${newest(project, segment)}
      GROUP BY edition ORDER BY edition DESC LIMIT ${sql.integer(most)}`,
  );
  return rows
    .map(({ edition, entered, left }) => ({
      edition: Number(edition),
      entered: Number(entered),
      left: Number(left),
    }))
    .reverse();
}

/** The edition that was the first, of which nobody is told to have entered; none where it was empty. */
export async function firstEdition(
  warehouse: Warehouse,
  { project, segment }: Pick<Edition, 'project' | 'segment'>,
): Promise<number> {
  const [row] = await warehouse.read<{ first: string }>(
    sql`SELECT min(edition) AS first FROM segment_changes WHERE project = ${project} AND segment = ${segment}`,
  );
  return Number(row?.first ?? 0);
}

/** A sub-select of the people (column `person`) who entered after an edition and are in, or left after it and are out. */
export function peopleMoved(scope: Scope, { project, segment, edition }: Edition, inside: boolean): Sql {
  const last = sql`SELECT person FROM segment_changes WHERE project = ${project} AND segment = ${segment}
    AND edition <= ${newest(project, segment)}
    GROUP BY person HAVING max(edition) > ${edition} AND argMax(inside, edition) = ${sql.integer(inside ? 1 : 0)}`;
  return sql`SELECT DISTINCT person FROM ${scope.idsOf(last)}`;
}

/** What is written of an edition that was not published yet is nobody's to see. */
function newest(project: Sql, segment: string): Sql {
  return sql`(SELECT max(edition) FROM segment_editions WHERE project = ${project} AND segment = ${segment})`;
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
