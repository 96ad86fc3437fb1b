import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JobKind, Jobs } from '#lib/jobs';
import type { Database } from '#lib/store';
import type { Role, Viewer } from '#loop/access';
import { openTestJobs } from '../../../lib/jobs/testing.ts';
import { openTestDatabase } from '../../../lib/store/testing/stores.ts';
import { runOperations } from './operations.ts';

let database: Database;
let jobs: Jobs;
beforeAll(async () => {
  database = await openTestDatabase();
  jobs = await openTestJobs(database);
}, 60_000);
afterAll(async () => {
  await jobs.close();
  await database.close();
});

const viewer = (role: Role, project: number): Viewer => ({
  project: { id: project, name: 'test', timeZone: 'UTC', weekStart: 'monday' },
  role,
  name: `${role} ${project}`,
  language: 'en',
});
const call = { signal: new AbortController().signal, address: 'test' };
const seen = async (who: Viewer) => {
  const { runs } = await runOperations(jobs)['run/list'].run(who, { limit: 100, kind: 'digging' }, call);
  return runs.map(({ about }) => about?.en).sort();
};

it('shows a project its own runs, and its owners those of the whole installation', async () => {
  const digging: JobKind<{ where?: string }> = {
    name: 'digging',
    words: { zh: '挖掘', en: 'Digging' },
    weight: 'light',
    again: 'joins',
    describe: ({ where = '' }) => ({ zh: where, en: where }),
    run: ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  };
  await jobs.register(digging);
  const mine = await jobs.ask(digging, { key: '1', project: 1, about: { where: 'one' } });
  const other = await jobs.ask(digging, { key: '2', project: 2, about: { where: 'two' } });
  const all = await jobs.ask(digging, { key: '3', about: { where: 'all' } });
  expect(await seen(viewer('viewer', 1))).toEqual(['one']);
  expect(await seen(viewer('owner', 1))).toEqual(['all', 'one']);
  const { 'run/cancel': cancel, 'run/get': get, 'run/retry': retry } = runOperations(jobs);
  const unknown = { code: 'jobs.unknown-run' };
  await expect(get.run(viewer('owner', 1), { id: other.id }, call)).rejects.toMatchObject(unknown);
  await expect(cancel.run(viewer('owner', 1), { id: other.id }, call)).rejects.toMatchObject(unknown);
  await expect(cancel.run(viewer('analyst', 1), { id: all.id }, call)).rejects.toMatchObject(unknown);
  const cancelled = await cancel.run(viewer('analyst', 1), { id: mine.id }, call);
  expect(cancelled).toMatchObject({ state: 'cancelled', words: { en: 'Digging' }, about: { en: 'one' } });
  const again = await retry.run(viewer('analyst', 1), { id: mine.id }, call);
  expect(again).toMatchObject({ who: 'analyst 1', ended: null });
});
