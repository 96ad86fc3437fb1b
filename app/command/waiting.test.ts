import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, makeEngine, makePostgres, type TestServer } from '../../lib/store/testing/servers.ts';
import { buildTerminal, launchLinger, linger, stopAll } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'linger-waiting-'));
const servers: TestServer[] = [];
let count = 0;
const place = () => join(folder, String(++count));

beforeAll(buildTerminal, 60_000);
afterEach(async () => {
  await stopAll();
  for (const server of servers.splice(0)) await server.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

async function make(kind: 'postgres' | 'engine'): Promise<TestServer> {
  const server = await (kind === 'postgres' ? makePostgres() : makeEngine());
  servers.push(server);
  return server;
}

const start = (variables: Record<string, string>) =>
  launchLinger(['start'], { LINGER_PORT: '0', LINGER_DATA: place(), ...variables });

const saidBy = async ({ said }: ReturnType<typeof launchLinger>, pattern: RegExp) => {
  await expect.poll(() => said.err + said.out, { timeout: 40_000 }).toMatch(pattern);
  return said.err;
};

if (!hasPostgres) console.warn('skipped: a PostgreSQL that comes later; install postgresql to run it');

describe('linger start', () => {
  it.runIf(hasPostgres)(
    'waits for a PostgreSQL and an engine that come later, and says for which, where and since when',
    async () => {
      const [postgres, engine] = [await make('postgres'), await make('engine')];
      const started = start({ DATABASE_URL: postgres.url, CLICKHOUSE_URL: engine.url });
      const err = await saidBy(started, /ClickHouse/);
      await saidBy(started, /PostgreSQL/);
      expect(err).toMatch(/waiting since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC: cannot reach/);
      expect(started.said.err).toContain(new URL(postgres.url).host);
      expect(started.said.err).toContain(new URL(engine.url).host);
      expect(started.said.err).not.toContain(new URL(engine.url).password);
      await postgres.start();
      await saidBy(started, /PostgreSQL answers after \d+ s/);
      expect(started.said.out).toBe('');
      await engine.start();
      await saidBy(started, /Linger is at http/);
      // once a minute, not with every try
      expect(started.said.err.match(/cannot reach/g)?.length).toBe(2);
      expect(await started.stop('SIGTERM')).toBe(0);
    },
    90_000,
  );

  it('waits for a name that nobody knows yet, and ends at once with code 0 when it is told to', async () => {
    const started = start({ CLICKHOUSE_URL: 'http://engine.invalid:8123/linger' });
    await saidBy(started, /cannot reach ClickHouse at engine\.invalid:8123/);
    expect(await started.stop('SIGTERM')).toBe(0);
  }, 60_000);

  it('waits for an engine whose proxy answers 503, and in Chinese says so', async () => {
    const proxy = createServer((_, response) =>
      response.writeHead(503).end('<h1>503 Service Unavailable</h1>'),
    );
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const { port } = proxy.address() as AddressInfo;
    const started = start({ CLICKHOUSE_URL: `http://127.0.0.1:${port}/linger`, LANG: 'zh_CN.UTF-8' });
    await saidBy(started, /从 .* UTC 起等待：连不上 ClickHouse/);
    expect(await started.stop('SIGINT')).toBe(0);
    proxy.close();
  }, 60_000);

  it.runIf(hasPostgres)(
    'ends at once over what waiting does not mend: a missing database, a wrong password',
    async () => {
      const [postgres, engine] = [await make('postgres'), await make('engine')];
      await Promise.all([postgres.start(), engine.start()]);
      const missing = start({ DATABASE_URL: postgres.url.replace(/postgres$/, 'missing') });
      expect([await missing.ended, missing.said.err]).toEqual([1, expect.stringContaining('does not exist')]);
      const wrong = start({ CLICKHOUSE_URL: engine.url.replace(/:[^:@]+@/, ':wrong@') });
      expect([await wrong.ended, wrong.said.err]).toEqual([1, expect.stringContaining('refuses the user')]);
      // also when it shows only after a wait for the other
      await postgres.kill();
      const both = start({
        DATABASE_URL: postgres.url,
        CLICKHOUSE_URL: engine.url.replace(/:[^:@]+@/, ':wrong@'),
      });
      expect([await both.ended, both.said.err]).toEqual([1, expect.stringContaining('refuses the user')]);
    },
    90_000,
  );
});

it('other commands do not wait for a store, they say at once that it is away', async () => {
  const servers = {
    DATABASE_URL: 'postgres://linger:s3cret@127.0.0.1:9/linger',
    CLICKHOUSE_URL: 'http://linger:s3cret@127.0.0.1:9/linger',
  };
  for (const line of [['doctor'], ['imports'], ['backup', join(folder, 'b.tar.gz')], ['migrate']]) {
    const data = place();
    await mkdir(data, { mode: 0o700 });
    const { code, out, err } = await linger(line, { ...servers, LINGER_DATA: data });
    const said = out + err;
    expect([line[0], code, said]).toEqual([line[0], 1, expect.stringContaining('cannot reach PostgreSQL')]);
    expect(said).not.toContain('s3cret');
  }
}, 60_000);
