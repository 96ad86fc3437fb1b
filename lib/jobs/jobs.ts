import PgBoss from 'pg-boss';
import type { Rows } from '#lib/store';

/** Work that is done in the background: kept in the rows, so that it survives the process. */
export interface Jobs {
  /** Says what is done for jobs of a name; a job that fails is tried again twice, each time later. */
  work<Data extends object>(name: string, handle: (data: Data) => Promise<void>): Promise<void>;
  /** Asks for a job. Of a crowd under one key, within two seconds, the first is done and one more after the last. */
  send<Data extends object>(name: string, data: Data, key?: string): Promise<void>;
  /** Asks for a job again and again: a cron line, read in UTC. */
  schedule(name: string, cron: string): Promise<void>;
  close(): Promise<void>;
}

const POLL_SECONDS = 2;

/** Opens the queue on the row store. `onTrouble` hears of what went wrong in the background. */
export async function openJobs(rows: Rows, onTrouble: (error: unknown) => void): Promise<Jobs> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => execute(rows, text, values) },
    schema: 'jobs',
  });
  boss.on('error', onTrouble);
  await boss.start();
  return {
    async work(name, handle) {
      await boss.createQueue(name);
      await boss.work(name, { pollingIntervalSeconds: POLL_SECONDS }, async (jobs) => {
        for (const { data } of jobs) await handle(data as never);
      });
    },
    async send(name, data, key) {
      await boss.send(name, data, {
        retryLimit: 2,
        retryBackoff: true,
        ...(key !== undefined && {
          singletonKey: key,
          singletonSeconds: POLL_SECONDS,
          singletonNextSlot: true,
        }),
      });
    },
    schedule: (name, cron) => boss.schedule(name, cron),
    close: () => boss.stop({ graceful: true, wait: true, timeout: 10_000 }),
  };
}

/** The queue sends several statements at once when it sets itself up, and single ones with values later. */
async function execute(rows: Rows, text: string, values: unknown[] | undefined) {
  if (values?.length) return { rows: await rows.query(text, values) };
  if (!/;\s*\S/.test(text)) return { rows: await rows.query(text) };
  await rows.script(text);
  return { rows: [] };
}
