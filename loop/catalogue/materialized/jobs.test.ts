import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Jobs } from '#lib/jobs';
import { sql } from '#lib/sql';
import { openTestJobs } from '../../../lib/jobs/testing.ts';
import { openTestFiles } from '../../collect/imports/testing.ts';
import { materializedJobs } from './jobs.ts';

let product: Awaited<ReturnType<typeof openTestFiles>>;
let jobs: Jobs;
beforeAll(async () => {
  product = await openTestFiles();
  jobs = await openTestJobs(product.database);
  await materializedJobs(jobs, product.warehouse, product.files, { large: 50 });
}, 60_000);
afterAll(async () => {
  await jobs.close();
  await product.close();
}, 60_000);

const orders = (count: number) =>
  ['user_id,time,city']
    .concat(
      Array.from({ length: count }, (_, at) => `u${at},2024-03-01 10:00:00,${at % 2 ? '上海' : '北京'}`),
    )
    .join('\n');

const ofCity = () =>
  product.warehouse.read(
    sql`SELECT name FROM system.columns WHERE database = currentDatabase() AND table = 'events' AND name = 'text:city'`,
  );

it('gives hot properties columns right after a large import, and not after a small one', async () => {
  await product.run(await product.write('small.csv', orders(20)));
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(await ofCity()).toEqual([]);
  await product.run(await product.write('large.csv', orders(60)));
  await expect.poll(ofCity, { timeout: 15_000, interval: 200 }).toHaveLength(1);
}, 40_000);
