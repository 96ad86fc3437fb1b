import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Role, rights, roles } from '#loop/access';
import { Browser, openTestServer, owner } from './testing.ts';

const rank: Record<Role, number> = { viewer: 0, analyst: 1, owner: 2 };

describe('rights', () => {
  let product: Awaited<ReturnType<typeof openTestServer>>;
  let boss: Browser;
  const keys = new Map<Role, string>();

  beforeAll(async () => {
    product = await openTestServer();
    boss = await new Browser(product.address).enter('first', {
      token: await product.access.firstLink(),
      ...owner,
    });
    for (const role of roles) {
      const { body } = await boss.post('key/create', { kind: 'api', name: role, role });
      keys.set(role, z.object({ key: z.string() }).parse(body).key);
    }
  });
  afterAll(() => product.close());

  const asKey = (key: string) => ({ authorization: `Bearer ${key}` });

  it.each(roles)('a %s may call exactly the operations of the role', async (role) => {
    const nobody = new Browser(product.address);
    for (const [name, { right }] of Object.entries(product.operations)) {
      const allowed = rank[role] >= rights.indexOf(right);
      // Input that no operation takes: what is allowed gets as far as being checked, and changes nothing.
      const { status, body } = await nobody.post(name, { '\u0000': 0 }, asKey(keys.get(role)!));
      expect([name, status], body.error?.message).toEqual([name, allowed ? 400 : 403]);
      if (!allowed)
        expect(body.error?.code).toBe(right === 'manage' ? 'access.needs-owner' : 'access.needs-analyst');
    }
  });

  it('shows a key once and stores only its hash', async () => {
    const key = keys.get('analyst')!;
    expect(key).toMatch(/^la_[\w-]{43}$/);
    const listed = await boss.post('key/list', {});
    expect(listed.text).not.toContain(key.slice(8));
    expect(listed.text).toContain(key.slice(0, 8));
    const stored = JSON.stringify(await product.database.query('SELECT * FROM keys'));
    expect(stored).not.toContain(key);
    expect(stored).not.toContain(key.slice(8));
  });

  it('stops a revoked key at once, for asking and for collecting', async () => {
    const nobody = new Browser(product.address);
    const made = z.object({ id: z.string(), key: z.string() });
    const api = made.parse(
      (await boss.post('key/create', { kind: 'api', name: 'gone', role: 'viewer' })).body,
    );
    const write = made.parse((await boss.post('key/create', { kind: 'write', name: 'shop' })).body);
    expect((await nobody.post('account/me', {}, asKey(api.key))).status).toBe(200);
    expect(await product.access.projectOfWriteKey(write.key)).toMatchObject({ id: 1 });
    for (const { id } of [api, write]) expect((await boss.post('key/revoke', { id })).status).toBe(200);
    expect((await nobody.post('account/me', {}, asKey(api.key))).status).toBe(401);
    expect(await product.access.projectOfWriteKey(write.key)).toBeUndefined();
  });

  it('does not let a write key ask, nor an API key collect', async () => {
    const nobody = new Browser(product.address);
    const { body } = await boss.post('key/create', { kind: 'write', name: 'app' });
    const { key } = z.object({ key: z.string() }).parse(body);
    expect((await nobody.post('account/me', {}, asKey(key))).status).toBe(401);
    expect(await product.access.projectOfWriteKey(keys.get('owner')!)).toBeUndefined();
  });

  it('keeps projects apart', async () => {
    const made = await boss.post('project/create', { name: 'second' });
    const { id } = z.object({ id: z.int() }).parse(made.body);
    const nobody = new Browser(product.address);
    const inSecond = { 'linger-project': String(id) };
    expect((await boss.post('account/me', {}, inSecond)).body).toMatchObject({
      project: { id, name: 'second' },
    });
    expect((await boss.post('key/list', {}, inSecond)).body).toEqual([]);
    const refused = await nobody.post('account/me', {}, { ...asKey(keys.get('owner')!), ...inSecond });
    expect(refused.body.error?.code).toBe('access.not-your-project');
    expect((await boss.post('account/me', {}, { 'linger-project': '99' })).status).toBe(403);
    expect((await boss.post('account/me', {}, { 'linger-project': '1; DROP' })).status).toBe(400);
  });

  it('leads an invited person in by a link that works once', async () => {
    const { body } = await boss.post('member/invite', { email: 'li.na@example.com', role: 'analyst' });
    const token = z.object({ token: z.string() }).parse(body).token;
    const guest = new Browser(product.address);
    expect((await guest.post('session/link', { token })).body).toEqual({
      email: 'li.na@example.com',
      first: false,
      project: '我的项目',
      role: 'analyst',
    });
    await guest.enter('accept', { token, password: 'another long password' });
    expect((await guest.post('account/me', {})).body).toMatchObject({
      name: 'li.na@example.com',
      role: 'analyst',
    });
    expect((await guest.post('session/accept', { token, password: 'another long password' })).status).toBe(
      410,
    );
    expect((await guest.post('member/list', {})).status).toBe(403);
  });

  it('lets who is logged in join by the link, with the token of their own page', async () => {
    const made = await boss.post('project/create', { name: 'joined' });
    const inJoined = { 'linger-project': String(z.object({ id: z.int() }).parse(made.body).id) };
    const email = 'li.na@example.com';
    const guest = await new Browser(product.address).enter('login', {
      email,
      password: 'another long password',
    });
    const { body } = await boss.post('member/invite', { email, role: 'viewer' }, inJoined);
    const { token } = z.object({ token: z.string() }).parse(body);
    expect((await guest.post('account/me', {}, inJoined)).status).toBe(403);
    expect((await new Browser(product.address).post('session/join', { token })).status).toBe(401);
    expect((await guest.post('session/join', { token }, { 'linger-csrf': '' })).status).toBe(403);
    expect((await guest.post('session/join', { token })).body).toMatchObject({ account: { email } });
    expect((await guest.post('account/me', {}, inJoined)).body).toMatchObject({ role: 'viewer' });
  });

  it('ends the session that a browser had before when somebody comes in with it', async () => {
    const browser = await new Browser(product.address).enter('login', owner);
    const before = browser.cookie;
    await browser.post('session/login', { ...owner, password: 'wrong' });
    expect((await browser.post('account/me', {})).status).toBe(200);
    await browser.enter('login', owner);
    expect(browser.cookie).not.toBe(before);
    const old = await fetch(`${product.address}/api/session`, { headers: { cookie: before } });
    expect(await old.json()).toMatchObject({ account: null });
    expect((await browser.post('account/me', {})).status).toBe(200);
  });

  it('never leaves a project without an owner', async () => {
    const members = z.array(z.object({ account: z.string(), email: z.string() }));
    const listed = members.parse((await boss.post('member/list', {})).body);
    const account = listed.find(({ email }) => email === owner.email)!.account;
    expect((await boss.post('member/role', { account, role: 'viewer' })).body.error?.code).toBe(
      'access.last-owner',
    );
    expect((await boss.post('member/remove', { account })).body.error?.code).toBe('access.last-owner');
    expect((await boss.post('member/invite', { email: owner.email, role: 'viewer' })).body.error?.code).toBe(
      'access.already-member',
    );
    expect((await boss.post('account/me', {})).body).toMatchObject({ role: 'owner' });
  });

  it('ends the other sessions when the password changes', async () => {
    const email = 'wang@example.com';
    const { body } = await boss.post('member/invite', { email, role: 'viewer' });
    const { token } = z.object({ token: z.string() }).parse(body);
    await new Browser(product.address).enter('accept', { token, password: 'first long password' });
    const [here, there] = await Promise.all(
      [0, 1].map(() =>
        new Browser(product.address).enter('login', { email, password: 'first long password' }),
      ),
    );
    const change = { present: 'first long password', next: 'second long password' };
    expect((await here!.post('account/password', { ...change, present: 'wrong' })).status).toBe(400);
    expect((await here!.post('account/password', change)).status).toBe(204);
    expect((await here!.post('account/me', {})).status).toBe(200);
    expect((await there!.post('account/me', {})).status).toBe(401);
  });

  it('speaks the language an account chose', async () => {
    await boss.post('account/language', { language: 'zh' });
    const { body } = await boss.post(
      'session/revoke',
      { id: crypto.randomUUID() },
      { 'accept-language': 'en' },
    );
    expect(body.error?.message).toMatch(/^本项目中没有/);
    await boss.post('account/language', { language: null });
  });

  it('ends one of several sessions', async () => {
    const other = await new Browser(product.address).enter('login', owner);
    const sessions = z.array(z.object({ id: z.string(), present: z.boolean() }));
    const listed = sessions.parse((await other.post('session/list', {})).body);
    expect(listed.filter(({ present }) => present)).toHaveLength(1);
    const { id } = listed.find(({ present }) => present)!;
    expect((await boss.post('session/revoke', { id })).status).toBe(204);
    expect((await other.post('account/me', {})).status).toBe(401);
  });

  it('writes who did what into the audit log', async () => {
    await boss.post('key/create', { kind: 'write', name: 'audited key' });
    const { body } = await boss.post('audit/list', { limit: 1 });
    expect(body).toMatchObject([
      { who: owner.email, action: 'key/create', target: 'write audited key', address: '127.0.0.1' },
    ]);
    await new Browser(product.address).post('session/login', { ...owner, password: 'a guess' });
    await new Browser(product.address).post('session/login', {
      email: 'nobody@example.com',
      password: 'a guess',
    });
    expect((await boss.post('audit/list', { limit: 1 })).body).toMatchObject([
      { who: owner.email, action: 'login/failed' },
    ]);
  });
});
