import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import {
  hasPostgres,
  makeEngine,
  makePostgres,
  type TestServer,
} from '../../../lib/store/testing/servers.ts';
import { buildTerminal, launchLinger, stopAll } from '../../command/testing.ts';
import { ProductProcess } from '../testing/product.ts';

if (!hasPostgres) console.warn('skipped: a product whose stores go away; install postgresql to run it');

const folder = mkdtempSync(join(tmpdir(), 'linger-outage-'));
const ROWS = 120_000;
let postgres: TestServer;
let engine: TestServer;
let product: ProductProcess;

beforeAll(async () => {
  if (!hasPostgres) return;
  await buildTerminal();
  [postgres, engine] = await Promise.all([makePostgres(), makeEngine()]);
  await Promise.all([postgres.start(), engine.start()]);
  product = await ProductProcess.start(join(folder, 'data'), servers());
}, 120_000);

afterAll(async () => {
  await stopAll();
  await Promise.all([postgres?.close(), engine?.close()]);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const servers = () => ({ DATABASE_URL: postgres.url, CLICKHOUSE_URL: engine.url });

/** Sends until told to stop, each message till it is acknowledged; tells how many were. */
function sendOn(event: string) {
  let over = false;
  let sent = 0;
  const running = (async () => {
    for (; !over; sent++) {
      const message = { event, userId: `u${sent % 50}`, messageId: `${event}-${sent}` };
      while ((await product.send('track', message)).status !== 200) await sleep(200);
      await sleep(20);
    }
    return sent;
  })();
  return {
    acknowledged: () => sent,
    stop: () => {
      over = true;
      return running;
    },
  };
}

const runs = z.object({ runs: z.array(z.object({ state: z.string(), rows: z.int(), rejected: z.int() })) });

const away = [
  ['PostgreSQL is killed', () => postgres, 'kill'],
  ['PostgreSQL is stopped', () => postgres, 'freeze'],
  ['the engine is killed', () => engine, 'kill'],
  ['the engine is stopped', () => engine, 'freeze'],
] as const;

it.runIf(hasPostgres).each(away)(
  'goes on with an import, segments and events when %s in the middle, and loses none',
  async (name, serverOf, how) => {
    const server = serverOf();
    const event = name.replaceAll(' ', '-');
    const file = join(folder, `${event}.csv`);
    const lines = Array.from({ length: ROWS }, (_, i) => `p${i % 900},2026-03-01 10:00:00,${event}-row,${i}`);
    writeFileSync(file, `user_id,time,event,n\n${lines.join('\n')}\n`);
    const sending = sendOn(event);
    await product.settled(`${event}-nothing`, 0);
    const segment = { name: event, body: { who: { did: { event: `${event}-row` } } } };
    expect((await product.call('definition/save', { kind: 'segment', ...segment })).status).toBe(200);
    const imported = launchLinger(['import', file, '--yes', '--json'], {
      LINGER_DATA: product.data,
      ...servers(),
    });
    await expect
      .poll(async () => (await product.get('file/runs', {}, runs)).runs[0]?.state, {
        timeout: 60_000,
        interval: 20,
      })
      .toBe('running');
    if (how === 'kill') await server.kill();
    else server.freeze();
    await sleep(2000);
    expect((await fetch(`${product.address}/livez`)).status).toBe(200);
    expect((await fetch(`${product.address}/readyz`)).status).toBe(503);
    const before = sending.acknowledged();
    await sleep(how === 'kill' ? 4000 : 34_000);
    // known keys need no row store, and the journal no engine
    expect(sending.acknowledged()).toBeGreaterThan(before);
    if (how === 'kill') await server.start();
    else server.thaw();
    await expect
      .poll(async () => (await fetch(`${product.address}/readyz`)).status, { timeout: 60_000 })
      .toBe(200);
    expect(await imported.ended).toBe(0);
    if (server === postgres) expect(imported.said.err).toMatch(/waiting, .* cannot reach PostgreSQL/);
    expect(JSON.parse(imported.said.out)).toMatchObject({
      files: [{ state: 'done', rows: ROWS, rejected: 0 }],
    });
    const sent = await sending.stop();
    expect(sent).toBeGreaterThan(50);
    await product.settled(event, sent);
    expect(await product.count(`${event}-row`)).toBe(ROWS);
    expect(process.kill(product.pid, 0)).toBe(true);
  },
  240_000,
);

it.runIf(hasPostgres)(
  'goes on looking at an import when Linger itself is started anew in the middle, at another address',
  async () => {
    const file = join(folder, 'restart.csv');
    const lines = Array.from(
      { length: 4 * ROWS },
      (_, i) => `p${i % 900},2026-03-01 10:00:00,restart-row,${i}`,
    );
    writeFileSync(file, `user_id,time,event,n\n${lines.join('\n')}\n`);
    const line = ['import', file, '--yes', '--json'];
    const imported = launchLinger(line, { LINGER_DATA: product.data, ...servers() });
    await expect
      .poll(async () => (await product.get('file/runs', {}, runs)).runs[0]?.state, {
        timeout: 60_000,
        interval: 20,
      })
      .toBe('running');
    await product.kill();
    await expect
      .poll(() => imported.said.err, { timeout: 20_000 })
      .toMatch(/the running Linger .* does not answer/);
    const { key, writeKey } = product;
    product = await ProductProcess.start(product.data, servers(), { key, writeKey });
    expect(await imported.ended).toBe(0);
    expect(JSON.parse(imported.said.out)).toMatchObject({ files: [{ state: 'done', rows: 4 * ROWS }] });
    expect(await product.count('restart-row')).toBe(4 * ROWS);
  },
  180_000,
);
