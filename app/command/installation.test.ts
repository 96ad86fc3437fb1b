import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/store';
import { buildTerminal, linger, stopAll } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'linger-installation-'));
const one = join(folder, 'one');
const other = join(folder, 'other');
const question = join(folder, 'question.json');

const run = (line: string[], data: string, variables: Record<string, string> = {}) =>
  linger(line, { LINGER_DATA: data, LINGER_PORT: '0', ...variables });
const copyOf = (data: string, name: string) => {
  const copy = join(folder, name);
  cpSync(data, copy, { recursive: true });
  return copy;
};

beforeAll(async () => {
  await buildTerminal();
  writeFileSync(question, '{"kind":"trend","span":{"last":7,"unit":"day"},"series":[{"event":"*"}]}');
  for (const data of [one, other]) {
    const made = await run(['migrate'], data);
    expect([made.code, made.err]).toEqual([0, '']);
  }
}, 120_000);
afterAll(async () => {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

describe('commands that only use a store', () => {
  it.each([
    ['backup', join(folder, 'nothing.tar.gz')],
    ['ask', question],
    ['key', 'create'],
    ['imports'],
    ['account', 'create', 'li@example.com', '--role', 'viewer'],
    ['doctor'],
  ])('make none where there is none: %s', async (...line) => {
    const nowhere = join(folder, 'nowhere');
    const { code, out, err } = await run(line, nowhere);
    expect(code).toBe(line[0] === 'doctor' ? 0 : 1);
    expect(out + err).toContain('there is no Linger in');
    expect(existsSync(nowhere)).toBe(false);
    expect(existsSync(join(folder, 'nothing.tar.gz'))).toBe(false);
    const zh = await run(line, nowhere, { LANG: 'zh_CN.UTF-8' });
    expect(zh.out + zh.err).toContain('还没有 Linger');
  });

  it('leave one of an older program as it is, and say who brings it up to date', async () => {
    const older = copyOf(one, 'older');
    const database = await openDatabase({ dataDir: older });
    const [last] = await database.query<{ name: string }>(
      `DELETE FROM linger_migrations WHERE name = (SELECT name FROM linger_migrations ORDER BY position DESC LIMIT 1) RETURNING name`,
    );
    await database.close();
    const asked = await run(['key', 'create'], older);
    expect([asked.code, asked.err]).toEqual([1, expect.stringContaining('1 steps behind this program')]);
    const migrated = await run(['migrate', '--json'], older);
    expect(JSON.parse(migrated.out)).toEqual({ migrated: [last?.name] });
    expect((await run(['key', 'create'], older)).code).toBe(0);
  }, 60_000);
});

describe('a folder and its stores', () => {
  it('know each other, without a password in what is kept', async () => {
    const kept = readFileSync(join(one, 'installation.json'), 'utf8');
    expect(JSON.parse(kept)).toMatchObject({ rows: 'embedded', columns: 'embedded' });
    expect((await run(['key', 'create'], one)).code).toBe(0);
  });

  it('are not opened where one of them is of another installation', async () => {
    const mixed = copyOf(one, 'mixed');
    rmSync(join(mixed, 'rows'), { recursive: true });
    cpSync(join(other, 'rows'), join(mixed, 'rows'), { recursive: true });
    for (const line of [['migrate'], ['key', 'create']]) {
      const { code, err } = await run(line, mixed);
      expect([code, err]).toEqual([1, expect.stringContaining('these do not belong together')]);
    }
    const zh = await run(['migrate'], mixed, { LANG: 'zh_CN.UTF-8' });
    expect(zh.err).toContain('不属于同一套安装');
  }, 60_000);

  it('are not made anew by halves where one of them is gone', async () => {
    for (const part of ['columns', 'rows']) {
      const half = copyOf(one, `without-${part}`);
      renameSync(join(half, part), join(folder, `gone-${part}`));
      const { code, err } = await run(['migrate'], half);
      expect([code, err]).toEqual([1, expect.stringContaining(`${join(half, part)} is gone`)]);
      renameSync(join(folder, `gone-${part}`), join(half, part));
    }
  }, 60_000);

  it('are refused before anything is opened when the settings say that a store is elsewhere', async () => {
    const before = readdirSync(one);
    const elsewhere: Record<string, string>[] = [
      { DATABASE_URL: 'postgres://linger:secret@127.0.0.1:1/linger' },
      { CLICKHOUSE_URL: 'http://default:secret@127.0.0.1:1/linger' },
    ];
    for (const variables of elsewhere) {
      const { code, err } = await run(['start'], one, variables);
      expect([code, err]).toEqual([1, expect.stringContaining('belongs with a store at embedded')]);
      expect(err).not.toContain('secret');
    }
    const served = copyOf(one, 'served');
    rmSync(join(served, 'rows'), { recursive: true });
    const file = join(served, 'installation.json');
    writeFileSync(
      file,
      JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), rows: 'db:5432/linger' }),
    );
    for (const line of [['start'], ['doctor'], ['backup', join(folder, 'b.tar.gz')]]) {
      const { code, out, err } = await run(line, served);
      expect([code, out + err]).toEqual([1, expect.stringContaining('a store at db:5432/linger')]);
    }
    expect(existsSync(join(served, 'rows'))).toBe(false);
    expect(readdirSync(one)).toEqual(before);
  }, 60_000);
});

const server = process.env.LINGER_TEST_POSTGRES;
if (!server) console.warn('skipped: a folder beside a PostgreSQL; set LINGER_TEST_POSTGRES to run it');

it.runIf(server)(
  'a new folder is not joined to a PostgreSQL whose events are elsewhere',
  async () => {
    const admin = await openDatabase({ dataDir: folder, url: server });
    const name = `installation_${process.pid}`;
    await admin.query(`CREATE DATABASE ${name}`);
    const url = Object.assign(new URL(server ?? ''), { pathname: name }).href;
    try {
      const first = join(folder, 'with-server');
      expect((await run(['migrate'], first, { DATABASE_URL: url })).code).toBe(0);
      const lost = await run(['start'], join(folder, 'lost'), { DATABASE_URL: url });
      expect([lost.code, lost.err]).toEqual([1, expect.stringContaining('these do not belong together')]);
      const forgotten = await run(['start'], first);
      expect([forgotten.code, forgotten.err]).toEqual([1, expect.stringContaining('set DATABASE_URL')]);
    } finally {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.close();
    }
  },
  60_000,
);
