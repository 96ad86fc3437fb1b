import { inBackground } from '#lib/core';
import type { JobKind, Jobs } from '#lib/jobs';
import { outlast } from '#lib/store';
import type { Scopes, Viewer } from '#loop/access';
import type { Bitmaps } from './bitmaps.ts';

interface About {
  readonly project: number;
}

interface Deps {
  readonly jobs: Pick<Jobs, 'register' | 'ask'>;
  readonly bitmaps: Bitmaps;
  readonly scopes: Pick<Scopes, 'scopeOf'>;
  readonly viewerOf: (project: number) => Promise<Viewer>;
  readonly projects: () => Promise<readonly number[]>;
}

/** Writes the days that questions found not written, and those of every project each night. */
export async function bitmapJobs({ jobs, bitmaps, scopes, viewerOf, projects }: Deps): Promise<void> {
  const words = { zh: '按天的人员索引', en: 'Index of people by day' };
  const write: JobKind<About> = {
    name: 'person-days',
    words,
    weight: 'heavy',
    // what is asked for while days are being written may have come after they were looked at
    again: 'follows',
    run: async ({ about, signal, progress }) => {
      const viewer = await outlast(signal, () => viewerOf(about.project));
      await outlast(signal, async () =>
        bitmaps
          .of(viewer.project)
          .write(await scopes.scopeOf(viewer), signal, (done, of) =>
            progress({ done, of, share: of === 0 ? 1 : done / of }),
          ),
      );
    },
  };
  const ask = (project: number) =>
    jobs.ask(write, { key: `person-days ${project}`, project, about: { project } });
  const nightly: JobKind = {
    name: 'person-days-nightly',
    words,
    weight: 'light',
    again: 'joins',
    schedule: { every: 'day', at: '00:20', zone: 'Asia/Shanghai', missed: 'run' },
    run: async ({ signal }) => {
      for (const project of await outlast(signal, projects)) await ask(project);
    },
  };
  await jobs.register(write);
  await jobs.register(nightly);
  bitmaps.onBehind = (project) => inBackground('asking for the index of people by day', ask(project));
}
