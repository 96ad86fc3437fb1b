import type { Jobs } from '#lib/jobs';
import type { Definitions } from './definitions.ts';

const NAME = 'definition-trash';
const DAILY = '23 3 * * *';

/** Empties the trash of what has been in it long enough, day by day. */
export async function definitionJobs(
  jobs: Pick<Jobs, 'work' | 'schedule'>,
  definitions: Pick<Definitions, 'emptyTrash'>,
): Promise<void> {
  await jobs.work(NAME, async () => {
    await definitions.emptyTrash();
  });
  await jobs.schedule(NAME, DAILY);
}
