import type { Jobs } from '#lib/jobs';
import type { Columns } from '#lib/store';
import { promote } from './promotion.ts';

const NAME = 'promote-properties';
const NIGHTLY = '40 18 * * *';

/** Looks each night (in China; the hour is UTC) which properties deserve columns of their own, and writes them. */
export async function promotionJobs(jobs: Jobs, columns: Columns): Promise<void> {
  await jobs.work(NAME, async () => {
    await promote(columns);
  });
  await jobs.schedule(NAME, NIGHTLY);
}
