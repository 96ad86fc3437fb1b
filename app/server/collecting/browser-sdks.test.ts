import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer as createHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { FastifyInstance } from 'fastify';
import { type Browser as Chromium, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { compose } from '../../product/operations.ts';
import { openProduct, type Product } from '../../product/product.ts';
import { callerOf } from '../caller.ts';
import { publicRequestsOf } from '../public-requests.ts';
import { routesOf } from '../routes.ts';
import { createServer } from '../server.ts';
import { Browser, owner } from '../testing.ts';

const executablePath = [process.env.LINGER_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);
if (!executablePath)
  console.warn(
    'SKIPPED app/server/collecting/browser-sdks.test.ts: no Chromium here; install it or set LINGER_CHROMIUM',
  );

const shop = 'shop.example';

describe.skipIf(!executablePath && !process.env.CI)('pages of another site', () => {
  const data = mkdtempSync(join(tmpdir(), 'linger-sdks-'));
  let product: Product;
  let server: FastifyInstance;
  let host: string;
  let key: string;
  let session: string;
  let chrome: Chromium;
  let site: Awaited<ReturnType<typeof openSite>>;

  beforeAll(async () => {
    product = await openProduct({ data }, 'make');
    const { access } = product;
    await access.createAdmin(owner);
    const viewerOf = (request: Parameters<typeof callerOf>[1]) => callerOf({ access }, request);
    server = await createServer({
      access,
      operations: compose(product),
      publicRequests: publicRequestsOf(product),
      routes: routesOf(product, viewerOf, undefined),
    });
    host = await server.listen({ port: 0, host: '127.0.0.1' });
    const person = await new Browser(host).enter('login', owner);
    session = person.cookie.split('=')[1] ?? '';
    key = String((await person.post('key/create', { kind: 'write', name: 'shop' })).body.key);
    site = await openSite();
    chrome = await chromium.launch({
      executablePath: executablePath ?? '',
      args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP ${shop} 127.0.0.1`],
    });
  }, 120_000);

  afterAll(async () => {
    await chrome?.close();
    await site?.close();
    server?.server.closeAllConnections();
    await server?.close();
    await product?.close();
    await rm(data, { recursive: true, force: true });
  }, 60_000);

  /** Runs a program in a page of the shop, its imports bundled; keeps what the page complained about and where it sent to. */
  async function visit(program: string, leave = false) {
    const { outputFiles } = await build({
      stdin: { contents: program, resolveDir: import.meta.dirname, loader: 'ts' },
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      define: { HOST: JSON.stringify(host), KEY: JSON.stringify(key) },
    });
    site.program = outputFiles[0]?.text ?? '';
    const context = await chrome.newContext();
    // a person of this Linger who visits the shop: their browser would send the cookie along if it could
    await context.addCookies([{ name: 'linger_session', value: session, url: host, sameSite: 'Lax' }]);
    const page = await context.newPage();
    const complaints: string[] = [];
    const asked = new Set<string>();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('request', (request) => asked.add(new URL(request.url()).origin));
    await page.goto(`http://${shop}:${site.port}/`);
    if (leave) await page.goto('about:blank');
    return { page, complaints, asked, close: () => context.close() };
  }

  const arrived = async (event: string) => {
    await product.collect.settle();
    const rows = await product.warehouse.read<{ n: string | number }>(
      sql`SELECT count() AS n FROM events WHERE event = ${event}`,
    );
    return Number(rows[0]?.n);
  };

  async function expectArrival(visited: Awaited<ReturnType<typeof visit>>, event: string, count: number) {
    await expect.poll(() => arrived(event), { timeout: 20_000 }).toBe(count);
    expect(visited.complaints).toEqual([]);
    // no third party hears of the visit
    const origins = [...visited.asked].filter((origin) => origin !== 'null');
    expect(origins.sort()).toEqual([host, `http://${shop}:${site.port}`].sort());
    await visited.close();
  }

  it('send with the real RudderStack SDK, which asks for its settings first', async () => {
    const visited = await visit(`
      import { RudderAnalytics } from '@rudderstack/analytics-js/bundled';
      const rudder = new RudderAnalytics();
      rudder.load(KEY, HOST, { configUrl: HOST });
      rudder.identify('rudder-user', { city: '杭州' });
      for (let i = 0; i < 5; i++) rudder.track('Rudder In A Page', { total: i });
      rudder.page('Home');`);
    await expectArrival(visited, 'Rudder In A Page', 5);
    const [city] = await product.warehouse.read(
      sql`SELECT text FROM person_properties WHERE name = 'city' LIMIT 1`,
    );
    expect(city).toEqual({ text: '杭州' });
  }, 60_000);

  it('send with the RudderStack SDK as beacons', async () => {
    const visited = await visit(`
      import { RudderAnalytics } from '@rudderstack/analytics-js/bundled';
      const rudder = new RudderAnalytics();
      const beaconQueueOptions = { flushQueueInterval: 300 };
      rudder.load(KEY, HOST, { configUrl: HOST, useBeacon: true, beaconQueueOptions });
      for (let i = 0; i < 5; i++) rudder.track('Rudder Beacon', { total: i });`);
    await expectArrival(visited, 'Rudder Beacon', 5);
  }, 60_000);

  it('send with the real Segment SDK, which asks for its settings first', async () => {
    const visited = await visit(`
      import { AnalyticsBrowser } from '@segment/analytics-next';
      const analytics = AnalyticsBrowser.load({ writeKey: KEY, cdnURL: HOST });
      analytics.identify('segment-user', { plan: 'pro' });
      for (let i = 0; i < 5; i++) analytics.track('Segment In A Page', { total: i });
      analytics.page('Home');`);
    await expectArrival(visited, 'Segment In A Page', 5);
  }, 60_000);

  it('send with the Segment SDK in batches, its settings in the page', async () => {
    const visited = await visit(`
      import { AnalyticsBrowser } from '@segment/analytics-next';
      const { host, protocol } = new URL(HOST);
      const deliveryStrategy = { strategy: 'batching', config: { size: 10, timeout: 500 } };
      const segment = { apiKey: KEY, apiHost: host + '/v1', protocol: protocol.slice(0, -1), deliveryStrategy };
      const cdnSettings = { integrations: { 'Segment.io': segment }, metrics: { sampleRate: 0 } };
      const analytics = AnalyticsBrowser.load({ writeKey: KEY, cdnSettings });
      for (let i = 0; i < 5; i++) analytics.track('Segment Batch', { total: i });`);
    await expectArrival(visited, 'Segment Batch', 5);
  }, 60_000);

  it('send beacons of JSON and of text, with credentials, also while they close', async () => {
    const visited = await visit(
      `
      const message = JSON.stringify({ writeKey: KEY, anonymousId: 'visitor-7', event: 'Left' });
      const json = new Blob([message], { type: 'application/json' });
      const kept = { method: 'POST', keepalive: true, credentials: 'include', body: message };
      navigator.sendBeacon(HOST + '/v1/track', json);
      navigator.sendBeacon(HOST + '/v1/track', message);
      fetch(HOST + '/v1/track', kept);
      fetch(HOST + '/v1/track', { ...kept, headers: { 'content-type': 'application/json', 'x-of-the-shop': '1' } });
      addEventListener('pagehide', () => navigator.sendBeacon(HOST + '/v1/track', json));`,
      true,
    );
    await expectArrival(visited, 'Left', 5);
  }, 60_000);

  it('are nobody, whoever is logged in to Linger in the same browser', async () => {
    const visited = await visit(`
      const ask = async (path, options) => {
        try { return (await fetch(HOST + path, { credentials: 'include', ...options })).status; }
        catch { return 'unreadable'; }
      };
      const body = JSON.stringify({ userId: 'u', event: 'Stolen' });
      window.answers = Promise.all([
        ask('/v1/track', { method: 'POST', body }),
        ask('/api/session'),
        ask('/api/key/list', { method: 'POST', body: '{}' }),
        ask('/api/key/list', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
      ]);`);
    expect(await visited.page.evaluate('window.answers')).toEqual([
      401,
      'unreadable',
      'unreadable',
      'unreadable',
    ]);
    // the same with the cookie in hand
    const cookie = { cookie: `linger_session=${session}` };
    const { status } = await fetch(`${host}/v1/track`, { method: 'POST', headers: cookie, body: '{}' });
    expect(status).toBe(401);
    await visited.close();
    expect(await arrived('Stolen')).toBe(0);
  }, 60_000);
});

/** A site of somebody else, whose one page runs a program. */
async function openSite() {
  const held = { program: '' };
  const page = '<!doctype html><link rel="icon" href="data:,"><script src="/program.js"></script>';
  const server = createHttp((request, response) => {
    const asked = request.url === '/program.js' ? 'javascript' : 'html';
    response.setHeader('content-type', `text/${asked}; charset=utf-8`);
    response.end(asked === 'html' ? page : held.program);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(held, {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  });
}
