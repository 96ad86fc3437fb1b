import { afterAll, beforeAll, expect, it } from 'vitest';
import { hearTroubles } from '#lib/core';
import { openPgliteInMemory } from '../store/pglite/open-pglite.ts';
import type { Rows } from '../store/rows.ts';
import { openLeavingPostgres } from '../store/testing-postgres.ts';
import { type Jobs, openJobs } from './jobs.ts';

let rows: Rows;
let jobs: Jobs;
const troubles: unknown[] = [];
const stopHearing = hearTroubles((what) => troubles.push(what));

beforeAll(async () => {
  rows = await openPgliteInMemory();
  jobs = await openJobs(rows);
}, 30_000);

afterAll(async () => {
  await jobs.close();
  await rows.close();
  stopHearing();
});

const until = async (test: () => boolean) => {
  for (let tries = 0; tries < 200 && !test(); tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
};

it('does what is asked for, once, with the data handed over', async () => {
  const done: unknown[] = [];
  await jobs.work<{ n: number }>('count', async (data) => {
    done.push(data.n);
  });
  await jobs.send('count', { n: 7 });
  await until(() => done.length > 0);
  expect(done).toEqual([7]);
  expect(troubles).toEqual([]);
});

it('tries a job that failed again', async () => {
  let tries = 0;
  await jobs.work('flaky', async () => {
    tries++;
    if (tries === 1) throw new Error('not yet');
  });
  await jobs.send('flaky', {});
  await until(() => tries > 1);
  expect(tries).toBe(2);
  expect(troubles).toEqual(['background job flaky']);
}, 15_000);

it('does a crowd of jobs with one key twice: the first, and one after the last', async () => {
  let done = 0;
  await jobs.work('follow', async () => {
    done++;
  });
  await until(() => Date.now() % 2000 < 500);
  for (let i = 0; i < 5; i++) await jobs.send('follow', {}, 'all');
  await until(() => done > 1);
  expect(done).toBe(2);
}, 20_000);

it('takes a cron line in a time zone, until it is taken back', async () => {
  await jobs.work('nightly', async () => {});
  await jobs.schedule('nightly', '0 3 * * *');
  const scheduled = 'SELECT name, cron, timezone, options FROM jobs.schedule';
  expect(await rows.query(scheduled)).toMatchObject([
    { name: 'nightly', cron: '0 3 * * *', timezone: 'UTC' },
  ]);
  await jobs.schedule('nightly', '30 2 * * *', { zone: 'Asia/Shanghai', hours: 12, again: 600 });
  expect(await rows.query(scheduled)).toMatchObject([
    { cron: '30 2 * * *', timezone: 'Asia/Shanghai', options: { expireInHours: 12, retryDelay: 600 } },
  ]);
  await jobs.unschedule('nightly');
  expect(await rows.query(scheduled)).toEqual([]);
});

const server = process.env.LINGER_TEST_POSTGRES;
if (!server) console.warn('skipped: jobs while PostgreSQL is away; set LINGER_TEST_POSTGRES to run them');

it.runIf(server)(
  'notes a job that ended while PostgreSQL was away when that is back, and goes on with others',
  async () => {
    const postgres = await openLeavingPostgres(server ?? '');
    const own = await openJobs(postgres.rows);
    const done: number[] = [];
    await own.work<{ n: number }>('slow', async ({ n }) => {
      if (n === 1) await postgres.leave();
      done.push(n);
    });
    await own.send('slow', { n: 1 });
    await until(() => done.length > 0);
    // what the queue does not look after would be an unhandled rejection here
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await postgres.comeBack();
    await own.send('slow', { n: 2 });
    await until(() => done.length > 1);
    expect(done).toEqual([1, 2]);
    const state = () =>
      postgres.rows.query<{ state: string }>("SELECT state FROM jobs.job WHERE name = 'slow'");
    await expect.poll(state, { timeout: 5000 }).toEqual([{ state: 'completed' }, { state: 'completed' }]);
    await own.close();
    await postgres.close();
  },
  40_000,
);
