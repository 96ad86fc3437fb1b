import PgBoss from 'pg-boss';
import { tellTrouble } from '#lib/core';
import { outlast, type Rows } from '#lib/store';

/** Work that is done in the background: kept in the rows, so that it survives the process. */
export interface Jobs {
  /**
   * Says what is done for jobs of a name; a job that fails is tried again twice, each time later. What waits for a store in it
   * ends with the signal.
   */
  work<Data extends object>(
    name: string,
    handle: (data: Data, signal: AbortSignal) => Promise<void>,
  ): Promise<void>;
  /** Asks for a job. Of a crowd under one key, within two seconds, the first is done and one more after the last. */
  send<Data extends object>(name: string, data: Data, key?: string): Promise<void>;
  /** Asks for a job again and again: a cron line, read in UTC unless a zone is named. */
  schedule(name: string, cron: string, options?: ScheduleOptions): Promise<void>;
  /** Asks for it no more. */
  unschedule(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface ScheduleOptions {
  /** The time zone of the cron line. */
  readonly zone?: string;
  /** How long the work may take; what takes longer was left by a process that died. */
  readonly hours?: number;
  /** Seconds after which a job that failed is tried again. */
  readonly again?: number;
}

const POLL_SECONDS = 2;
/** The queue takes a job for lost a little later, after 15 minutes. */
const LONGEST_WAIT_MS = 14 * 60_000;

/** Opens the queue on the row store. While that is away, all of the queue waits for it. */
export async function openJobs(rows: Rows): Promise<Jobs> {
  const closing = new AbortController();
  let opened = false;
  const boss = new PgBoss({
    // the queue itself does not look whether it could note that a job is done: a rejection there would end the process
    db: {
      executeSql: (text, values) =>
        opened ? outlast(closing.signal, () => execute(rows, text, values)) : execute(rows, text, values),
    },
    schema: 'jobs',
  });
  boss.on('error', ({ message }) => {
    if (!closing.signal.aborted) tellTrouble('background jobs', new Error(message));
  });
  await boss.start();
  opened = true;
  return {
    async work(name, handle) {
      await boss.createQueue(name);
      await boss.work(name, { pollingIntervalSeconds: POLL_SECONDS }, async (jobs) => {
        const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(LONGEST_WAIT_MS)]);
        try {
          for (const { data } of jobs) await handle(data as never, signal);
        } catch (error) {
          if (!closing.signal.aborted) tellTrouble(`background job ${name}`, error);
          throw error;
        }
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
    async schedule(name, cron, { zone, hours, again } = {}) {
      await boss.schedule(name, cron, undefined, {
        tz: zone ?? 'UTC',
        ...(hours !== undefined && { expireInHours: hours }),
        ...(again !== undefined && { retryLimit: 2, retryDelay: again }),
      });
    },
    unschedule: (name) => boss.unschedule(name),
    async close() {
      closing.abort();
      await boss.stop({ graceful: true, wait: true, timeout: 10_000 });
    },
  };
}

/** The queue sends several statements at once when it sets itself up, and single ones with values later. */
async function execute(rows: Rows, text: string, values: unknown[] | undefined) {
  if (values?.length) return { rows: await rows.query(text, values) };
  if (!/;\s*\S/.test(text)) return { rows: await rows.query(text) };
  await rows.script(text);
  return { rows: [] };
}
