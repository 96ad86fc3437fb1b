import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Workshop } from '../../server/testing/product.ts';
import { readBackupSettings } from '../settings/environment-backups.ts';
import { linger } from '../testing.ts';

let workshop: Workshop;
let data: string;
let file: string;

beforeAll(async () => {
  workshop = await Workshop.open();
  data = workshop.data();
  file = join(workshop.folder, 'kept.tar.gz');
  await linger(['account', 'create', 'li@example.com', '--role', 'viewer'], { LINGER_DATA: data });
  expect((await linger(['backup', file], { LINGER_DATA: data })).code).toBe(0);
}, 240_000);
afterAll(() => workshop.close());

const backup = (line: string[], variables = {}) =>
  linger(['backup', ...line], { LINGER_DATA: data, ...variables });

it('leaves a file of the same name as it is, unless it is forced', async () => {
  const before = readFileSync(file);
  const refused = await backup([file]);
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('--force')]);
  expect(readFileSync(file).equals(before)).toBe(true);
  expect((await backup([file, '--force'])).code).toBe(0);
  expect(readFileSync(file).equals(before)).toBe(false);
  expect((await backup([])).code).toBe(2);
  expect((await backup([file, '--force', '--verify'])).code).toBe(2);
}, 240_000);

it('says what is in a file that is whole, in words and for scripts', async () => {
  const { code, out } = await backup(['--verify', file]);
  expect([code, out]).toEqual([0, expect.stringContaining('projects: 1, accounts: 1, events: 0')]);
  const zh = await backup(['--verify', file], { LANG: 'zh_CN.UTF-8' });
  expect(zh.out).toContain('校验值全部正确');
  expect(JSON.parse((await backup(['--verify', file, '--json'])).out)).toMatchObject({
    whole: true,
    checksums: true,
    accounts: 1,
    installation: JSON.parse(readFileSync(join(data, 'installation.json'), 'utf8')).id,
  });
}, 120_000);

it.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, -20), 'store.backup-cut-short'],
  ['empty', () => Buffer.alloc(0), 'store.backup-cut-short'],
  ['a text', () => Buffer.from('id,name\n'), 'store.not-a-backup'],
])(
  'ends with code 1 for one that is %s',
  async (_, change, fault) => {
    const path = join(workshop.folder, 'changed');
    writeFileSync(path, change(readFileSync(file)));
    const { code, out } = await backup(['--verify', path, '--json']);
    expect([code, JSON.parse(out).error.code]).toEqual([1, fault]);
    const absent = join(workshop.folder, 'never made');
    const restored = await linger(['restore', path], { LINGER_DATA: absent });
    expect([restored.code, installationIn(absent)]).toEqual([1, undefined]);
  },
  120_000,
);

it('says so where none was made by itself, and none is there', async () => {
  const none = await backup(['--verify']);
  expect([none.code, none.err]).toEqual([1, expect.stringContaining('LINGER_BACKUP_AT')]);
  const absent = await backup(['--verify', '/no/such.tar.gz']);
  expect([absent.code, absent.err]).toEqual([1, expect.stringContaining('there is no backup at')]);
}, 120_000);

it('is restored where a start or migrate was before anybody came, and not where somebody was', async () => {
  const migrated = workshop.data();
  const restored = await linger(['restore', file], { LINGER_DATA: migrated });
  expect([restored.code, restored.err]).toEqual([0, 'restoring …\n']);
  const twice = await linger(['restore', file], { LINGER_DATA: migrated });
  expect([twice.code, twice.err]).toEqual([
    1,
    expect.stringMatching(/found here: accounts \(1\), .*projects \(1\)/),
  ]);
  expect((await linger(['doctor'], { LINGER_DATA: migrated })).code).toBe(0);
}, 240_000);

function installationIn(path: string): string | undefined {
  try {
    return readFileSync(join(path, 'installation.json'), 'utf8');
  } catch {
    return undefined;
  }
}

it('reads the settings, and says what they may be', () => {
  const read = (given: Record<string, string>) => readBackupSettings((name) => given[name]);
  expect(read({})).toMatchObject({ keep: 14, beforeMigration: true, at: undefined, bucket: undefined });
  expect(read({ LINGER_BACKUP_AT: '3:05 Asia/Shanghai' }).at).toEqual({
    hour: 3,
    minute: 5,
    zone: 'Asia/Shanghai',
  });
  const s3 = { LINGER_BACKUP_S3_KEY_ID: 'id', LINGER_BACKUP_S3_SECRET: 'secret' };
  expect(read({ ...s3, LINGER_BACKUP_S3: 's3://my-bucket/a/b/' }).bucket).toMatchObject({
    bucket: 'my-bucket',
    prefix: 'a/b/',
    region: 'us-east-1',
  });
  expect(read({ ...s3, LINGER_BACKUP_S3: 's3://my-bucket' }).bucket).toMatchObject({ prefix: '' });
  const wrong: Record<string, string>[] = [
    { LINGER_BACKUP_AT: '24:00' },
    { LINGER_BACKUP_AT: '03:30 Shanghai' },
    { LINGER_BACKUP_AT: 'nightly' },
    { LINGER_BACKUP_KEEP: '0' },
    { LINGER_BACKUP_KEEP: '-3' },
    { LINGER_BACKUP_BEFORE_MIGRATION: 'no' },
    { ...s3, LINGER_BACKUP_S3: 'my-bucket' },
    { ...s3, LINGER_BACKUP_S3: 's3://my-bucket', LINGER_BACKUP_S3_ENDPOINT: 'minio:9000' },
    { LINGER_BACKUP_S3: 's3://my-bucket', LINGER_BACKUP_S3_KEY_ID: 'id' },
  ];
  for (const given of wrong) expect(() => read(given), JSON.stringify(given)).toThrow(/^LINGER_BACKUP_/);
});
