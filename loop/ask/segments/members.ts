import type { Language } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import { markRemoved, type Warehouse } from '#lib/store';
import { topic, type Viewer } from '#loop/access';
import { compile, type Scope } from '#loop/condition';
import type { Definitions } from '#loop/definition';
import { peopleBehind } from '../people-behind.ts';
import { segmentSizes, segmentStates } from '../table.ts';
import { keepChanges } from './changes.ts';
import { forgetLists } from './lists/lists.ts';
import type { MemberDeps } from './member-deps.ts';
import type { SegmentDefinition } from './segment.ts';
import { beginTelling, tellChanges } from './tell-changes.ts';

/** The people a definition means, as a sub-select with a column `person`. */
export function peopleOf(scope: Scope, definition: SegmentDefinition, language: Language): Sql {
  if ('question' in definition)
    return peopleBehind(definition.question, definition.point, scope, { language });
  if ('list' in definition) return scope.withId((id) => sql`${id} IN (${scope.listedIds(definition.list)})`);
  return sql`SELECT person FROM ${scope.people} WHERE ${compile(definition.who, scope, 'person')}`;
}

/**
 * Works out who is in a segment. Members of the new edition are written first; what it gives names the edition, so that a
 * question sees the old edition whole or the new one whole. The old one is kept till the next, for questions that are
 * still reading it.
 */
export async function workOut(
  deps: MemberDeps & { readonly definitions: Pick<Definitions, 'nameOf'> },
  viewer: Viewer,
  id: string,
  definition: SegmentDefinition,
): Promise<() => Promise<void>> {
  const { warehouse, database, scopes, clock } = deps;
  const people = peopleOf(await scopes.scopeOf(viewer), definition, viewer.language);
  const now = clock.now();
  const project = sql.typed('UInt32', viewer.project.id);
  const last = await lastEdition(warehouse, project, id);
  // the highest holds, also where the clock was set back since
  const number = Math.max(now.getTime(), last + 1);
  const edition = sql.typed('UInt64', number);
  await warehouse.run(
    sql`INSERT INTO segment_members (project, segment, edition, person)
      SELECT DISTINCT ${project}, ${id}, ${edition}, person FROM (${people})`,
    { touches: [] },
  );
  const [row] = await warehouse.read<{ size: string }>(
    sql`SELECT uniqExact(person) AS size FROM segment_members WHERE project = ${project} AND segment = ${id} AND edition = ${edition}`,
  );
  const size = Number(row?.size ?? 0);
  return async () => {
    await keepChanges(warehouse, { project, segment: id, edition });
    await beginTelling(deps, id, number);
    await warehouse.run(
      sql`INSERT INTO segment_editions (project, segment, edition) SELECT ${project}, ${id}, ${edition}`,
      { touches: [topic.segment(viewer.project.id, id)] },
    );
    const older = sql`project = ${project} AND segment = ${id} AND edition < ${sql.typed('UInt64', last)}`;
    await markRemoved(warehouse, 'segment_members', older, []);
    await tellChanges(deps, viewer, { id, name: await deps.definitions.nameOf(id) }, number);
    await database.db.insert(segmentSizes).values({ segment: id, at: now, size });
    // not before the definition was kept: what is older than its definition is worked out again at the start
    const state = { refreshed: clock.now(), size };
    await database.db
      .insert(segmentStates)
      .values({ segment: id, ...state })
      .onConflictDoUpdate({ target: segmentStates.segment, set: state });
  };
}

/** Takes away the members of a segment that is gone for good. */
export async function forgetMembers(
  deps: Pick<MemberDeps, 'warehouse' | 'database' | 'clock'>,
  project: number,
  id: string,
) {
  const { warehouse } = deps;
  const its = sql`project = ${sql.typed('UInt32', project)} AND segment = ${id}`;
  for (const table of ['segment_editions', 'segment_members', 'segment_changes'])
    await markRemoved(warehouse, table, its, [topic.segment(project, id)]);
  await forgetLists(deps, project, id);
}

async function lastEdition(warehouse: Warehouse, project: Sql, id: string): Promise<number> {
  const [row] = await warehouse.read<{ last: string }>(
    sql`SELECT max(edition) AS last FROM segment_editions WHERE project = ${project} AND segment = ${id}`,
  );
  return Number(row?.last ?? 0);
}
