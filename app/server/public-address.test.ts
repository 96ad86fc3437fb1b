import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameOf, publicAddressOf, withoutPath } from './public-address.ts';
import { Browser, openTestServer, owner } from './testing.ts';

describe('the public address', () => {
  it.each([
    ['https://example.com', 'https://example.com', ''],
    ['https://Example.com/linger/', 'https://example.com/linger', '/linger'],
    ['http://10.0.0.7:8080/a/b', 'http://10.0.0.7:8080/a/b', '/a/b'],
    ['https://例子.com/数据', 'https://xn--fsqu00a.com/%E6%95%B0%E6%8D%AE', '/%E6%95%B0%E6%8D%AE'],
  ])('%s is understood', (text, href, path) => {
    expect(publicAddressOf(text)).toMatchObject({ href, path });
  });

  it.each([
    'example.com',
    'ftp://example.com',
    'https://me:secret@example.com',
    'https://example.com/?x=1',
    'https://example.com/#x',
    'https://example.com/api',
    'https://example.com/v1/',
    'https://example.com/a//b',
    'https://',
  ])('%s is refused', (text) => {
    expect(publicAddressOf(text)).toBeUndefined();
  });

  it('takes its path off, once and only where it is', () => {
    const urls = ['/linger', '/linger/', '/linger?x=1', '/linger/api/x?y', '/lingerie', '/linger/linger'];
    expect(urls.map((url) => withoutPath(url, '/linger'))).toEqual([
      '/',
      '/',
      '/?x=1',
      '/api/x?y',
      '/lingerie',
      '/linger',
    ]);
  });

  it('reads names as browsers write them', () => {
    const hosts = ['Example.com:80', 'localhost.', '[::1]:7300', '127.0.0.1', 'a b', ''];
    expect(hosts.map(nameOf)).toEqual(['example.com', 'localhost', '::1', '127.0.0.1', '', '']);
  });
});

describe('HTTP under a public address', () => {
  let product: Awaited<ReturnType<typeof openTestServer>>;
  const publicAddress = publicAddressOf('https://shop.example/linger');
  beforeAll(async () => {
    product = await openTestServer({ publicAddress, names: ['events.example'] });
    const token = (await product.access.firstLink()) ?? '';
    await product.access.createFirst(token, owner, { address: '', agent: '' });
  });
  afterAll(() => product.close());

  /** fetch sets no Host. */
  const ask = (path: string, headers: Record<string, string>) =>
    new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      request(product.address + path, { headers }, (answer) => {
        let text = '';
        answer.on('data', (part) => {
          text += String(part);
        });
        answer.on('end', () => resolve({ status: answer.statusCode, text }));
      })
        .on('error', reject)
        .end();
    });

  it.each([
    'localhost:7300',
    'LOCALHOST',
    'a.localhost',
    '127.0.0.1',
    '127.8.8.8:1',
    '[::1]:7300',
    '192.168.1.20:7300',
    'shop.example',
    'shop.example:443',
    'shop.example.',
    'events.example',
  ])('answers under %s', async (host) => {
    for (const path of [
      '/api/session',
      '/linger/api/session',
      '/healthz',
      '/linger/healthz',
      '/linger/livez',
      '/readyz',
    ])
      expect((await ask(path, { host })).status).toBe(200);
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'shop.example.evil',
    'x@localhost',
    '<b>',
  ])('does not answer under %s, and says what to set', async (host) => {
    for (const path of [
      '/api/session',
      '/linger/api/session',
      '/healthz',
      '/livez',
      '/readyz',
      '/',
      '/api/openapi.json',
    ]) {
      const { status, text } = await ask(path, { host });
      expect([path, status]).toEqual([path, 421]);
      expect(JSON.parse(text).error).toMatchObject({
        code: 'server.unknown-name',
        message: expect.stringContaining('LINGER_URL'),
      });
      expect(text).not.toContain('<b>');
    }
    const zh = await ask('/api/session', { host, 'accept-language': 'zh-CN' });
    expect(zh.text).toContain('请在启动时把 LINGER_URL 设为该地址');
  });

  it('believes no forwarded name that is not its own, whatever the Host', async () => {
    const forwarded = (name: string) => ask('/api/session', { host: 'localhost', 'x-forwarded-host': name });
    expect((await forwarded('shop.example')).status).toBe(200);
    expect((await forwarded('evil.example')).status).toBe(421);
    const bound = await ask('/api/session', { host: 'evil.example', 'x-forwarded-host': 'localhost' });
    expect(bound.status).toBe(421);
  });

  it('gives the cookie to its path alone, and knows its own pages behind a proxy that changes Host', async () => {
    const browser = new Browser(product.address);
    const own = await browser.post('session/login', owner, { origin: 'https://shop.example' });
    expect([own.status, browser.setCookie]).toEqual([200, expect.stringContaining('Path=/linger;')]);
    const foreign = { origin: 'https://other.example' };
    const en = await browser.post('session/login', owner, foreign);
    expect([en.status, en.body.error?.code]).toEqual([403, 'server.other-origin']);
    expect(en.body.error?.message).toContain('start Linger with LINGER_URL set');
    const zh = await browser.post('session/login', owner, { ...foreign, 'accept-language': 'zh' });
    expect(zh.body.error?.message).toContain('反向代理改了 Host 头');
  });

  it('says what to set when a proxy hands it a path that it knows nothing of', async () => {
    const plain = await openTestServer();
    try {
      const asked = await fetch(`${plain.address}/shop/linger/api/session`);
      const sentence = 'LINGER_URL set to the whole address, such as https://example.com/shop/linger';
      expect([asked.status, await asked.text()]).toEqual([404, expect.stringContaining(sentence)]);
    } finally {
      await plain.close();
    }
  });
});
