import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTerminal, linger, program, type User } from './testing.ts';

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn('skipped: data folders of other users; run as root to make some');

const nobody: User = { uid: 65534, gid: 65534 };
const daemon: User = { uid: 1, gid: 1 };
/** What nobody is told of data that are whole. */
const alarming = /does not open|restore a backup|broke that should not|无法打开|从备份恢复/;

describe.runIf(isRoot)('a data folder of a service', () => {
  const base = mkdtempSync(join(tmpdir(), 'linger-owner-'));
  const made = join(base, 'made');
  const run = (line: string[], data: string, user?: User, more: Record<string, string> = {}) =>
    linger(line, { LINGER_DATA: data, LINGER_PORT: '0', ...more }, user);
  const copy = (name: string) => {
    const data = join(base, name);
    execFileSync('cp', ['-a', made, data]);
    return data;
  };
  const emptyFolder = (path: string) => {
    mkdirSync(path, { mode: 0o700 });
    chownSync(path, nobody.uid, nobody.gid);
  };
  beforeAll(async () => {
    await buildTerminal();
    chmodSync(base, 0o755);
    emptyFolder(made);
    const { code, err } = await run(['key', 'create', '--kind', 'write'], made, nobody);
    expect([code, err]).toEqual([1, expect.stringContaining('there is no Linger in')]);
    expect(await run(['migrate'], made, nobody)).toMatchObject({ code: 0, err: '' });
  }, 120_000);
  afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 5 }));

  const deepest = (folder: string): string => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name),
    );
    const plain = files.filter((path) => lstatSync(path).isFile());
    return realpathSync(plain.sort((a, b) => b.split('/').length - a.split('/').length)[0] ?? folder);
  };

  it.each(['columns', 'rows', 'journal', 'files', 'engine', 'spool', 'installation.json'])(
    'names what belongs to another user in %s, and the command that mends it',
    async (part) => {
      const data = copy(`foreign-${part}`);
      const whole = statSync(join(data, part)).isDirectory();
      const path = whole ? deepest(join(data, part)) : join(data, part);
      chownSync(path, 0, 0);
      chmodSync(path, whole && lstatSync(path).isDirectory() ? 0o700 : 0o600);
      const lines = part === 'journal' ? [['start'], ['key', 'create'], ['doctor']] : [['start']];
      for (const line of lines) {
        const { code, out, err } = await run(line, data, nobody);
        const said = (out + err).replace(/\s+/g, ' ');
        expect([code, said]).toEqual([1, expect.stringContaining(`${path} belongs to root`)]);
        expect(said).toContain(`run sudo chown -R nobody: ${data}`);
        expect(said).not.toMatch(alarming);
      }
      const zh = await run(['migrate'], data, nobody, { LANG: 'zh_CN.UTF-8' });
      expect(zh.err).toContain(`请运行 sudo chown -R nobody: ${data}`);
      expect(zh.err).not.toMatch(alarming);
      execFileSync('chown', ['-R', 'nobody:', data]);
      expect(await run(['key', 'create'], data, nobody)).toMatchObject({ code: 0 });
    },
    120_000,
  );

  it('says what is closed to its own user', async () => {
    const data = copy('closed');
    chmodSync(join(data, 'journal'), 0o000);
    const { code, err } = await run(['start'], data, nobody);
    expect([code, err]).toEqual([1, expect.stringContaining(`${join(data, 'journal')} is closed to nobody`)]);
    expect(err).toContain(`chmod -R u+rwX ${data}`);
    execFileSync('chmod', ['-R', 'u+rwX', data]);
    expect(await run(['key', 'create'], data, nobody)).toMatchObject({ code: 0 });
  }, 120_000);

  it.each([
    ['root', undefined],
    ['daemon', daemon],
  ] as const)(
    'is not touched by %s, who is told as whom to run the command',
    async (name, user) => {
      const data = copy(`by-${name}`);
      const owners = () =>
        readdirSync(data, { recursive: true, encoding: 'utf8' }).map(
          (path) => lstatSync(join(data, path)).uid,
        );
      for (const line of [['doctor'], ['migrate'], ['key', 'create'], ['backup', join(base, 'b.tar.gz')]]) {
        const { code, out, err } = await run(line, data, user);
        const said = (out + err).replace(/\s+/g, ' ');
        expect([code, said]).toEqual([
          1,
          expect.stringContaining(`belongs to nobody, and this is run by ${name}`),
        ]);
        expect(said).toContain(`sudo -u nobody LINGER_DATA=${data} ./linger ${line[0]}`);
        expect(said).not.toMatch(alarming);
      }
      expect(new Set(owners())).toEqual(new Set([nobody.uid]));
    },
    60_000,
  );

  it('is not filled by root while it is empty', async () => {
    const empty = join(base, 'empty');
    emptyFolder(empty);
    expect(await run(['migrate'], empty)).toMatchObject({ code: 1 });
    expect(readdirSync(empty)).toEqual([]);
  });

  it('may belong to root with all in it, and to its user within a volume that belongs to root', async () => {
    const own = join(base, 'of-root');
    expect(await run(['migrate'], own)).toMatchObject({ code: 0 });
    const volume = copy('volume');
    chownSync(volume, 0, nobody.gid);
    chmodSync(volume, 0o770);
    expect(await run(['key', 'create'], volume, nobody)).toMatchObject({ code: 0 });
  }, 120_000);

  it('is not called damaged where the system allows too few files', async () => {
    for (const most of [160, 220]) {
      const data = join(base, `few-files-${most}`);
      emptyFolder(data);
      const line = `ulimit -n ${most}; "${process.execPath}" "${program}" migrate 2>&1`;
      const said = execFileSync('sh', ['-c', `${line}; true`], {
        encoding: 'utf8',
        ...nobody,
        env: { LINGER_DATA: data, PATH: process.env.PATH ?? '' },
      });
      expect(said).toContain('too many files are open at once');
      expect(said).not.toMatch(alarming);
    }
  }, 120_000);
});
