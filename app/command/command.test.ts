import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { widthOf } from './table-text.ts';
import { buildTerminal, freePort, linger, program, startLinger, stopAll } from './testing.ts';

const key = z.object({ key: z.string(), role: z.string().nullable(), project: z.int() });

describe('the terminal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linger-command-'));
  let counted = 0;
  writeFileSync(join(folder, 'a file'), '');
  const made = join(folder, 'made');

  /** A data folder as a first start leaves it; copied, since making the stores takes seconds. */
  function newFolder(): string {
    const data = join(folder, `data-${++counted}`);
    cpSync(made, data, { recursive: true });
    return data;
  }

  beforeAll(async () => {
    await buildTerminal();
    const { code, out } = await linger(['migrate', '--json'], { LINGER_DATA: made });
    expect([code, out]).toEqual([0, expect.stringContaining('access-0001')]);
  }, 60_000);
  afterEach(stopAll);
  afterAll(() => rm(folder, { recursive: true, force: true }), 120_000);

  it('explains itself in both languages, with examples', async () => {
    const en = await linger(['--help']);
    expect([en.code, en.out]).toEqual([0, expect.stringContaining('key create')]);
    const zh = await linger(['key', 'create', '--help'], { LANG: 'zh_CN.UTF-8' });
    expect(zh.out).toContain('示例\n  linger key create --role analyst');
  });

  it('fits a narrow screen, in Chinese too', async () => {
    const { out } = await linger(['--help'], { LANG: 'zh_CN.UTF-8', COLUMNS: '60' });
    expect(Math.max(...out.split('\n').map(widthOf))).toBeLessThanOrEqual(60);
    expect(out).not.toMatch(/COMMAND|OPTIONS/);
  });

  it('ends quietly when its reader has seen enough, and not when the answer is lost', async () => {
    const said = (rest: string) =>
      spawnSync('sh', ['-c', `(${process.execPath} ${program} --help; echo code $? >&2) ${rest}`], {
        encoding: 'utf8',
      }).stderr;
    expect(said('| true')).toBe('code 0\n');
    if (existsSync('/dev/full'))
      expect(said('> /dev/full')).toMatch(/^linger: the answer could not.*\ncode 1\n$/);
  });

  it.each([
    [['dance'], 'unknown command: dance'],
    [['start', '--speed'], 'unknown option: --speed'],
    [['account', 'create'], 'missing: MAIL'],
    [['doctor', 'now'], 'too much: now'],
    [['start', 'boss@example.com：secret'], 'too much: boss@example.com：…'],
    [['LINGER_ADMIN=a@b.cn:secret'], 'unknown command: LINGER_ADMIN=…'],
    [['import', 'x.csv', '--person'], '--person needs a value'],
    [['doctor', '--json=1'], '--json takes no value'],
    [['key'], 'not a whole command: key; there is "linger key create"'],
    [['key', 'create', '--role', 'king'], '--role must be viewer | analyst | owner; given: king'],
    [['key', 'create', '--kind', 'write', '--role', 'owner'], '--kind write and --role do not go together'],
    [['demo', '--people', '5'], '--people must be 100 … 5000000; given: 5'],
  ])('answers wrong usage %j with code 2', async (line, sentence) => {
    const { code, err } = await linger(line, { LINGER_DATA: made });
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
  });

  it('serves, leads to the first account, and closes cleanly on Ctrl-C', async () => {
    const data = newFolder();
    const started = await startLinger({ LINGER_DATA: data });
    expect(started.said).toMatchObject({
      address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      data,
    });
    const control = join(data, 'run', 'control.json');
    expect(statSync(control).mode & 0o777).toBe(0o600);
    expect(statSync(data).mode & 0o777).toBe(0o700);

    const token = started.said.link?.split('#')[1];
    const entered = await fetch(`${started.said.address}/api/session/first`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, email: 'a@example.com', password: 'a good long password' }),
    });
    expect(await entered.json()).toMatchObject({
      account: { email: 'a@example.com' },
      projects: [{ role: 'owner' }],
    });
    expect((await fetch(`${started.said.address}/healthz`)).status).toBe(200);

    expect(await started.stop('SIGINT')).toBe(0);
    expect(existsSync(control)).toBe(false);
    const again = await startLinger({ LINGER_DATA: data });
    expect(again.said.link).toBeNull();
    expect(await again.stop('SIGTERM')).toBe(0);
  }, 90_000);

  it('starts again after it was killed', async () => {
    const data = newFolder();
    await (await startLinger({ LINGER_DATA: data })).stop('SIGKILL');
    expect(existsSync(join(data, 'run', 'control.json'))).toBe(true);
    expect(await linger(['key', 'create'], { LINGER_DATA: data })).toMatchObject({ code: 0 });
    const again = await startLinger({ LINGER_DATA: data });
    expect(await again.stop('SIGINT')).toBe(0);
  }, 90_000);

  it('makes keys without a server and beside one', async () => {
    const data = newFolder();
    const alone = await linger(['key', 'create', '--role', 'analyst', '--json'], { LINGER_DATA: data });
    expect(alone.code).toBe(0);
    const started = await startLinger({ LINGER_DATA: data });
    const beside = await linger(['key', 'create', '--role', 'owner', '--json'], { LINGER_DATA: data });
    const write = await linger(['key', 'create', '--kind', 'write', '--json'], { LINGER_DATA: data });
    expect(key.parse(JSON.parse(write.out))).toMatchObject({ role: null, project: 1 });
    for (const [{ out }, role] of [
      [alone, 'analyst'],
      [beside, 'owner'],
    ] as const) {
      const me = await fetch(`${started.said.address}/api/account/me`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key.parse(JSON.parse(out)).key}` },
      });
      expect(await me.json()).toMatchObject({ role, project: { id: 1 } });
    }
    const doctor = await linger(['doctor', '--json'], { LINGER_DATA: data });
    expect(JSON.parse(doctor.out)).toMatchObject({ well: true });
    expect(doctor.out).toContain(`running at ${started.said.address}`);
  }, 90_000);

  it('makes a project that its owner finds and that keys can be made for', async () => {
    const data = newFolder();
    const made = await linger(['project', 'create', '海外站', '--json'], { LINGER_DATA: data });
    expect([made.code, JSON.parse(made.out)]).toEqual([
      0,
      expect.objectContaining({ id: 2, name: '海外站', owners: 0 }),
    ]);
    const account = ['account', 'create', 'a@x.cn', '--role', 'owner', '--project', '2'];
    expect(await linger(account, { LINGER_DATA: data })).toMatchObject({ code: 0 });
    const of = await linger(['key', 'create', '--project', '2', '--json'], { LINGER_DATA: data });
    expect(key.parse(JSON.parse(of.out))).toMatchObject({ project: 2 });
    const wrong = await linger(['project', 'create', 'x', '--owner', 'b@x.cn'], { LINGER_DATA: data });
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('linger account create b@x.cn')]);
  }, 90_000);

  it('backs up beside a running server and brings everything back into an empty folder', async () => {
    const data = newFolder();
    const file = join(folder, 'kept.tar.gz');
    const started = await startLinger({ LINGER_DATA: data });
    const { key: write } = key.parse(
      JSON.parse((await linger(['key', 'create', '--kind', 'write', '--json'], { LINGER_DATA: data })).out),
    );
    const { key: api } = key.parse(
      JSON.parse((await linger(['key', 'create', '--json'], { LINGER_DATA: data })).out),
    );
    const sent = await fetch(`${started.said.address}/v1/track`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${write}:`)}` },
      body: JSON.stringify({ userId: 'u1', event: 'pay', messageId: 'm1' }),
    });
    expect(sent.status).toBe(200);
    expect(await linger(['backup', file, '--json'], { LINGER_DATA: data })).toMatchObject({ code: 0 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await started.stop('SIGTERM');

    const again = join(folder, 'restored');
    expect(await linger(['restore', file, '--json'], { LINGER_DATA: again })).toMatchObject({ code: 0 });
    const restored = await startLinger({ LINGER_DATA: again });
    const people = await fetch(`${restored.said.address}/api/person/list`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api}` },
    });
    expect(await people.json()).toMatchObject({ total: 1 });
    await restored.stop('SIGTERM');

    const twice = await linger(['restore', file], { LINGER_DATA: again });
    expect([twice.code, twice.err]).toEqual([
      1,
      expect.stringMatching(/found here: .*accounts|found here: .*projects/),
    ]);
    const nowhere = await linger(['backup', join(folder, 'no', 'such.tar.gz')], { LINGER_DATA: again });
    expect([nowhere.code, nowhere.err]).toEqual([1, expect.stringContaining('cannot write to')]);
  }, 120_000);

  it('refuses a second server on the same folder, and steps that need it closed', async () => {
    const data = newFolder();
    const started = await startLinger({ LINGER_DATA: data });
    for (const line of [['start'], ['migrate'], ['restore', 'some.tar.gz']]) {
      const { code, err } = await linger(line, { LINGER_DATA: data, LINGER_PORT: '0' });
      expect([code, err]).toEqual([
        1,
        expect.stringContaining(`Linger is running on ${data} (process ${started.said.pid}); stop it first`),
      ]);
    }
  }, 90_000);

  it('creates the account LINGER_ADMIN names, and no link', async () => {
    const admin = 'boss@example.com：a:long:password';
    const started = await startLinger({ LINGER_DATA: newFolder(), LINGER_ADMIN: admin });
    expect(started.said.link).toBeNull();
    const entered = await fetch(`${started.said.address}/api/session/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'boss@example.com', password: 'a:long:password' }),
    });
    expect(entered.status).toBe(200);
  }, 90_000);

  it('says that the port is taken', async () => {
    const taken = createServer().listen(await freePort(), '127.0.0.1');
    await new Promise((listening) => taken.once('listening', listening));
    const address = taken.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    const { code, err, out } = await linger(['start'], { LINGER_DATA: made, LINGER_PORT: port });
    taken.close();
    expect([code, err]).toEqual([1, expect.stringContaining(`port ${port} on 127.0.0.1 is taken`)]);
    expect(out + err).not.toContain(' at ');
  }, 60_000);

  const fresh = { LINGER_DATA: join(folder, 'with servers') };
  it.each([
    [{ ...fresh, DATABASE_URL: 'mysql://x' }, 'DATABASE_URL is not an address'],
    [{ ...fresh, CLICKHOUSE_URL: 'ftp://x' }, 'CLICKHOUSE_URL is not an address'],
    [{ LINGER_PORT: 'eighty' }, 'LINGER_PORT must be 0 … 65535; given: eighty'],
    [{ LINGER_ADMIN: 'boss' }, 'LINGER_ADMIN must be email:password'],
    [{ LINGER_ADMIN: 'boss@example.com：12345678' }, 'the password needs 8 to 200 characters'],
    [{ LINGER_DATA: join(folder, 'a file', 'data') }, 'cannot be written to'],
  ])(
    'says in one sentence what is wrong with %j',
    async (variables, sentence) => {
      const { code, err } = await linger(['start'], {
        LINGER_DATA: made,
        LINGER_PORT: '0',
        ...variables,
      });
      expect([code, err]).toEqual([1, expect.stringContaining(sentence)]);
      expect(
        err
          .trim()
          .split('\n')
          .filter((line) => line !== 'starting …'),
      ).toHaveLength(1);
    },
    60_000,
  );

  it('tells how to mend what the doctor finds', async () => {
    const data = newFolder();
    await linger(['migrate'], { LINGER_DATA: data });
    chmodSync(data, 0o755);
    const { code, out } = await linger(['doctor'], { LINGER_DATA: data });
    expect([code, out]).toEqual([0, expect.stringContaining(`chmod g-w,o-rwx ${data}`)]);
    const ill = await linger(['doctor', '--json'], {
      LINGER_DATA: data,
      DATABASE_URL: 'postgres://x@127.0.0.1:1/y',
    });
    expect(ill.code).toBe(1);
    expect(ill.out).toContain('belongs with a store at embedded, but DATABASE_URL says 127.0.0.1:1/y');
  }, 90_000);
});
