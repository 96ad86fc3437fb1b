import { availableParallelism } from 'node:os';
import { type Clock, systemClock } from '#lib/core';
import type { Database } from '#lib/store';
import { History } from './history.ts';
import { Jobs } from './jobs.ts';
import { heavyAtOnce, LIGHT_AT_ONCE } from './slots.ts';

interface Options {
  readonly clock?: Clock;
  readonly cores?: number;
}

/** Opens work in the background on the row store; each module then registers its kinds. While the store is away, all of it waits. */
export async function openJobs(
  database: Database,
  { clock = systemClock, cores = availableParallelism() }: Options = {},
): Promise<Jobs> {
  const history = new History(database);
  await history.interruptAll(clock.now());
  const jobs = new Jobs({ history, clock, slots: { light: LIGHT_AT_ONCE, heavy: heavyAtOnce(cores) } });
  await jobs.register({
    name: 'old-runs',
    words: { zh: '清理任务记录', en: 'Clean-up of old runs' },
    weight: 'light',
    again: 'joins',
    schedule: { every: 'day', at: '04:10', zone: 'Asia/Shanghai', missed: 'run' },
    run: async ({ log }) => {
      const gone = await history.forgetOld(clock.now());
      if (gone > 0) log({ zh: `清理了 ${gone} 条记录`, en: `${gone} runs forgotten` });
    },
  });
  return jobs;
}
