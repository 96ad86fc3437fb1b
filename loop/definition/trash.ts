import { and, eq, lt } from 'drizzle-orm';
import type { Viewer } from '#loop/access';
import type { Context } from './context.ts';
import { inProject } from './in-project.ts';
import { oneOf } from './read.ts';
import { definitions } from './table.ts';
import { checkReferences, refuseUsed, usersAmong } from './uses.ts';

/** How long what was thrown away can be taken back. */
export const TRASH_DAYS = 30;

/** Puts a definition into the trash; what is used stays. */
export async function throwAway(context: Context, viewer: Viewer, id: string): Promise<void> {
  await inProject(context, viewer, async (db) => {
    const found = await oneOf(db, viewer, id, 'own');
    if (found.trashed) return;
    await refuseUsed(context, db, viewer, found);
    const trashed = { trashed: context.clock.now(), trashedBy: viewer.name };
    await db.update(definitions).set(trashed).where(eq(definitions.id, id));
  });
}

/** Takes a definition out of the trash, as it was. */
export async function takeBack(context: Context, viewer: Viewer, id: string): Promise<void> {
  await inProject(context, viewer, async (db) => {
    const found = await oneOf(db, viewer, id, 'own');
    await checkReferences(context, db, viewer, found);
    await db.update(definitions).set({ trashed: null, trashedBy: null }).where(eq(definitions.id, id));
  });
}

/** Takes away for good what has been in the trash long enough and is used by nothing; gives how many. */
export async function emptyTrash(context: Context): Promise<number> {
  const { database, clock } = context;
  const until = new Date(clock.now().getTime() - TRASH_DAYS * 86_400_000);
  const old = lt(definitions.trashed, until);
  const found = await database.db
    .select({ id: definitions.id, kind: definitions.kind, project: definitions.project })
    .from(definitions)
    .where(old);
  let gone = 0;
  for (const { id, kind, project } of found) {
    if ((await usersAmong(context, database.db, project, id)).length > 0) continue;
    await context.kinds.get(kind)?.forget?.(project, id);
    // taken out of the trash meanwhile it stays
    const removed = await database.db
      .delete(definitions)
      .where(and(eq(definitions.id, id), old))
      .returning({ id: definitions.id });
    gone += removed.length;
  }
  return gone;
}
