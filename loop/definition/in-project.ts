import { sql } from 'drizzle-orm';
import type { Viewer } from '#loop/access';
import type { Connection, Context } from './context.ts';

/** Any number that no other lock of ours begins with. */
const LOCK = 0x6465_6673;

/** Changes of one project wait for each other, so that what is checked still holds when it is written. */
export async function inProject<T>(
  { database }: Pick<Context, 'database'>,
  viewer: Viewer,
  work: (db: Connection) => Promise<T>,
): Promise<T> {
  return database.db.transaction(async (db) => {
    await db.execute(sql`SELECT pg_advisory_xact_lock(${LOCK}, ${viewer.project.id})`);
    return work(db);
  });
}
