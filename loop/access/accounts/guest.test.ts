import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '#lib/core';
import { invitationOperations } from '../operations/invitation.ts';
import { createProject, projectsOf } from '../project.ts';
import { openTestAccess } from '../testing.ts';

const origin = { address: '10.0.0.1', agent: 'test' };
const call = { address: 'local', signal: new AbortController().signal };
const password = 'a good long password';

describe('an invitation', () => {
  let product: Awaited<ReturnType<typeof openTestAccess>>;
  let second: number;
  beforeAll(async () => {
    product = await openTestAccess();
    await product.access.createAdmin({ email: 'boss@x.cn', password });
    second = (await createProject(product.access.context, { name: '第二' })).id;
  });
  afterAll(() => product.database.close());

  const operations = () => invitationOperations(product.access);
  const invite = async (email: string, project = second, role: 'viewer' | 'analyst' | 'owner' = 'analyst') =>
    operations()['member/invite'].run(
      await product.access.systemViewer(project, 'en'),
      { email, role },
      call,
    );
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error as Fault).code,
    );
  const projectNames = async (token: string) =>
    (await product.access.session(token))?.projects.map(({ name, role }) => [name, role]);

  it('says the same of who has an account and who has none, and adds nobody', async () => {
    const [there, not] = [await invite('boss@x.cn'), await invite('nobody@x.cn')];
    expect(Object.keys(there)).toEqual(Object.keys(not));
    const { email: _, ...welcome } = await product.access.invitation(there.token);
    const { email, ...other } = await product.access.invitation(not.token);
    expect([welcome, email]).toEqual([other, 'nobody@x.cn']);
    expect(welcome).toEqual({ first: false, project: '第二', role: 'analyst' });
    const session = await product.access.login('boss@x.cn', password, origin);
    expect(await projectNames(session)).toEqual([['我的项目', 'owner']]);
  });

  it('is taken up by who is logged in with its mail, and by nobody else', async () => {
    const { token } = await invite('boss@x.cn');
    const other = await invite('guest@x.cn');
    const guest = await product.access.accept(other.token, { password: 'guest of a good house' }, origin);
    const sessionOf = async (opened: string) => (await product.access.session(opened))!;
    const boss = await product.access.login('boss@x.cn', password, origin);
    expect(await codeOf(product.access.join(token, await sessionOf(guest), origin))).toBe(
      'access.other-account',
    );
    await product.access.join(token, await sessionOf(boss), origin);
    expect(await projectNames(boss)).toContainEqual(['第二', 'analyst']);
    expect(await codeOf(product.access.join(token, await sessionOf(boss), origin))).toBe('access.link-used');
  });

  it('is taken up with the password of an account that there is, and with no other', async () => {
    const project = await createProject(product.access.context, { name: 'third' });
    const { token } = await invite('guest@x.cn', project.id);
    const accept = (tried: string) => product.access.accept(token, { password: tried }, origin);
    expect(await codeOf(accept('12345678'))).toBe('access.weak-password');
    expect(await codeOf(accept('not the guest at all'))).toBe('access.wrong-login');
    const opened = await accept('guest of a good house');
    expect((await projectNames(opened))?.map(([name]) => name).sort()).toEqual(['third', '第二']);
  });

  it('is not made for who is a member, nor gives a member another role', async () => {
    expect(await codeOf(invite('boss@x.cn'))).toBe('access.already-member');
    const { token } = await invite('late@x.cn', second, 'viewer');
    const again = await invite('late@x.cn', second, 'owner');
    expect(await codeOf(product.access.accept(token, { password }, origin))).toBe('access.link-used');
    await product.access.accept(again.token, { password: 'late but here at last' }, origin);
    const [account] = await product.database.query<{ id: string }>(
      "SELECT id FROM accounts WHERE mail = 'late@x.cn'",
    );
    expect(await projectsOf(product.access.context, account?.id ?? '')).toMatchObject([
      { id: second, role: 'owner' },
    ]);
  });

  it('is listed with who made it until it is used, runs out or is taken back', async () => {
    const viewer = await product.access.systemViewer(second, 'en');
    const { 'invitation/list': list, 'invitation/revoke': revoke } = operations();
    const waiting = async () => (await list.run(viewer, {}, call)).map(({ email }) => email);
    const { token } = await invite('waits@x.cn');
    expect((await waiting()).sort()).toEqual(['nobody@x.cn', 'waits@x.cn']);
    const first = (await list.run(viewer, {}, call)).find(({ email }) => email === 'waits@x.cn');
    expect(first).toMatchObject({ role: 'analyst', createdBy: 'terminal' });
    expect(JSON.stringify(first)).not.toContain(token);
    const elsewhere = await product.access.systemViewer(1, 'en');
    expect(await codeOf(revoke.run(elsewhere, { id: first?.id ?? '' }, call))).toBe('access.not-found');
    expect(await revoke.run(viewer, { id: first?.id ?? '' }, call)).toEqual({ email: 'waits@x.cn' });
    expect(await codeOf(product.access.invitation(token))).toBe('access.link-used');
    expect(await waiting()).toEqual(['nobody@x.cn']);
    product.clock.set(new Date(product.clock.now().getTime() + 8 * 86_400_000));
    expect(await waiting()).toEqual([]);
  });
});
