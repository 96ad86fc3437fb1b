import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '#lib/store';
import { buildTerminal, linger, stopAll } from '../../command/testing.ts';
import { ProductProcess } from '../testing/product.ts';
import { openStandAloneEngine, type StandAloneEngine } from '../testing/stand-alone-engine.ts';

const server = process.env.LINGER_TEST_POSTGRES;
if (!server) console.warn('skipped: two Lingers on one pair of stores; set LINGER_TEST_POSTGRES to run it');

describe.runIf(server)('two Lingers on one pair of stores', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linger-two-'));
  const [one, other] = [join(folder, 'one'), join(folder, 'other')];
  const database = `two_${process.pid}`;
  let admin: Database;
  let engine: StandAloneEngine;
  let variables: Record<string, string>;
  let keys: { key: string; writeKey: string };
  let sent = 0;
  beforeAll(async () => {
    await buildTerminal();
    admin = await openDatabase({ dataDir: folder, url: server });
    await admin.query(`CREATE DATABASE ${database}`);
    mkdirSync(join(folder, 'engine'));
    engine = await openStandAloneEngine(join(folder, 'engine'));
    const url = Object.assign(new URL(server ?? ''), { pathname: database }).href;
    variables = { DATABASE_URL: url, CLICKHOUSE_URL: engine.url };
    const made = await linger(['migrate'], { LINGER_DATA: one, ...variables });
    expect([made.code, made.err]).toEqual([0, '']);
    // a copied folder carries the mark of the installation
    cpSync(one, other, { recursive: true });
  }, 120_000);
  afterAll(async () => {
    await stopAll();
    await engine?.close();
    await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
    await admin.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const send = async (product: ProductProcess, count: number) => {
    const batch = Array.from({ length: count }, () => ({
      type: 'track',
      event: 'seen',
      userId: `u-${sent % 7}`,
      messageId: `m-${sent++}`,
    }));
    expect((await product.send('batch', { batch })).status).toBe(200);
  };
  const start = async (data: string) => {
    const product = await ProductProcess.start(data, variables, keys);
    keys ??= { key: product.key, writeKey: product.writeKey };
    return product;
  };

  it('are one: the second is refused with a sentence, commands of its folder too', async () => {
    const first = await start(one);
    await send(first, 50);
    const zh = { LINGER_DATA: other, LANG: 'zh_CN.UTF-8', ...variables };
    const started = await linger(['start'], { LINGER_DATA: other, LINGER_PORT: '0', ...variables });
    const keyed = await linger(['key', 'create', '--json'], { LINGER_DATA: other, ...variables });
    const listed = await linger(['imports'], zh);
    expect([started.code, started.err]).toEqual([1, expect.stringContaining('in use by another Linger')]);
    expect(started.err).toContain(`process ${first.pid}, folder ${one}`);
    expect(started.err).not.toContain('stand-alone');
    expect(JSON.parse(keyed.out)).toMatchObject({ error: { code: 'store.lease-held' } });
    expect([listed.code, listed.err]).toEqual([1, expect.stringContaining('正由另一个 Linger 使用')]);
    // beside the one that runs, a command of its own folder goes through it
    expect((await linger(['key', 'create'], { LINGER_DATA: one, ...variables })).code).toBe(0);
    await first.settled('seen', sent);
    expect(await first.stop()).toBe(0);
  }, 120_000);

  it('follow each other after a stop and after a kill', async () => {
    const first = await start(one);
    await send(first, 50);
    await first.killAll();
    const second = await start(other);
    expect(await second.stop()).toBe(0);
    const again = await start(one);
    await again.settled('seen', sent);
    await again.killAll();
    // the same folder waits for nobody: its lock tells that the earlier process is dead
    const same = await start(one);
    await same.stop();
  }, 180_000);

  it('lose and double no event when one is frozen, replaced and woken', async () => {
    const first = await start(one);
    await send(first, 400);
    process.kill(first.pid, 'SIGSTOP');
    const second = await start(other);
    await send(second, 100);
    process.kill(first.pid, 'SIGCONT');
    const { code, err } = await first.ended;
    expect([code, err]).toEqual([1, expect.stringContaining('store.lease-taken')]);
    expect(err).toContain(`wait in ${one}`);
    await second.stop();
    const again = await start(one);
    await again.settled('seen', sent);
    await sleep(1500);
    await again.settled('seen', sent);
    await again.stop();
  }, 180_000);
});
