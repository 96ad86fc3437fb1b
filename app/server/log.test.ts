import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, type MockInstance, vi } from 'vitest';
import { Browser, openTestServer, owner } from './testing.ts';

const secret = 'hunter2-of-the-sea';

describe.each(['warn', 'debug'] as const)('the log at the level %s', (level) => {
  let product: Awaited<ReturnType<typeof openTestServer>>;
  let browser: Browser;
  let written = '';
  let write: MockInstance<typeof process.stderr.write>;

  beforeAll(async () => {
    write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written += String(text);
      return true;
    });
    product = await openTestServer({ log: level });
    browser = new Browser(product.address);
    await browser.enter('first', { token: await product.access.firstLink(), ...owner });
  });
  afterAll(async () => {
    write.mockRestore();
    await product.close();
  });

  /** A sender that announces more than it sends, and goes. */
  const breakOff = () =>
    new Promise<void>((done) => {
      const { hostname, port } = new URL(product.address);
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          'POST /api/session/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n',
        );
        socket.write('Content-Length: 1000\r\n\r\n{"email"');
        setTimeout(() => socket.destroy(), 30);
      });
      socket.on('close', () => done());
    });

  it('grows by no line for a body that is broken, unless somebody looks closely', async () => {
    written = '';
    await Promise.all(Array.from({ length: 50 }, breakOff));
    for (let i = 0; i < 20; i++) {
      await browser.post('session/login', '{"email":');
      await browser.post('odd/tree', 'x', { 'content-type': 'text/xml' });
    }
    await new Promise((rested) => setTimeout(rested, 200));
    if (level === 'warn') expect(written).toBe('');
    expect(written).not.toContain('"level":50');
  });

  it('and the answers hold no password, key or token, wherever a caller put it', async () => {
    written = '';
    const key = `la_${'k'.repeat(43)}`;
    const login = { email: owner.email, password: secret };
    const asked: [string, unknown][] = [
      ['session/login', `{"password":${secret}}`],
      ['session/login', `{"email":"a@x.cn","password":"${secret}"`],
      ['session/login', `"${secret}"`],
      ['session/login', [secret]],
      ['session/login', login],
      ['session/login', { ...login, more: 1 }],
      ['session/login', { ...login, Password: secret }],
      ['session/login', { ...login, password: [secret] }],
      ['session/login', { ...login, password: { of: secret } }],
      ['session/login', { ...login, email: { password: secret } }],
      ['session/login', { ...login, password: secret.repeat(50) }],
      ['session/first', { token: secret, ...owner }],
      ['session/accept', { token: [secret], password: secret }],
      ['account/password', { present: secret, next: { a: secret } }],
      ['account/password', { present: [secret], next: 5 }],
      ['key/create', { kind: 'api', name: { apiKey: secret } }],
      ['odd/tree', { all: [{ all: [{ token: secret }] }] }],
      ['odd/break', {}],
    ];
    for (const [path, body] of asked) {
      const { text, status } = await browser.post(path, body, { 'x-key': key });
      expect(status).toBeGreaterThanOrEqual(400);
      expect([path, body, text.includes('hunter2')]).toEqual([path, body, false]);
    }
    const unknown = await browser.post('account/me', {}, { authorization: `Bearer ${key}` });
    expect(unknown.text).not.toContain(key);
    expect(written).toContain('inner workings of postgres://…@db');
    expect(written).not.toContain('hunter2');
    expect(written).not.toContain(key);
    expect(written).not.toContain(browser.cookie.split('=')[1]);
  });
});
