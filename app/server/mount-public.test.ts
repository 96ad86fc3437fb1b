import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { publicRequest } from '#lib/operation';
import { openTestAccess } from '../../loop/access/testing.ts';
import { openApi } from './open-api/open-api.ts';
import { publicAddressOf } from './public-address.ts';
import { createServer } from './server.ts';

const seen: { headers: unknown; body: string; reachedAt: string }[] = [];
const summary = { zh: '退订', en: 'Unsubscribes' };
const unsubscribe = publicRequest({
  method: 'POST',
  path: '/u/:token',
  summary,
  input: z.strictObject({ token: z.string().max(20), list: z.string().optional() }),
  mostAMinute: 1000,
  mostBytes: 100,
  run: async ({ token }, { headers, body, reachedAt }) => {
    seen.push({ headers, body: body.toString(), reachedAt: reachedAt.href });
    return { type: 'text/html', headers: { 'x-own': '1' }, body: `<p>${token.length}</p>` };
  },
});
const beacon = publicRequest({
  method: 'GET',
  path: '/seen/:id',
  summary,
  input: z.looseObject({ id: z.string() }),
  mostAMinute: 3,
  fromEverySite: true,
  run: async () => ({ status: 204 }),
});

let stop: () => Promise<void>;
let host: string;
beforeAll(async () => {
  const { access, database } = await openTestAccess();
  const publicAddress = publicAddressOf('https://shop.example/linger');
  const server = await createServer({
    access,
    operations: {},
    publicAddress,
    publicRequests: [unsubscribe, beacon],
  });
  host = await server.listen({ port: 0, host: '127.0.0.1' });
  stop = async () => {
    await server.close();
    await database.close();
  };
}, 60_000);
afterAll(() => stop());

const send = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(host + path, { method: 'POST', body, headers });

it('gets the bytes as they came and where it was reached, and never a cookie', async () => {
  const headers = { cookie: 'linger=secret', 'content-type': 'application/x-www-form-urlencoded' };
  const response = await send('/linger/u/abc?list=news', 'List-Unsubscribe=One-Click', headers);
  expect([response.status, await response.text()]).toEqual([200, '<p>3</p>']);
  expect(response.headers.get('x-own')).toBe('1');
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(seen).toEqual([
    {
      headers: expect.not.objectContaining({ cookie: expect.anything() }),
      body: 'List-Unsubscribe=One-Click',
      reachedAt: 'https://shop.example/linger',
    },
  ]);
});

it('is refused with a sentence: input that does not fit, a body that is too large, a name that is not ours', async () => {
  const codes = async (response: Promise<Response>) => (await response).status;
  expect(await codes(send('/u/abc?other=1', ''))).toBe(400);
  expect(await codes(send(`/u/${'x'.repeat(30)}`, ''))).toBe(400);
  expect(await codes(send('/u/abc', 'x'.repeat(101)))).toBe(413);
  const named = { 'x-forwarded-host': 'evil.example' };
  expect(await codes(send('/u/abc', '', named))).toBe(421);
  expect(seen).toHaveLength(1);
});

it('is open to pages of every site where it says so, and only so often in a minute', async () => {
  const ask = () =>
    fetch(`${host}/seen/1`, {
      headers: { origin: 'https://else.example', 'x-forwarded-host': 'else.example' },
    });
  for (let time = 0; time < 3; time++) {
    const { status, headers } = await ask();
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, 'https://else.example']);
  }
  const { status, headers } = await ask();
  expect([status, headers.get('retry-after') !== null]).toEqual([429, true]);
});

it('is in the OpenAPI document, without a key, with the health of the process', async () => {
  const { paths } = JSON.parse(JSON.stringify(openApi({}, '1', '/', [unsubscribe])));
  expect(paths['/u/{token}'].post).toMatchObject({
    security: [],
    summary: 'Unsubscribes',
    'x-summary-zh': '退订',
    parameters: [
      { name: 'token', in: 'path', required: true },
      { name: 'list', in: 'query', required: false },
    ],
  });
  const served = (await (await fetch(`${host}/api/openapi.json`)).json()) as { paths: object };
  expect(Object.keys(served.paths)).toEqual(['/livez', '/readyz', '/healthz', '/u/{token}', '/seen/{id}']);
  expect(await (await fetch(`${host}/linger/livez`)).json()).toMatchObject({ ok: true });
});
