import type { JobKind, Jobs } from '#lib/jobs';
import { outlast } from '#lib/store';
import type { Viewer } from '#loop/access';
import { segmentsNotRefreshed } from '../faults.ts';
import type { Segments } from './segments.ts';

/** Keeps the members and sizes of all segments up to date, hour by hour, and at the start when one was never worked out; one that fails does not hold up the others. */
export async function segmentJobs(
  jobs: Pick<Jobs, 'register' | 'ask'>,
  segments: Segments,
  viewerOf: (project: number) => Promise<Viewer>,
): Promise<void> {
  const kind: JobKind = {
    name: 'segment-refresh',
    words: { zh: '更新分群', en: 'Refresh of segments' },
    weight: 'light',
    again: 'follows',
    // the next hour tries it again
    retries: 0,
    schedule: { every: 'hour', minute: 7, missed: 'run' },
    run: async ({ signal, progress }) => {
      const fresh = new Set<string>();
      const failures: unknown[] = [];
      const all = await outlast(signal, () => segments.all());
      for (const [at, { id, project }] of all.entries()) {
        signal.throwIfAborted();
        progress({ share: at / all.length, done: at, of: all.length });
        try {
          await outlast(signal, async () => segments.refresh(await viewerOf(project), id, fresh));
        } catch (failure) {
          failures.push(failure);
        }
      }
      progress({ share: 1, done: all.length - failures.length, of: all.length });
      if (failures.length > 0)
        throw segmentsNotRefreshed({ failed: failures.length, of: all.length }, new AggregateError(failures));
    },
  };
  await jobs.register(kind);
  // killed while it was worked out, a segment would hold nobody, or whom it held before, until the hour
  if ((await segments.unfinished()) > 0) await jobs.ask(kind);
}
