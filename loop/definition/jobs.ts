import type { Jobs } from '#lib/jobs';
import type { Definitions } from './definitions.ts';

/** Empties the trash of what has been in it long enough, day by day. */
export async function definitionJobs(
  jobs: Pick<Jobs, 'register'>,
  definitions: Pick<Definitions, 'emptyTrash'>,
): Promise<void> {
  await jobs.register({
    name: 'definition-trash',
    words: { zh: '清空回收站', en: 'Emptying of the trash' },
    weight: 'light',
    again: 'joins',
    schedule: { every: 'day', at: '11:23', zone: 'Asia/Shanghai', missed: 'run' },
    run: async ({ log }) => {
      const gone = await definitions.emptyTrash();
      if (gone > 0) log({ zh: `彻底删除了 ${gone} 项`, en: `${gone} things deleted for good` });
    },
  });
}
