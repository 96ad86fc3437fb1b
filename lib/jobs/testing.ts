import type { Rows } from '#lib/store';
import { jobMigrations } from './migrations.ts';
import { openJobs } from './open-jobs.ts';

/** Work in the background on a row store that was not migrated for it, with room for one heavy run and the light ones. */
export async function openTestJobs(rows: Rows, options: Parameters<typeof openJobs>[1] = {}) {
  const [made] = await rows.query<{ name: string | null }>("SELECT to_regclass('job_runs')::text AS name");
  if (!made?.name) for (const { rows: script } of jobMigrations) await rows.script(script ?? '');
  return openJobs(rows, { cores: 2, ...options });
}
