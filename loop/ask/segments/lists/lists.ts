import { sql } from '#lib/sql';
import { markRemoved, type Warehouse } from '#lib/store';
import type { Scope } from '#loop/condition';
import type { MemberDeps } from '../member-deps.ts';

/** So many ids are sent to the engine at once. */
const BATCH = 100_000;

interface List {
  readonly project: number;
  readonly list: string;
}

/** Writes the ids of a list. They are seen once a segment names it. */
export async function writeList(
  warehouse: Warehouse,
  { project, list }: List,
  ids: readonly string[],
  made: Date,
): Promise<void> {
  for (let at = 0; at < ids.length; at += BATCH) {
    const rows = ids.slice(at, at + BATCH).map((id) => JSON.stringify([project, list, made.getTime(), id]));
    await warehouse.insert('segment_lists', Buffer.from(rows.join('\n')), {
      format: 'JSONCompactEachRow',
      columns: ['project', 'list', 'made', 'id'],
      touches: [],
    });
  }
}

/** Takes a list away that no segment was made of. */
export function dropList(warehouse: Warehouse, { project, list }: List) {
  const its = sql`project = ${sql.typed('UInt32', project)} AND list = ${list}`;
  return markRemoved(warehouse, 'segment_lists', its, []);
}

/** How many ids of a list somebody came with. */
export async function foundOf(warehouse: Warehouse, scope: Scope, list: string): Promise<number> {
  const [row] = await warehouse.read<{ found: string }>(
    sql`SELECT uniqExact(id) AS found FROM (${scope.idsWith((id) => sql`${id} IN (${scope.listedIds(list)})`)})`,
  );
  return Number(row?.found ?? 0);
}

/** Whether a project has a list. */
export async function isKnownList(warehouse: Warehouse, scope: Scope, list: string): Promise<boolean> {
  return (await warehouse.read(sql`SELECT 1 FROM (${scope.listedIds(list)}) LIMIT 1`)).length > 0;
}

/** A list is written before the segment that names it; so young ones are never taken for left over. */
const YOUNG_MS = 86_400_000;

/** Takes away the lists that no version of another segment names, once a segment is gone for good. */
export async function forgetLists(
  { warehouse, database, clock }: Pick<MemberDeps, 'warehouse' | 'database' | 'clock'>,
  project: number,
  segment: string,
): Promise<void> {
  const kept = await database.query<{ list: string }>(
    `SELECT DISTINCT v.body->>'list' AS list FROM definition_versions v JOIN definitions d ON d.id = v.definition
     WHERE d.project = $1 AND d.kind = 'segment' AND d.id <> $2 AND v.body->>'list' IS NOT NULL`,
    [project, segment],
  );
  const old = sql.typed('UInt64', clock.now().getTime() - YOUNG_MS);
  const lists = kept.map(({ list }) => list);
  const others = lists.length > 0 ? sql`AND list NOT IN ${lists}` : sql.empty;
  const left = sql`project = ${sql.typed('UInt32', project)} AND made < ${old} ${others}`;
  await markRemoved(warehouse, 'segment_lists', left, []);
}
