import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '#lib/core';
import { viewerOf } from './accounts/session.ts';
import { createKey } from './keys/key.ts';
import { accountOperations } from './operations/account.ts';
import { invitationOperations } from './operations/invitation.ts';
import { accessControls } from './operations/project-controls.ts';
import { openTestAccess, testEngines } from './testing.ts';

const origin = { address: '10.0.0.1', agent: 'test' };
const password = 'a good long password';

describe.each(testEngines)('access on %s', (engine) => {
  let product: Awaited<ReturnType<typeof openTestAccess>>;
  beforeAll(async () => {
    product = await openTestAccess(engine);
  });
  afterAll(() => product.database.close());

  it('lets nobody use a link to the first account that is not the newest', async () => {
    const old = await product.access.firstLink();
    const link = await product.access.firstLink();
    await expect(
      product.access.createFirst(old!, { email: 'a@x.cn', password }, origin),
    ).rejects.toMatchObject({
      code: 'access.link-used',
    });
    expect(link).toHaveLength(43);
  });

  it('keeps the link good when the password is too weak', async () => {
    const link = (await product.access.firstLink())!;
    await expect(
      product.access.createFirst(link, { email: 'a@x.cn', password: '12345678' }, origin),
    ).rejects.toMatchObject({ code: 'access.weak-password' });
    const token = await product.access.createFirst(
      link,
      { email: 'a@x.cn', password, language: 'zh' },
      origin,
    );
    const session = await product.access.session(token);
    expect(session?.account.email).toBe('a@x.cn');
    expect(session?.projects).toEqual([
      {
        id: 1,
        name: '我的项目',
        timeZone: 'Asia/Shanghai',
        weekStart: 'monday',
        internal: null,
        role: 'owner',
      },
    ]);
  });

  it('offers no link once there is an account', async () => {
    expect(await product.access.firstLink()).toBeUndefined();
    expect(await product.access.createAdmin({ email: 'b@x.cn', password })).toBe(false);
  });

  it('stores hashes of passwords and tokens, never themselves', async () => {
    const token = await product.access.login('a@x.cn', password, origin);
    const [account] = await product.database.query<{ password: string }>('SELECT password FROM accounts');
    expect(account?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const stored = await product.database.query('SELECT * FROM sessions');
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it('ends a session after two weeks without use, and keeps one that is used', async () => {
    const start = product.clock.now().getTime();
    const day = 86_400_000;
    const idle = await product.access.login('a@x.cn', password, origin);
    const used = await product.access.login('a@x.cn', password, origin);
    product.clock.set(new Date(start + 10 * day));
    expect((await product.access.session(used))?.account.email).toBe('a@x.cn');
    product.clock.set(new Date(start + 15 * day));
    expect(await product.access.session(idle)).toBeUndefined();
    expect((await product.access.session(used))?.account.email).toBe('a@x.cn');
    for (let at = 25; at < 90; at += 10) {
      product.clock.set(new Date(start + at * day));
      await product.access.session(used);
    }
    product.clock.set(new Date(start + 90 * day));
    expect(await product.access.session(used)).toBeUndefined();
    product.clock.set(new Date(start + 91 * day));
  });

  it('locks an account after ten failures, longer each time, and opens it again', async () => {
    const start = product.clock.now().getTime();
    for (let failures = 0; failures < 10; failures++) {
      await expect(product.access.login('a@x.cn', 'wrong', origin)).rejects.toMatchObject({
        code: 'access.wrong-login',
      });
    }
    await expect(product.access.login('a@x.cn', password, origin)).rejects.toMatchObject({
      code: 'access.locked-out',
      values: { seconds: 30 },
    });
    product.clock.set(new Date(start + 31_000));
    await expect(product.access.login('a@x.cn', 'wrong', origin)).rejects.toMatchObject({
      code: 'access.wrong-login',
    });
    await expect(product.access.login('a@x.cn', password, origin)).rejects.toMatchObject({
      values: { seconds: 60 },
    });
    product.clock.set(new Date(start + 92_000));
    expect(await product.access.login('a@x.cn', password, origin)).toHaveLength(43);
  });

  it('lets no more through when many guess at once, and counts a whole network of IPv6 as one', async () => {
    const start = product.clock.now().getTime();
    product.clock.set(new Date(start + 3_600_000));
    const codes = (tries: Promise<unknown>[]) =>
      Promise.all(tries.map((one) => one.catch((error: unknown) => (error as Fault).code)));
    const atOnce = await codes(
      Array.from({ length: 25 }, () => product.access.login('b@x.cn', 'wrong', origin)),
    );
    expect(atOnce.filter((code) => code === 'access.wrong-login')).toHaveLength(10);
    expect(atOnce.filter((code) => code === 'access.locked-out')).toHaveLength(15);
    const spread = await codes(
      Array.from({ length: 35 }, (_, i) =>
        product.access.login(`${i}@x.cn`, 'wrong', { address: `2001:db8::${i}`, agent: '' }),
      ),
    );
    expect(spread.filter((code) => code === 'access.wrong-login')).toHaveLength(30);
  });

  it('guesses the present password no more often than a login, for who found an open session', async () => {
    const start = product.clock.now().getTime();
    product.clock.set(new Date(start + 3_600_000));
    const token = await product.access.login('a@x.cn', password, origin);
    const session = (await product.access.session(token))!;
    const viewer = viewerOf(session, undefined, 'en');
    const { 'account/password': change } = accountOperations(product.access);
    const call = { address: '10.0.0.1', signal: new AbortController().signal };
    const attempt = (present: string) =>
      change.run(viewer, { present, next: password }, call).catch((error: unknown) => (error as Fault).code);
    const guesses: unknown[] = [];
    for (let i = 0; i < 11; i++) guesses.push(await attempt(`guess ${i}`));
    expect(guesses).toEqual([...Array(10).fill('access.wrong-password'), 'access.locked-out']);
    expect(await attempt(password)).toBe('access.locked-out');
    product.clock.set(new Date(start + 7_200_000));
    expect(await attempt(password)).toBeUndefined();
  });

  it('replaces the link of who is invited again, so that the older one gives no other role', async () => {
    const { 'member/invite': invite } = invitationOperations(product.access);
    const terminal = await product.access.systemViewer(undefined, 'en');
    const call = { address: 'local', signal: new AbortController().signal };
    const mistaken = await invite.run(terminal, { email: 'new@x.cn', role: 'owner' }, call);
    const meant = await invite.run(terminal, { email: 'new@x.cn', role: 'viewer' }, call);
    await expect(product.access.accept(mistaken.token, { password }, origin)).rejects.toMatchObject({
      code: 'access.link-used',
    });
    const session = await product.access.session(
      await product.access.accept(meant.token, { password }, origin),
    );
    expect(session?.projects.map(({ role }) => role)).toEqual(['viewer']);
  });

  it('does not tell a missing account from a wrong password', async () => {
    await expect(product.access.login('nobody@x.cn', password, origin)).rejects.toMatchObject({
      code: 'access.wrong-login',
    });
  });

  it('tells who asks with a write key what to use instead', async () => {
    const { key } = await createKey(product.access.context, {
      project: 1,
      kind: 'write',
      name: 'shop',
      createdBy: 'a',
    });
    const asked = product.access.viewerOfKey(key, undefined, 'zh');
    await expect(asked).rejects.toMatchObject({ code: 'access.write-key-asks', status: 401 });
    const unknown = product.access.viewerOfKey('la_nothing', undefined, 'en');
    await expect(unknown).rejects.toThrow('under Collect, "Keys and snippets"');
  });

  it('makes projects from the terminal, for the account named or the owners of the oldest one', async () => {
    const { 'project/make': make } = accessControls(product.access);
    const call = { address: 'local', signal: new AbortController().signal };
    const terminal = await product.access.systemViewer(undefined, 'zh');
    const shop = await make.run(terminal, { name: '海外站', timeZone: 'America/New_York' }, call);
    expect(shop).toMatchObject({ name: '海外站', timeZone: 'America/New_York', owners: 1 });
    const session = await product.access.session(await product.access.login('a@x.cn', password, origin));
    expect(session?.projects.map(({ name, role }) => [name, role])).toContainEqual(['海外站', 'owner']);
    const nobody = make.run(terminal, { name: 'x', owner: 'nobody@x.cn' }, call);
    await expect(nobody).rejects.toMatchObject({ code: 'access.unknown-account' });
    await expect(make.run(terminal, { name: 'x', timeZone: 'Mars' }, call)).rejects.toThrow('Mars');
  });

  it('writes logins and failures into the audit log', async () => {
    const found = await product.database.query<{ action: string; n: string }>(
      'SELECT action, count(*)::int AS n FROM audit_log GROUP BY action ORDER BY action',
    );
    expect(found).toEqual([
      { action: 'account/accept', n: 1 },
      { action: 'account/first', n: 1 },
      { action: 'login', n: 6 },
      { action: 'login/failed', n: 74 },
      { action: 'project/create', n: 1 },
    ]);
  });
});
