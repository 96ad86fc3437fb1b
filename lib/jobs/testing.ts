import type { Database } from '#lib/store';
import { jobMigrations } from './migrations.ts';
import { openJobs } from './open-jobs.ts';

/** Work in the background on a row store that was not migrated for it, with room for one heavy run and the light ones. */
export async function openTestJobs(database: Database, options: Parameters<typeof openJobs>[1] = {}) {
  const [made] = await database.query<{ name: string | null }>(
    "SELECT to_regclass('job_runs')::text AS name",
  );
  if (!made?.name) for (const { database: script } of jobMigrations) await database.script(script ?? '');
  return openJobs(database, { cores: 2, ...options });
}
