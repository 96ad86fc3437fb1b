import type { Jobs } from '#lib/jobs';
import { type Columns, outlast } from '#lib/store';
import type { Files } from './files/index.ts';
import { isBegun, promote } from './promotion.ts';

const NAME = 'promote-properties';
const NIGHTLY = '40 18 * * *';
/** Fewer rows are read as quickly without. */
const LARGE = 100_000;

/**
 * Looks each night (in China; the hour is UTC), and after a large import, which properties deserve columns of their own,
 * and writes them: in the background, while questions are answered as before.
 */
export async function promotionJobs(
  jobs: Jobs,
  columns: Columns,
  files: Pick<Files, 'onDone'>,
  { large = LARGE }: { large?: number } = {},
): Promise<void> {
  await jobs.work(NAME, async (_, signal) => {
    await outlast(signal, () => promote(columns, signal));
  });
  await jobs.schedule(NAME, NIGHTLY);
  if (await isBegun(columns)) await jobs.send(NAME, {}, 'begun');
  files.onDone(async (rows) => {
    if (rows > large) await jobs.send(NAME, {}, 'after-import');
  });
}
