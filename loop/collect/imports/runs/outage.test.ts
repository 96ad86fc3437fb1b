import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { migrate } from '#lib/store';
import { openLeavingPostgres } from '../../../../lib/store/testing/postgres.ts';
import { openTestWarehouse } from '../../../../lib/store/testing/stores.ts';
import { collectTestMigrations } from '../../testing.ts';
import { openTestFiles } from '../testing.ts';

const server = process.env.LINGER_TEST_POSTGRES;
if (!server) console.warn('skipped: imports while PostgreSQL is away; set LINGER_TEST_POSTGRES to run them');

it.runIf(server)(
  'an import goes on where it was when PostgreSQL was away in the middle of it',
  async () => {
    const postgres = await openLeavingPostgres(server ?? '');
    const warehouse = await openTestWarehouse();
    await migrate(warehouse, postgres.database, collectTestMigrations);
    const close = () => warehouse.close();
    const own = { warehouse, database: postgres.database, dataDir: warehouse.dataDir, close };
    const product = await openTestFiles({ partBytes: 20_000 }, Promise.resolve(own));
    const rows = Array.from({ length: 5000 }, (_, i) => `u${i % 700},2026-03-01 10:00:00,paid,${i}`);
    const path = await product.write('paid.csv', `user_id,time,event,n\n${rows.join('\n')}\n`);
    const { entry } = await product.start(path);
    await expect
      .poll(async () => (await product.ledger(entry.id)).parts, { timeout: 20_000 })
      .toBeGreaterThan(0);
    await postgres.leave();
    await sleep(2500);
    await postgres.comeBack();
    await product.files.runner.settled(entry.id);
    expect(await product.ledger(entry.id)).toMatchObject({ state: 'done', rows: 5000, rejected: 0 });
    expect(await product.count(entry.id)).toEqual({ rows: 5000, ids: 5000, people: 700 });
    await product.close();
    await postgres.close();
  },
  60_000,
);
