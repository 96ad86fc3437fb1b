import type { Jobs } from '#lib/jobs';
import type { Viewer } from '#loop/access';
import type { Segments } from './segments.ts';

const NAME = 'segment-refresh';
const HOURLY = '7 * * * *';

/** Keeps the members and sizes of all segments up to date, hour by hour. */
export async function segmentJobs(
  jobs: Jobs,
  segments: Segments,
  viewerOf: (project: number) => Promise<Viewer>,
): Promise<void> {
  await jobs.work(NAME, async () => {
    for (const { id, project } of await segments.all()) await segments.refresh(await viewerOf(project), id);
  });
  await jobs.schedule(NAME, HOURLY);
}
