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
  let house: Awaited<ReturnType<typeof openTestAccess>>;
  beforeAll(async () => {
    house = await openTestAccess(engine);
  });
  afterAll(() => house.database.close());

  it('lets nobody use a link to the first account that is not the newest', async () => {
    const old = await house.access.firstLink();
    const link = await house.access.firstLink();
    await expect(house.access.createFirst(old!, { mail: 'a@x.cn', password }, origin)).rejects.toMatchObject({
      code: 'access.link-used',
    });
    expect(link).toHaveLength(43);
  });

  it('keeps the link good when the password is too weak', async () => {
    const link = (await house.access.firstLink())!;
    await expect(
      house.access.createFirst(link, { mail: 'a@x.cn', password: '12345678' }, origin),
    ).rejects.toMatchObject({ code: 'access.weak-password' });
    const token = await house.access.createFirst(link, { mail: 'a@x.cn', password, language: 'zh' }, origin);
    const session = await house.access.session(token);
    expect(session?.account.mail).toBe('a@x.cn');
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
    expect(await house.access.firstLink()).toBeUndefined();
    expect(await house.access.createAdmin({ mail: 'b@x.cn', password })).toBe(false);
  });

  it('stores hashes of passwords and tokens, never themselves', async () => {
    const token = await house.access.login('a@x.cn', password, origin);
    const [account] = await house.database.query<{ password: string }>('SELECT password FROM accounts');
    expect(account?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const stored = await house.database.query('SELECT * FROM sessions');
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it('ends a session after two weeks without use, and keeps one that is used', async () => {
    const start = house.clock.now().getTime();
    const day = 86_400_000;
    const idle = await house.access.login('a@x.cn', password, origin);
    const used = await house.access.login('a@x.cn', password, origin);
    house.clock.set(new Date(start + 10 * day));
    expect((await house.access.session(used))?.account.mail).toBe('a@x.cn');
    house.clock.set(new Date(start + 15 * day));
    expect(await house.access.session(idle)).toBeUndefined();
    expect((await house.access.session(used))?.account.mail).toBe('a@x.cn');
    for (let at = 25; at < 90; at += 10) {
      house.clock.set(new Date(start + at * day));
      await house.access.session(used);
    }
    house.clock.set(new Date(start + 90 * day));
    expect(await house.access.session(used)).toBeUndefined();
    house.clock.set(new Date(start + 91 * day));
  });

  it('locks an account after ten failures, longer each time, and opens it again', async () => {
    const start = house.clock.now().getTime();
    for (let failures = 0; failures < 10; failures++) {
      await expect(house.access.login('a@x.cn', 'wrong', origin)).rejects.toMatchObject({
        code: 'access.wrong-login',
      });
    }
    await expect(house.access.login('a@x.cn', password, origin)).rejects.toMatchObject({
      code: 'access.locked-out',
      values: { seconds: 30 },
    });
    house.clock.set(new Date(start + 31_000));
    await expect(house.access.login('a@x.cn', 'wrong', origin)).rejects.toMatchObject({
      code: 'access.wrong-login',
    });
    await expect(house.access.login('a@x.cn', password, origin)).rejects.toMatchObject({
      values: { seconds: 60 },
    });
    house.clock.set(new Date(start + 92_000));
    expect(await house.access.login('a@x.cn', password, origin)).toHaveLength(43);
  });

  it('lets no more through when many guess at once, and counts a whole network of IPv6 as one', async () => {
    const start = house.clock.now().getTime();
    house.clock.set(new Date(start + 3_600_000));
    const codes = (tries: Promise<unknown>[]) =>
      Promise.all(tries.map((one) => one.catch((error: unknown) => (error as Fault).code)));
    const atOnce = await codes(
      Array.from({ length: 25 }, () => house.access.login('b@x.cn', 'wrong', origin)),
    );
    expect(atOnce.filter((code) => code === 'access.wrong-login')).toHaveLength(10);
    expect(atOnce.filter((code) => code === 'access.locked-out')).toHaveLength(15);
    const spread = await codes(
      Array.from({ length: 35 }, (_, i) =>
        house.access.login(`${i}@x.cn`, 'wrong', { address: `2001:db8::${i}`, agent: '' }),
      ),
    );
    expect(spread.filter((code) => code === 'access.wrong-login')).toHaveLength(30);
  });

  it('guesses the present password no more often than a login, for who found an open session', async () => {
    const start = house.clock.now().getTime();
    house.clock.set(new Date(start + 3_600_000));
    const token = await house.access.login('a@x.cn', password, origin);
    const session = (await house.access.session(token))!;
    const viewer = viewerOf(session, undefined, 'en');
    const { 'account/password': change } = accountOperations(house.access);
    const call = { address: '10.0.0.1', signal: new AbortController().signal };
    const attempt = (present: string) =>
      change.run(viewer, { present, next: password }, call).catch((error: unknown) => (error as Fault).code);
    const guesses: unknown[] = [];
    for (let i = 0; i < 11; i++) guesses.push(await attempt(`guess ${i}`));
    expect(guesses).toEqual([...Array(10).fill('access.wrong-password'), 'access.locked-out']);
    expect(await attempt(password)).toBe('access.locked-out');
    house.clock.set(new Date(start + 7_200_000));
    expect(await attempt(password)).toBeUndefined();
  });

  it('replaces the link of who is invited again, so that the older one gives no other role', async () => {
    const { 'member/invite': invite } = invitationOperations(house.access);
    const terminal = await house.access.insider(undefined, 'en');
    const call = { address: 'local', signal: new AbortController().signal };
    const mistaken = await invite.run(terminal, { mail: 'new@x.cn', role: 'owner' }, call);
    const meant = await invite.run(terminal, { mail: 'new@x.cn', role: 'viewer' }, call);
    await expect(house.access.accept(mistaken.token, { password }, origin)).rejects.toMatchObject({
      code: 'access.link-used',
    });
    const session = await house.access.session(await house.access.accept(meant.token, { password }, origin));
    expect(session?.projects.map(({ role }) => role)).toEqual(['viewer']);
  });

  it('does not tell a missing account from a wrong password', async () => {
    await expect(house.access.login('nobody@x.cn', password, origin)).rejects.toMatchObject({
      code: 'access.wrong-login',
    });
  });

  it('tells who asks with a write key what to use instead', async () => {
    const { key } = await createKey(house.access.desk, {
      project: 1,
      kind: 'write',
      name: 'shop',
      createdBy: 'a',
    });
    const asked = house.access.viewerOfKey(key, undefined, 'zh');
    await expect(asked).rejects.toMatchObject({ code: 'access.write-key-asks', status: 401 });
    const unknown = house.access.viewerOfKey('la_nothing', undefined, 'en');
    await expect(unknown).rejects.toThrow('under Collect, "Keys and snippets"');
  });

  it('makes projects from the terminal, for the account named or the owners of the oldest one', async () => {
    const { 'project/make': make } = accessControls(house.access);
    const call = { address: 'local', signal: new AbortController().signal };
    const terminal = await house.access.insider(undefined, 'zh');
    const shop = await make.run(terminal, { name: '海外站', timeZone: 'America/New_York' }, call);
    expect(shop).toMatchObject({ name: '海外站', timeZone: 'America/New_York', owners: 1 });
    const session = await house.access.session(await house.access.login('a@x.cn', password, origin));
    expect(session?.projects.map(({ name, role }) => [name, role])).toContainEqual(['海外站', 'owner']);
    const nobody = make.run(terminal, { name: 'x', owner: 'nobody@x.cn' }, call);
    await expect(nobody).rejects.toMatchObject({ code: 'access.unknown-account' });
    await expect(make.run(terminal, { name: 'x', timeZone: 'Mars' }, call)).rejects.toThrow('Mars');
  });

  it('writes logins and failures into the audit log', async () => {
    const found = await house.database.query<{ action: string; n: string }>(
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
