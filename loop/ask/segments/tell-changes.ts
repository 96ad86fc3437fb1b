import { eq, sql as rowSql } from 'drizzle-orm';
import { sql } from '#lib/sql';
import type { Viewer } from '#loop/access';
import type { OwnEvent } from '#loop/collect';
import { segmentStates } from '../table.ts';
import { type Change, changesAfter } from './changes.ts';
import type { MemberDeps } from './member-deps.ts';

/** So many are read before they are written. */
const BATCH = 2000;

interface Segment {
  readonly id: string;
  readonly name: string;
}

/** Notes up to which edition of a segment is told who entered; of the first one nothing is. To be called before it is seen. */
export async function beginTelling(
  { database }: Pick<MemberDeps, 'database'>,
  segment: string,
  edition: number,
) {
  await database.db
    .insert(segmentStates)
    .values({ segment, told: edition })
    .onConflictDoUpdate({
      target: segmentStates.segment,
      set: { told: rowSql`coalesce(${segmentStates.told}, ${edition})` },
    });
}

/**
 * Writes events of who entered a segment and who left it since the last edition that was told of, up to one. What a stop left
 * untold is told by the next refresh, and what was written before is not written again.
 */
export async function tellChanges(
  { warehouse, database, scopes, collect }: MemberDeps,
  viewer: Viewer,
  segment: Segment,
  edition: number,
): Promise<void> {
  const [state] = await database.db
    .select({ told: segmentStates.told })
    .from(segmentStates)
    .where(eq(segmentStates.segment, segment.id));
  const told = state?.told ?? edition;
  if (told >= edition) return;
  const project = sql.typed('UInt32', viewer.project.id);
  const upTo = { project, segment: segment.id, edition: sql.typed('UInt64', edition) };
  const scope = await scopes.scopeOf(viewer);
  let batch: OwnEvent[] = [];
  const flush = async () => {
    await collect.write('segment', viewer.project.id, batch);
    batch = [];
  };
  for await (const change of changesAfter(warehouse, scope, upTo, sql.typed('UInt64', told))) {
    batch.push(eventOf(segment, change));
    if (batch.length === BATCH) await flush();
  }
  await flush();
  await database.db.update(segmentStates).set({ told: edition }).where(eq(segmentStates.segment, segment.id));
}

function eventOf({ id, name }: Segment, change: Change): OwnEvent {
  return {
    messageId: `segment ${id} ${change.edition} ${change.person}`,
    person: change.id,
    event: change.inside ? '$segment_entered' : '$segment_left',
    time: new Date(Number(change.edition)),
    properties: { $segment: id, $segment_name: name },
  };
}
