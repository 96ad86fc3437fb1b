import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { fault, hearTroubles, stoppedClock } from '#lib/core';
import type { Database } from '../store/database/database.ts';
import { openLeavingPostgres } from '../store/testing/postgres.ts';
import { openTestDatabase } from '../store/testing/stores.ts';
import type { Jobs } from './jobs.ts';
import { Interrupted, type JobKind } from './kind.ts';
import { openTestJobs } from './testing.ts';

let database: Database;
let jobs: Jobs;
const troubles: string[] = [];
const stopHearing = hearTroubles((what) => troubles.push(what));

beforeEach(async () => {
  database = await openTestDatabase();
  jobs = await openTestJobs(database);
  troubles.length = 0;
}, 60_000);
afterEach(async () => {
  await jobs.close();
  await database.close();
});
afterAll(stopHearing);

const kind = <About extends object = object>(
  name: string,
  run: JobKind<About>['run'],
  more: Partial<JobKind<About>> = {},
): JobKind<About> => ({
  name,
  words: { zh: name, en: name },
  weight: 'light',
  again: 'joins',
  run,
  ...more,
});

/** Something that a test lets happen. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const stateOf = async (id: string) => (await jobs.get(id))?.state;

it('does what is asked for, once, and keeps what became of it', async () => {
  const done: number[] = [];
  const count = kind<{ n: number }>('count', async ({ about, progress, log }) => {
    progress({ done: 1, of: 2 });
    log({ zh: '一半', en: 'half' });
    done.push(about.n);
  });
  await jobs.register(count);
  const { id } = await jobs.ask(count, { about: { n: 7 }, project: 3, who: 'anna' });
  await jobs.ended(id);
  expect(done).toEqual([7]);
  expect(await jobs.get(id)).toMatchObject({
    kind: 'count',
    project: 3,
    who: 'anna',
    state: 'done',
    attempt: 1,
    progress: { share: 1, done: 1, of: 2 },
    log: [{ words: { zh: '一半', en: 'half' } }],
    fault: null,
  });
  expect(troubles).toEqual([]);
});

it('tries one that failed again, each time later, and says in both languages why it failed for good', async () => {
  const broken = fault('test.broken', 500, { en: 'the {what} is broken', zh: '{what}坏了' });
  let tries = 0;
  const flaky = kind(
    'flaky',
    async () => {
      tries++;
      if (tries < 5) throw broken({ what: 'cup' });
    },
    { retries: 1, retryAfterMs: 30 },
  );
  await jobs.register(flaky);
  const { id } = await jobs.ask(flaky);
  await jobs.ended(id);
  const run = await jobs.get(id);
  expect(tries).toBe(2);
  expect(run).toMatchObject({
    state: 'failed',
    attempt: 2,
    fault: { code: 'test.broken', words: { zh: 'cup坏了', en: 'the cup is broken' } },
  });
  expect(run?.log).toHaveLength(2);
  expect(troubles).toEqual(['background job flaky']);
  tries = 4;
  await jobs.retry(run!, 'boris');
  await jobs.ended(id);
  expect(await jobs.get(id)).toMatchObject({ state: 'done', who: 'boris', attempt: 1, fault: null });
  await expect(jobs.retry((await jobs.get(id))!, 'boris')).rejects.toMatchObject({
    code: 'jobs.not-retried',
  });
});

it('tells a person no text of an engine', async () => {
  const broken = kind('broken', async () => Promise.reject(new Error('relation "x" at password=1')), {
    retries: 0,
  });
  await jobs.register(broken);
  const { id } = await jobs.ask(broken);
  await jobs.ended(id);
  expect((await jobs.get(id))?.fault?.code).toBe('jobs.failed');
  expect(JSON.stringify(await jobs.get(id))).not.toContain('relation');
});

it('joins requests of one key, or lets one more follow the one that runs, as the kind says', async () => {
  for (const again of ['joins', 'follows'] as const) {
    const first = gate();
    let done = 0;
    const work = kind(
      again,
      async () => {
        done++;
        await first.opened;
      },
      { again },
    );
    await jobs.register(work);
    const { id } = await jobs.ask(work, { key: 'a' });
    await expect.poll(() => stateOf(id)).toBe('running');
    const more = await Promise.all([1, 2, 3].map(() => jobs.ask(work, { key: 'a' })));
    const other = await jobs.ask(work, { key: 'b' });
    await expect.poll(() => stateOf(other.id)).toBe('running');
    expect(done).toBe(2);
    first.open();
    await Promise.all([id, other.id, ...more.map((run) => run.id)].map((each) => jobs.ended(each)));
    expect(new Set(more.map((run) => run.id)).size).toBe(1);
    expect(more[0]?.id === id).toBe(again === 'joins');
    expect(done).toBe(again === 'joins' ? 2 : 3);
  }
});

it('lets heavy work wait for heavy work, and light work for neither', async () => {
  const end = gate();
  const heavy = kind('heavy', () => end.opened, { weight: 'heavy' });
  let light = 0;
  const quick = kind('quick', async () => void light++);
  await jobs.register(heavy);
  await jobs.register(quick);
  const [one, two, person] = [
    await jobs.ask(heavy, { key: '1' }),
    await jobs.ask(heavy, { key: '2' }),
    await jobs.ask(heavy, { key: '3', who: 'anna' }),
  ];
  await expect.poll(() => stateOf(one.id)).toBe('running');
  await jobs.ended((await jobs.ask(quick)).id);
  expect([light, await stateOf(two.id), await stateOf(person.id)]).toEqual([1, 'waiting', 'waiting']);
  end.open();
  await Promise.all([two, person].map(({ id }) => jobs.ended(id)));
  // what a person waits for comes before what the product asked for itself
  const begun = async (id: string) => (await jobs.get(id))?.begun?.getTime() ?? 0;
  expect(await begun(person.id)).toBeLessThanOrEqual(await begun(two.id));
});

it('is cancelled by a person, whether it runs or waits', async () => {
  const dropped: unknown[] = [];
  const long = kind<{ n: number }>(
    'long',
    ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    { atOnce: 1, dropped: async ({ n }) => void dropped.push(n) },
  );
  await jobs.register(long);
  const runs = await jobs.ask(long, { key: '1', about: { n: 1 } });
  const waits = await jobs.ask(long, { key: '2', about: { n: 2 } });
  await expect.poll(() => stateOf(runs.id)).toBe('running');
  await jobs.cancel(waits);
  await jobs.cancel(runs);
  expect([await stateOf(runs.id), await stateOf(waits.id)]).toEqual(['cancelled', 'cancelled']);
  expect(dropped).toEqual([2]);
  expect(troubles).toEqual([]);
  await expect(jobs.cancel(runs)).rejects.toMatchObject({ code: 'jobs.not-under-way' });
});

it('takes up at the next start what a stop or a death of the process interrupted', async () => {
  let starts = 0;
  const work = kind('work', async ({ signal }) => {
    starts++;
    if (starts > 2) return;
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    throw new Interrupted();
  });
  await jobs.register(work);
  const { id } = await jobs.ask(work);
  await expect.poll(() => stateOf(id)).toBe('running');
  await jobs.close();
  expect(await stateOf(id)).toBe('interrupted');
  jobs = await openTestJobs(database);
  await jobs.register(work);
  await expect.poll(() => starts).toBe(2);
  // as when the process was killed: the database still says that it runs
  const dead = jobs;
  jobs = await openTestJobs(database);
  expect(await stateOf(id)).toBe('interrupted');
  await jobs.register(work);
  await jobs.ended(id);
  expect(await jobs.get(id)).toMatchObject({ state: 'done', attempt: 1 });
  expect((await jobs.get(id))?.log.map(({ words }) => words.en)).toEqual([
    'interrupted: the program stopped',
    'taken up again',
    'interrupted: the program stopped',
    'taken up again',
  ]);
  await dead.close();
});

it('follows a schedule, and makes good what was missed, once, where the kind says so', async () => {
  await jobs.close();
  const clock = stoppedClock('2026-03-01T18:00:00Z');
  const done: string[] = [];
  const open = async () => {
    jobs = await openTestJobs(database, { clock });
    for (const missed of ['run', 'skip'] as const)
      await jobs.register(
        kind(missed, async () => void done.push(missed), {
          schedule: { every: 'day', at: '03:30', zone: 'Asia/Shanghai', missed },
        }),
      );
  };
  await open();
  clock.set('2026-03-01T19:30:00Z');
  // whatever is asked for makes it look at the clock
  await jobs.ask(kind('other', async () => {}));
  await expect.poll(() => done).toEqual(['run', 'skip']);
  await jobs.close();
  clock.set('2026-03-05T18:00:00Z');
  await open();
  await expect.poll(() => done).toEqual(['run', 'skip', 'run']);
  await jobs.close();
  await open();
  const { id } = await jobs.ask({ name: 'old-runs', again: 'joins' });
  await jobs.ended(id);
  expect(done).toEqual(['run', 'skip', 'run']);
}, 20_000);

it('keeps what ended for 30 days', async () => {
  const work = kind('work', async () => {});
  await jobs.register(work);
  const [old, young] = [await jobs.ask(work, { key: '1' }), await jobs.ask(work, { key: '2' })];
  await Promise.all([old, young].map(({ id }) => jobs.ended(id)));
  await database.query("UPDATE job_runs SET ended = now() - interval '31 days' WHERE id = $1", [old.id]);
  await jobs.ended((await jobs.ask({ name: 'old-runs', again: 'joins' })).id);
  expect(await jobs.get(old.id)).toBeUndefined();
  expect(await stateOf(young.id)).toBe('done');
});

const server = process.env.LINGER_TEST_POSTGRES;
if (!server) console.warn('skipped: jobs while PostgreSQL is away; set LINGER_TEST_POSTGRES to run them');

it.runIf(server)(
  'notes a run that ended while PostgreSQL was away when that is back, and goes on with others',
  async () => {
    const postgres = await openLeavingPostgres(server ?? '');
    const own = await openTestJobs(postgres.database);
    const done: number[] = [];
    const slow = kind<{ n: number }>('slow', async ({ about: { n } }) => {
      if (n === 1) await postgres.leave();
      done.push(n);
    });
    await own.register(slow);
    const first = await own.ask(slow, { about: { n: 1 } });
    await expect.poll(() => done.length, { timeout: 5000 }).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await postgres.comeBack();
    await own.ended(first.id);
    await own.ended((await own.ask(slow, { about: { n: 2 } })).id);
    expect(done).toEqual([1, 2]);
    expect((await own.get(first.id))?.state).toBe('done');
    await own.close();
    await postgres.close();
  },
  40_000,
);
