import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../product/version.ts';
import { Browser, openTestServer, owner } from './testing.ts';

describe('HTTP', () => {
  let product: Awaited<ReturnType<typeof openTestServer>>;
  let browser: Browser;

  beforeAll(async () => {
    product = await openTestServer();
    browser = new Browser(product.address);
    const token = await product.access.firstLink();
    await browser.enter('first', { token, ...owner, language: 'en' });
  });
  afterAll(() => product.close());

  it('keeps the session in a cookie that no script and no other site can use', () => {
    expect(browser.setCookie).toMatch(/^linger_session=[\w-]{43}; /);
    for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(browser.setCookie).toContain(flag);
    expect(browser.setCookie).not.toContain('Secure');
  });

  it('marks the cookie Secure behind an https proxy', async () => {
    const other = new Browser(product.address);
    await other.post('session/login', owner, { 'x-forwarded-proto': 'https' });
    expect(other.setCookie).toContain('Secure');
  });

  it('says who is logged in, and whether there is any account', async () => {
    const ask = async (cookie: string) =>
      (await fetch(`${product.address}/api/session`, { headers: { cookie } })).json();
    expect(await ask(browser.cookie)).toMatchObject({
      empty: false,
      account: { email: owner.email },
      csrf: browser.csrf,
    });
    expect(await ask('')).toEqual({ empty: false, account: null, csrf: null, projects: [] });
  });

  it('refuses a wrong password in the language of the caller', async () => {
    const wrong = { ...owner, password: 'not this one' };
    const stranger = new Browser(product.address);
    const zh = await stranger.post('session/login', wrong, { 'accept-language': 'zh-CN,zh;q=0.9' });
    expect([zh.status, zh.body.error]).toEqual([
      401,
      { code: 'access.wrong-login', message: '邮箱或密码不对', values: {} },
    ]);
    const en = await stranger.post('session/login', wrong);
    expect(en.body.error?.message).toBe('email or password is wrong');
    expect(stranger.setCookie).toBe('');
  });

  it('locks out after ten failures and says for how long', async () => {
    const stranger = new Browser(product.address);
    const guess = () => stranger.post('session/login', { email: 'victim@example.com', password: 'guess' });
    for (let i = 0; i < 10; i++) expect((await guess()).status).toBe(401);
    const locked = await guess();
    expect([locked.status, locked.headers.get('retry-after')]).toEqual([429, '30']);
  });

  it('refuses a cookie without the CSRF token, with a wrong one, and from a foreign page', async () => {
    const refused = { status: 403, body: { error: { code: 'server.foreign-page' } } };
    expect(await browser.post('account/me', {}, { 'linger-csrf': '' })).toMatchObject(refused);
    expect(await browser.post('account/me', {}, { 'linger-csrf': 'x'.repeat(43) })).toMatchObject(refused);
    const other = { status: 403, body: { error: { code: 'server.other-origin' } } };
    expect(await browser.post('account/me', {}, { origin: 'https://evil.example' })).toMatchObject(other);
    expect(await browser.post('account/me', {}, { 'sec-fetch-site': 'cross-site' })).toMatchObject(refused);
    expect((await browser.post('account/me', {}, { origin: product.address })).status).toBe(200);
    const stranger = new Browser(product.address);
    expect(await stranger.post('session/login', owner, { origin: 'https://evil.example' })).toMatchObject(
      other,
    );
  });

  it('knows nobody without cookie or key', async () => {
    const stranger = new Browser(product.address);
    expect(await stranger.post('account/me', {})).toMatchObject({ status: 401 });
    stranger.cookie = 'linger_session=made-up';
    expect(await stranger.post('account/me', {})).toMatchObject({ status: 401 });
    expect(await stranger.post('account/me', {}, { authorization: 'Bearer la_made-up' })).toMatchObject({
      body: { error: { code: 'access.unknown-key' } },
    });
  });

  it('sends strict headers with every answer', async () => {
    for (const path of ['/api/session', '/api/nothing', '/']) {
      const { headers } = await fetch(product.address + path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(policy).toContain("object-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('logs out for good', async () => {
    const other = await new Browser(product.address).enter('login', owner);
    expect((await other.post('session/logout', {})).status).toBe(204);
    expect((await other.post('account/me', {})).status).toBe(401);
  });

  it('never shows what broke inside', async () => {
    const { status, text, body } = await browser.post('odd/break', {});
    expect(status).toBe(500);
    expect(text).not.toContain('inner workings');
    expect(body.error).toMatchObject({
      code: 'server.broken',
      message: expect.stringMatching(/[0-9a-f-]{36}$/),
    });
  });

  it('tells an operation that its caller went away', async () => {
    const leaving = new AbortController();
    const asked = fetch(`${product.address}/api/odd/wait`, {
      method: 'POST',
      headers: { cookie: browser.cookie, 'linger-csrf': browser.csrf },
      signal: leaving.signal,
    });
    setTimeout(() => leaving.abort(), 50);
    await expect(asked).rejects.toThrow();
    await expect.poll(() => product.seen.aborted).toBe(true);
  });

  it('streams a file under its own name, in any script', async () => {
    const { headers, text } = await browser.post('odd/file', {});
    expect(text).toBe('day,people\n2026-01-01,10\n');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="__ ____.csv"; filename*=UTF-8''${encodeURIComponent('留存 "一月".csv')}`,
    );
  });

  it('says that it is alive, apart from whether it is ready', async () => {
    for (const path of ['readyz', 'healthz']) {
      const response = await fetch(`${product.address}/${path}`);
      expect(await response.json()).toEqual({ ok: true, version, events: 'flowing' });
    }
    expect(await (await fetch(`${product.address}/livez`)).json()).toEqual({ ok: true, version });
  });

  it('lets in the terminal of the same machine as owner', async () => {
    const terminal = new Browser(product.address);
    const me = await terminal.post('account/me', {}, { authorization: 'Bearer control' });
    expect(me.body).toMatchObject({ name: 'terminal', role: 'owner', person: false });
  });
});
