import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { Analytics } from '@segment/analytics-node';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { notLoggedIn } from '#loop/access';
import type { Collect } from '#loop/collect';
import { openTestCollect } from '../../../loop/collect/testing.ts';
import { publicRoutes } from '../mount-public.ts';
import { collectRoutes } from './collect-routes.ts';
import { liveRoutes } from './live-routes.ts';
import { sdkSettings } from './sdk-settings.ts';

const KEY = 'lw_test';
let product: Awaited<ReturnType<typeof openTestCollect>>;
let collect: Collect;
let server: FastifyInstance;
let host: string;
let isMember = true;

beforeAll(async () => {
  product = await openTestCollect();
  collect = await product.open();
  server = fastify();
  const projectOfWriteKey = async (key: string) => (key === KEY ? product.project : undefined);
  await server.register(collectRoutes({ collect, projectOfWriteKey }));
  await server.register(publicRoutes(sdkSettings({ projectOfWriteKey })));
  const viewerOf = async () => {
    if (!isMember) throw notLoggedIn({});
    return product.viewer;
  };
  await server.register(liveRoutes({ collect, viewerOf, heartbeat: 50 }));
  host = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  const closed = server.close();
  // a connection that fetch opened and never used would be waited for
  server.server.closeAllConnections();
  await closed;
  await collect.close();
  await product.close();
});

const basic = { authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}` };
const track = { type: 'track', userId: 'u1', event: 'e' };

async function post(path: string, body: BodyInit, headers: Record<string, string> = basic) {
  const response = await fetch(host + path, { method: 'POST', body, headers });
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    headers: response.headers,
  };
}

const json = (value: unknown) => JSON.stringify(value);
const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) =>
  `${status} ${(body.error as { code: string } | undefined)?.code}`;

async function countOf(event: string): Promise<number> {
  await collect.settle();
  const [row] = await product.warehouse.read<{ n: string }>(
    sql`SELECT count() AS n FROM events WHERE event = ${event}`,
  );
  return Number(row?.n);
}

describe('the Segment protocol', () => {
  it('serves the real @segment/analytics-node', async () => {
    const analytics = new Analytics({ writeKey: KEY, host, flushAt: 4, flushInterval: 50 });
    const failures: unknown[] = [];
    analytics.on('error', (error) => failures.push(error));
    analytics.identify({ userId: 'seg-1', anonymousId: 'seg-anon', traits: { plan: 'pro', seats: 3 } });
    for (let i = 0; i < 25; i++) {
      analytics.track({ userId: 'seg-1', event: 'Segment Order', properties: { total: i, at: new Date(0) } });
    }
    analytics.page({ anonymousId: 'seg-anon', name: 'Home', properties: { url: 'https://x.y/' } });
    analytics.group({ userId: 'seg-1', groupId: 'g1', traits: { size: 10 } });
    analytics.alias({ userId: 'seg-2', previousId: 'seg-1' });
    await analytics.closeAndFlush({ timeout: 10_000 });
    expect(failures).toEqual([]);
    expect(await countOf('Segment Order')).toBe(25);
    const [sum] = await product.warehouse.read(
      sql`SELECT sum(numbers['total']) AS total, any(toString(times['at'])) AS at, any(texts['$library']) AS library
        FROM events WHERE event = 'Segment Order'`,
    );
    expect(sum).toEqual({
      total: 300,
      at: '1970-01-01 00:00:00.000',
      library: '@segment/analytics-node',
    });
    const merged = await product.warehouse.read(
      sql`SELECT from_id, into_id FROM merge_log WHERE from_id LIKE 'seg%' ORDER BY from_id`,
    );
    expect(merged).toEqual([
      { from_id: 'seg-1', into_id: 'seg-2' },
      { from_id: 'seg-anon', into_id: 'seg-1' },
    ]);
  });

  it('serves the real @rudderstack/rudder-sdk-node, whose gzip claims to be a form', async () => {
    const rudder = new RudderAnalytics(KEY, {
      dataPlaneUrl: host,
      flushAt: 10,
      flushInterval: 50,
      gzip: true,
    });
    for (let i = 0; i < 20; i++) {
      rudder.track({ userId: 'rud-1', event: 'Rudder Order', properties: { total: i } });
    }
    rudder.identify({ userId: 'rud-1', anonymousId: 'rud-anon', traits: { city: '杭州' } });
    await new Promise((done) => rudder.flush(done));
    await expect.poll(() => countOf('Rudder Order'), { timeout: 5000 }).toBe(20);
    await expect
      .poll(async () => {
        await collect.settle();
        return product.warehouse.read(sql`SELECT text FROM person_properties WHERE name = 'city'`);
      })
      .toEqual([{ text: '杭州' }]);
  });

  it('takes every call by its long and short path, whatever the headers say of the body', async () => {
    const bodies: [string, BodyInit, Record<string, string>][] = [
      ['/v1/track', json(track), basic],
      ['/v1/t', json({ ...track, writeKey: KEY }), { 'content-type': 'text/plain' }],
      ['/v1/track', json(track), { authorization: `Bearer ${KEY}` }],
      ['/v1/track', gzipSync(json(track)), { ...basic, 'content-type': 'text/plain' }],
      ['/v1/track', gzipSync(json(track)), { ...basic, 'content-encoding': 'gzip' }],
      ['/v1/track', gzipSync(json(track)), { ...basic, 'content-encoding': 'X-GZIP' }],
      ['/v1/track', deflateSync(json(track)), { ...basic, 'content-encoding': 'deflate' }],
      ['/v1/batch', deflateRawSync(json([track])), { ...basic, 'content-encoding': 'deflate' }],
      ['/v1/batch', brotliCompressSync(json([track])), { ...basic, 'content-encoding': 'br' }],
      ['/v1/track', json(track), { ...basic, 'content-encoding': 'identity' }],
      ['/v1/track', json(track), { ...basic, 'content-encoding': 'deflate' }],
      ['/beacon/v1/batch?writeKey=lw_test', json({ batch: [track] }), { 'content-type': 'text/plain' }],
      ['/v1/m', json({ series: [] }), {}],
      ['/v1/track', json(track), { ...basic, 'content-type': 'application/x-www-form-urlencoded' }],
      ['/v1/track', json(track), { ...basic, 'content-type': '' }],
      ['/v1/track', json(track), { ...basic, 'content-type': 'no type at all' }],
      ['/v1/track', `\ufeff${json(track)}`, basic],
      ['/v1/identify', json({ userId: 'u1' }), basic],
      ['/v1/i', json({ userId: 'u1' }), basic],
      ['/v1/page', json({ userId: 'u1' }), basic],
      ['/v1/p', json({ userId: 'u1' }), basic],
      ['/v1/screen', json({ userId: 'u1' }), basic],
      ['/v1/s', json({ userId: 'u1' }), basic],
      ['/v1/group', json({ userId: 'u1', groupId: 'g' }), basic],
      ['/v1/g', json({ userId: 'u1', groupId: 'g' }), basic],
      ['/v1/alias', json({ userId: 'u1', previousId: 'p1' }), basic],
      ['/v1/a', json({ userId: 'u1', previousId: 'p1' }), basic],
      ['/v1/batch', json({ batch: [track, track] }), basic],
      ['/v1/b', json([track]), basic],
      ['/v1/batch', json({ batch: [] }), basic],
    ];
    for (const [path, body, headers] of bodies) {
      const { status, body: answer } = await post(path, body, headers);
      expect([path, status, answer]).toEqual([path, 200, { success: true }]);
    }
  });

  it.each([
    'anonymousid,authorization,content-type',
    'anonymousid,authorization,content-type,rsa-retry-reason,rsa-since-first-attempt,rsa-since-last-attempt',
    'x-header-of-tomorrow',
  ])('lets pages of other sites send %s', async (asked) => {
    const origin = 'https://shop.example';
    const { status, headers } = await fetch(`${host}/v1/track`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': asked,
        'access-control-request-private-network': 'true',
      },
    });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, origin]);
    expect(headers.get('access-control-allow-headers')).toBe(asked);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-allow-private-network')).toBe('true');
    expect(Number(headers.get('access-control-max-age'))).toBeGreaterThan(3600);
    expect(headers.get('vary')).toContain('Origin');
  });

  it('lets them read the answer, names the origin only where there is one, and sets no cookie', async () => {
    const foreign = await post('/v1/t', json(track), { ...basic, origin: 'https://shop.example' });
    expect(foreign.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(foreign.headers.get('access-control-allow-credentials')).toBe('true');
    expect(foreign.headers.get('set-cookie')).toBeNull();
    const own = await post('/v1/t', json(track));
    expect(own.headers.get('access-control-allow-origin')).toBe('*');
    expect(own.headers.get('access-control-allow-credentials')).toBeNull();
    const refused = await post('/v1/t', '{', { ...basic, origin: 'null' });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([400, 'null']);
  });

  it('gives no header that is none back', async () => {
    const { headers } = await fetch(`${host}/v1/t`, {
      method: 'OPTIONS',
      headers: { 'access-control-request-headers': 'a b;c' },
    });
    expect(headers.get('access-control-allow-headers')).toBe('authorization, content-type, content-encoding');
  });

  it('tells browser SDKs at their start that there is nothing else to load, for a key that is known', async () => {
    const segment = await fetch(`${host}/v1/projects/${KEY}/settings`);
    expect(await segment.json()).toEqual({
      integrations: {
        'Segment.io': { apiKey: KEY, apiHost: `${new URL(host).host}/v1`, protocol: 'http' },
      },
      metrics: { sampleRate: 0 },
      plan: {},
    });
    const rudder = await fetch(`${host}/sourceConfig?writeKey=${KEY}`);
    expect(await rudder.json()).toMatchObject({ source: { enabled: true, destinations: [] } });
    for (const path of ['/v1/projects/no/settings', '/sourceConfig', '/sourceConfig?writeKey=no'])
      expect((await fetch(host + path)).status).toBe(401);
  });

  const moments = [
    ['1767225600123', '2026-01-01 00:00:00.123'],
    [' 1767225600123 ', '2026-01-01 00:00:00.123'],
    [1767225600123, '2026-01-01 00:00:00.123'],
    ['1767225600', '2026-01-01 00:00:00.000'],
    ['1767225600.123', '2026-01-01 00:00:00.123'],
    ['1767225600123456', '2026-01-01 00:00:00.123'],
    [1767225600123456, '2026-01-01 00:00:00.123'],
    ['1767225600123456789', '2026-01-01 00:00:00.123'],
    ['2026-01-01T08:00:00+08:00', '2026-01-01 00:00:00.000'],
  ] as const;

  it.each(moments)('reads the time %j alone and in a batch', async (timestamp, moment) => {
    const event = `at ${json(timestamp)}`;
    expect((await post('/v1/track', json({ ...track, event, timestamp }))).status).toBe(200);
    const batch = [{ ...track, event, originalTimestamp: timestamp }];
    expect((await post('/v1/batch', json(batch))).status).toBe(200);
    await collect.settle();
    const found = await product.warehouse.read<{ at: string; n: string | number }>(
      sql`SELECT toString(time) AS at, count() AS n FROM events WHERE event = ${event} GROUP BY at`,
    );
    expect(found.map(({ at, n }) => [at, Number(n)])).toEqual([[moment, 2]]);
  });

  it.each(['17672256', '17672256001234567890123', '1767225600123ms', '-1767225600123', '1e12'])(
    'takes %s for no time',
    async (timestamp) => {
      const { body } = await post('/v1/track', json({ ...track, timestamp }));
      expect(json(body)).toContain('bad-time');
    },
  );

  it('says what is wrong: key, JSON, gzip, form of the batch, sizes', async () => {
    expect(codeOf(await post('/v1/track', json(track), {}))).toBe('401 collect.unknown-write-key');
    expect(codeOf(await post('/v1/track', json({ ...track, writeKey: 'no' }), {}))).toBe(
      '401 collect.unknown-write-key',
    );
    expect(codeOf(await post('/v1/track', '{"a":', basic))).toBe('400 collect.malformed-json');
    expect(codeOf(await post('/v1/track', '', basic))).toBe('400 collect.malformed-json');
    expect(codeOf(await post('/v1/track', Buffer.from([0x1f, 0x8b, 1, 2, 3])))).toBe(
      '400 collect.malformed-gzip',
    );
    expect(codeOf(await post('/v1/track', 'plain', { ...basic, 'content-encoding': 'gzip' }))).toBe(
      '400 collect.malformed-gzip',
    );
    const named = (encoding: string, body: BodyInit = 'plain') =>
      post('/v1/track', body, { ...basic, 'content-encoding': encoding });
    expect(codeOf(await named('deflate'))).toBe('400 collect.malformed-encoding');
    expect(codeOf(await named('br'))).toBe('400 collect.malformed-encoding');
    expect(codeOf(await named('zstd'))).toBe('415 collect.unknown-encoding');
    expect(codeOf(await named('gzip, br'))).toBe('415 collect.unknown-encoding');
    expect(json((await named('lzma')).body)).toContain('send gzip, deflate, br');
    for (const [encoding, pack] of Object.entries({ deflate: deflateSync, br: brotliCompressSync }))
      expect(codeOf(await named(encoding, pack(Buffer.alloc(100 * 1024 * 1024, 0x20))))).toBe(
        '413 collect.batch-too-large',
      );
    expect(codeOf(await post('/v1/batch', json({ batch: {} })))).toBe('400 collect.batch-missing');
    expect(codeOf(await post('/v1/batch', '7', basic))).toBe('400 collect.batch-missing');
    expect(codeOf(await post('/v1/batch', json({ batch: [], x: 'x'.repeat(10_000_000) })))).toBe(
      '413 collect.batch-too-large',
    );
    const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024, 0x20));
    expect(bomb.length).toBeLessThan(500 * 1024);
    expect(codeOf(await post('/v1/batch', bomb))).toBe('413 collect.batch-too-large');
    const large = await post('/v1/track', json({ ...track, properties: { text: 'x'.repeat(33_000) } }));
    expect(large).toMatchObject({ status: 413, body: { success: false } });
    expect(json(large.body)).toContain('32 KB');
    const chinese = await post('/v1/track', '{', { ...basic, 'accept-language': 'zh-CN' });
    expect(json(chinese.body)).toContain('请求体不是合法的 JSON');
  });

  it('keeps the good of a batch and lists the bad, and refuses a batch that is all bad', async () => {
    const bad = { ...track, timestamp: 'soon' };
    const half = await post('/v1/batch', json({ batch: [bad, { ...track, event: 'half' }, 5] }));
    expect(half).toMatchObject({
      status: 200,
      body: {
        success: true,
        rejected: [
          { index: 0, reason: 'bad-time' },
          { index: 2, reason: 'not-an-object' },
        ],
      },
    });
    expect(await countOf('half')).toBe(1);
    expect(await post('/v1/batch', json({ batch: [bad] }))).toMatchObject({
      status: 400,
      body: { success: false },
    });
  });

  it('keeps hostile bodies: 64-bit numbers, halves of characters, deep nests, names of prototypes', async () => {
    const body = `{"batch":[{"type":"track","userId":12345678901234567890,"event":"hostile","properties":{"order":98765432109876543210,"half":"\\ud83d","nul":"\\u0000","__proto__":{"polluted":1},"max":1e999}},
      {"type":"track","userId":"u","event":"hostile","properties":${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}},
      {"type":"track","userId":"u","event":"hostile","properties":{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}}]}`;
    const { status, body: answer } = await post('/v1/batch', body);
    expect(status).toBe(200);
    expect(answer.rejected).toHaveLength(1);
    expect(await countOf('hostile')).toBe(2);
    const [row] = await product.warehouse.read(
      sql`SELECT distinct_id, texts, numbers FROM events WHERE event = 'hostile' AND distinct_id != 'u'`,
    );
    expect(row).toEqual({
      distinct_id: '12345678901234567890',
      texts: { order: '98765432109876543210', half: '\ufffd', nul: '\u0000', max: 'Infinity' },
      numbers: { '__proto__.polluted': 1 },
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('can be seen by a question a moment later', async () => {
    await post('/v1/track', json({ ...track, event: 'prompt' }));
    for (;;) {
      const [row] = await product.warehouse.read<{ n: string }>(
        sql`SELECT count() AS n FROM events WHERE event = 'prompt'`,
      );
      if (Number(row?.n) === 1) break;
      await sleep(10);
    }
  });

  it('streams what arrives to a watcher', async () => {
    const stop = new AbortController();
    const response = await fetch(`${host}/api/live`, { signal: stop.signal });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    await post('/v1/track', json({ ...track, event: 'watched' }));
    await post('/v1/track', json({ type: 'track', userId: 'null', event: 'refused' }));
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.includes('"watched"') && text.includes('banned-id')) break;
    }
    stop.abort();
    expect(text).toMatch(/^data: \{"items":\[/);
  });

  it('ends the stream of a watcher who was taken out of the project', async () => {
    const response = await fetch(`${host}/api/live`);
    isMember = false;
    // the text has an end, although nothing else ends it for half an hour
    expect(await response.text()).toMatch(/^data: /);
    isMember = true;
  });
});
