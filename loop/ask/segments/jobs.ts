import type { Jobs } from '#lib/jobs';
import { outlast } from '#lib/store';
import type { Viewer } from '#loop/access';
import type { Segments } from './segments.ts';

const NAME = 'segment-refresh';
const HOURLY = '7 * * * *';

/** Keeps the members and sizes of all segments up to date, hour by hour, and at the start when one was never worked out; one that fails does not hold up the others. */
export async function segmentJobs(
  jobs: Pick<Jobs, 'work' | 'schedule' | 'send'>,
  segments: Segments,
  viewerOf: (project: number) => Promise<Viewer>,
): Promise<void> {
  await jobs.work(NAME, async (_, signal) => {
    const fresh = new Set<string>();
    const failures: unknown[] = [];
    for (const { id, project } of await outlast(signal, () => segments.all()))
      try {
        await outlast(signal, async () => segments.refresh(await viewerOf(project), id, fresh));
      } catch (failure) {
        failures.push(failure);
      }
    if (failures.length > 0) throw new AggregateError(failures, `segments not refreshed: ${failures.length}`);
  });
  await jobs.schedule(NAME, HOURLY);
  // killed while it was worked out, a segment would hold nobody, or whom it held before, until then
  if ((await segments.unfinished()) > 0) await jobs.send(NAME, {}, 'at-start');
}
