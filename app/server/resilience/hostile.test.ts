import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ProductProcess, Workshop } from '../testing/product.ts';
import { openTestServer } from '../testing.ts';

let workshop: Workshop;
let product: ProductProcess;
beforeAll(async () => {
  workshop = await Workshop.open();
  product = await ProductProcess.start(workshop.data());
}, 120_000);
afterAll(() => workshop.close());

/** Sends bytes as they are and gives what came back until the other side closed. */
async function raw(text: string, { end = false } = {}): Promise<string> {
  const { hostname, port } = new URL(product.address);
  const socket = connect(Number(port), hostname);
  let said = '';
  socket.setEncoding('latin1').on('data', (part) => {
    said += part;
  });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  if (end) socket.end();
  // a reset after the answer is an ending too
  await new Promise((closed) => socket.once('close', closed));
  return said;
}

const auth = () => `Authorization: Basic ${btoa(`${product.writeKey}:`)}\r\n`;
const post = (path: string, more: string, body = '') =>
  `POST ${path} HTTP/1.1\r\nHost: linger\r\nConnection: close\r\n${auth()}Content-Type: application/json\r\n${more}\r\n${body}`;
const track = (more: object) => ({ type: 'track', event: 'hostile', userId: 'h1', ...more });
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** After every attack the same product still takes in and answers. */
async function goesOn(): Promise<void> {
  process.kill(product.pid, 0);
  expect((await product.send('track', track({ event: 'alive' }))).status).toBe(200);
  expect((await product.call('person/list')).status).toBe(200);
}

describe('hostile requests', () => {
  it('with headers that are too large or make no sense are refused', async () => {
    expect(await raw(post('/v1/track', `X-Large: ${'x'.repeat(20_000)}\r\n`))).toMatch(/^HTTP\/1\.1 431 /);
    expect(await raw('BREW /pot HTCPCP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(post('/v1/track', 'Content-Length: 5\r\nContent-Length: 6\r\n', '{}'))).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    expect(await raw(post('/v1/track', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', '{}'))).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    expect(await raw(post('/v1/track', 'Content-Length: -1\r\n'))).toMatch(/^HTTP\/1\.1 400 /);
    await goesOn();
  });

  it('that promise more than they send, or send more than they promise, harm nobody', async () => {
    const body = JSON.stringify(track({ messageId: 'cut' }));
    await raw(post('/v1/track', `Content-Length: ${body.length + 50}\r\n`, body), { end: true });
    const longer = await raw(post('/v1/track', `Content-Length: ${body.length - 5}\r\n`, body));
    expect(longer).toMatch(/^HTTP\/1\.1 400 /);
    const promise = await raw(post('/v1/track', 'Content-Length: 99999999999\r\n', '{'));
    expect(promise).toMatch(/^HTTP\/1\.1 413 /);
    await goesOn();
  });

  it('that come a byte at a time are cut off, however many there are', async () => {
    const { hostname, port } = new URL(product.address);
    const loris = Array.from({ length: 300 }, () => {
      const socket = connect(Number(port), hostname).on('error', () => undefined);
      socket.write('POST /v1/track HTTP/1.1\r\nHost: linger\r\nX-Slow: ');
      return socket;
    });
    await goesOn();
    for (const socket of loris) socket.destroy();
    await goesOn();
  });

  it.each(['localhost', 'not-ours.example'])(
    'whose body comes a byte at a time to %s are cut off in time',
    async (name) => {
      const server = await openTestServer({ patience: 200 });
      const socket = connect(Number(new URL(server.address).port), '127.0.0.1').on('error', () => undefined);
      socket
        .resume()
        .write(`POST /api/account/me HTTP/1.1\r\nHost: ${name}\r\nContent-Type: application/json\r\n`);
      socket.write('Content-Length: 1000\r\n\r\n');
      let dripped = 0;
      const drip = setInterval(() => {
        dripped++;
        socket.write(' ');
      }, 20);
      // a reset is an ending too
      await new Promise((closed) => socket.once('close', closed));
      clearInterval(drip);
      expect(dripped).toBeLessThan(1000);
      await server.close();
    },
  );

  it.each([
    [
      '10,000 levels deep',
      () => `{"type":"track","event":"hostile","userId":"h1","properties":{"a":${deep(10_000)}}}`,
      400,
    ],
    ['200,000 levels deep', () => deep(200_000), 400],
    ['a text of 10 MB', () => JSON.stringify(track({ properties: { a: 'x'.repeat(10_000_000) } })), 413],
    [
      'a number of 400,000 digits',
      () => `{"userId":"h1","event":"hostile","properties":{"n":${'9'.repeat(400_000)}}}`,
      413,
    ],
    ['cut short', () => '{"userId":"h1","event":"hosti', 400],
    ['nothing', () => '', 400],
  ])('with a body of %s get a clear refusal', async (_, body, status) => {
    const reply = await product.send('track', body());
    expect([reply.status, reply.text]).toEqual([status, expect.stringContaining('"message":')]);
    await goesOn();
  });

  it('packed a thousandfold are refused before they are unpacked whole', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
    const reply = await product.send('track', bomb, { 'content-encoding': 'gzip' });
    expect([reply.status, reply.code]).toEqual([413, 'collect.batch-too-large']);
    await goesOn();
  });

  it('cannot reach the prototype of anything', async () => {
    const poison =
      '{"type":"track","event":"poison","userId":"h2","messageId":"p1","properties":{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"toString":"x"},"context":{"__proto__":{"locale":"xx"}}}';
    expect((await product.send('track', poison)).status).toBe(200);
    expect((await product.send('batch', `{"__proto__":{"batch":[]},"batch":[${poison}]}`)).status).toBe(200);
    expect((await product.call('ask', '{"kind":"__proto__"}')).status).toBe(400);
    expect((await product.call('ask', '{"kind":"trend","__proto__":{"x":1}}')).status).toBe(400);
    expect((await product.call('person/list', '{"constructor":{"prototype":{}}}')).status).toBe(400);
    const { properties } = await onlyEventOf('h2', 'poison');
    expect(properties).toMatchObject({ toString: 'x', '__proto__.admin': 'true' });
    await goesOn();
  });

  it('with texts that no database likes are kept as they are, or as near as UTF-8 allows', async () => {
    const odd = {
      nul: 'a\u0000b',
      lone: 'x\ud800y',
      quote: `'";--\\`,
      bell: '\u0007\u001b[31m',
      rtl: '\u202eevil',
      emoji: '👩‍👩‍👧',
      huge: '9'.repeat(500),
    };
    const sent = JSON.stringify(track({ event: 'odd', userId: 'h3\u0000', properties: odd }));
    expect((await product.send('track', sent)).status).toBe(200);
    const broken = Buffer.concat([
      Buffer.from('{"type":"track","event":"broken","userId":"h4","properties":{"a":"'),
      Buffer.from([0xff, 0xfe, 0xc3, 0x28]),
      Buffer.from('"}}'),
    ]);
    expect((await product.send('track', broken)).status).toBe(200);
    expect((await onlyEventOf('h3', 'odd')).properties).toEqual({ ...odd, lone: 'x\ufffdy' });
    expect((await onlyEventOf('h4', 'broken')).properties.a).toContain('\ufffd');
    await goesOn();
  });

  it('with such texts in names and questions get an answer or a sentence, never a breakdown', async () => {
    const odd = ['a\u0000b', 'x\ud800y', '\u202e', "'", '`', '\\'];
    const calls = odd.flatMap((text): [string, unknown][] => [
      [
        'definition/save',
        {
          kind: 'question',
          name: text,
          body: { kind: 'trend', series: [{ event: text, count: 'events' }] },
        },
      ],
      [
        'definition/save',
        { kind: 'segment', name: text, body: { who: { property: text, op: 'is', values: [text] } } },
      ],
      ['definition/list', { search: text, folder: text }],
      ['definition/used-by', { of: 'event', name: text }],
      ['person/list', { search: text, columns: [text] }],
      ['ask', { kind: 'trend', series: [{ event: text, count: 'events' }], by: [{ property: text }] }],
      ['key/create', { kind: 'write', name: text }],
      ['reject/list', { source: text }],
      ['segment/get', { id: text }],
      ['file/run', { id: text }],
      ['file/propose', { file: text }],
    ]);
    for (const [operation, input] of calls) {
      const { status, text } = await product.call(operation, input);
      expect([operation, JSON.stringify(input), status < 500, text]).toEqual([
        operation,
        JSON.stringify(input),
        true,
        text,
      ]);
    }
    await goesOn();
  });

  it('for files beside the pages find nothing', async () => {
    const paths = [
      '/../../etc/passwd',
      '/assets/../../package.json',
      '/%2e%2e/%2e%2e/package.json',
      '/..%2f..%2fpackage.json',
      '/assets/..%5c..%5cpackage.json',
      '/..\\..\\package.json',
      '/linger.js',
      '/engine.js.map',
      '/.git/config',
      '/%00',
      '/index.html%00.js',
      '//etc/passwd',
    ];
    for (const path of paths) {
      const said = await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      expect([path, /^HTTP\/1\.1 (400|403|404) /.test(said)]).toEqual([path, true]);
      expect(said).not.toMatch(/root:|"dependencies"|#!\/usr/);
    }
    await goesOn();
  });
});

const list = z.object({ people: z.array(z.object({ person: z.string(), id: z.string() })) });
const timeline = z.object({
  events: z.array(
    z.object({
      event: z.string(),
      texts: z.record(z.string(), z.string()),
      numbers: z.record(z.string(), z.number()),
    }),
  ),
});

/** The one event of that name on the timeline of a person. */
async function onlyEventOf(search: string, event: string) {
  const find = async () => {
    const { people } = await product.get('person/list', { search }, list);
    const person = people[0]?.person;
    if (person === undefined) return [];
    const { events } = await product.get('person/timeline', { person, where: [{ event }] }, timeline);
    return events;
  };
  await expect.poll(async () => (await find()).length, { timeout: 10_000 }).toBe(1);
  const [found] = await find();
  return { properties: { ...found!.texts, ...found!.numbers } as Record<string, unknown> };
}
