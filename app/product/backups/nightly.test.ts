import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBackup } from '#lib/store';
import { TestS3 } from '../../../lib/store/backup/testing-bucket.ts';
import { openProduct, type Product } from '../product.ts';
import { newestIn } from './kept-files.ts';
import { readLastBackup } from './last-backup.ts';
import { backUpDaily, backUpNow } from './nightly.ts';
import type { BackupSettings } from './settings.ts';

const secret = 'a-secret-of-the-bucket';
const data = mkdtempSync(join(tmpdir(), 'linger-nightly-'));
const folder = join(data, 'kept elsewhere');
const logged: { level: string; message: string }[] = [];
const log = {
  info: (_: object, message: string) => void logged.push({ level: 'info', message }),
  error: (_: object, message: string) => void logged.push({ level: 'error', message }),
};
let product: Product;
let s3: TestS3;
let settings: BackupSettings;

beforeAll(async () => {
  s3 = await TestS3.open('my-backups', secret);
  product = await openProduct({ data }, 'make');
  settings = {
    folder,
    keep: 2,
    beforeMigration: true,
    at: { hour: 3, minute: 30, zone: 'Asia/Shanghai' },
    bucket: {
      bucket: 'my-backups',
      prefix: 'shop/',
      endpoint: s3.endpoint,
      region: 'us-east-1',
      keyId: 'AKIDEXAMPLE',
      secret,
    },
  };
}, 120_000);
afterAll(async () => {
  await product.close();
  await s3.close();
  rmSync(data, { recursive: true, force: true });
});

it('makes a whole backup, sends it to the bucket, and keeps the newest of both', async () => {
  await backUpNow(product, settings, log);
  const old = ['2024-01-01', '2025-01-01'].map((day) => `linger-${day}T03-30-00Z.tar.gz`);
  for (const name of [...old, 'mine.tar.gz']) {
    writeFileSync(join(folder, name), '');
    s3.files.set(`shop/${name}`, Buffer.alloc(0));
  }
  s3.files.set(`other/${old[0]}`, Buffer.alloc(0));
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await backUpNow(product, settings, log);
  const kept = readdirSync(folder).sort();
  expect(kept).toEqual([
    expect.stringMatching(/^linger-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.tar\.gz$/),
    expect.stringMatching(/^linger-/),
    'mine.tar.gz',
  ]);
  expect(kept.filter((name) => old.includes(name))).toEqual([]);
  expect([...s3.files.keys()].sort()).toEqual([`other/${old[0]}`, ...kept.map((name) => `shop/${name}`)]);
  const newest = await newestIn(folder);
  expect(newest).toBe(join(folder, kept[1] ?? ''));
  expect((await readBackup(newest ?? '')).checked).toBe(true);
  expect(readLastBackup(data)).toMatchObject({ good: { file: newest } });
  expect(logged.map(({ level }) => level)).toEqual(['info', 'info']);
}, 120_000);

it('keeps what was there when one fails, says why in both languages, and forgets it after the next', async () => {
  const before = readdirSync(folder);
  const wrong = { ...settings, folder: join(folder, 'mine.tar.gz', 'in') };
  await expect(backUpNow(product, wrong, log)).rejects.toMatchObject({ code: 'server.cannot-keep-backups' });
  expect(readdirSync(folder)).toEqual(before);
  s3.refusals.push({ status: 403, code: 'AccessDenied' });
  await expect(backUpNow(product, settings, log)).rejects.toMatchObject({ code: 'store.bucket-refused' });
  const { failed, good } = readLastBackup(data);
  expect(failed?.why.en).toContain('LINGER_BACKUP_S3_KEY_ID');
  expect(failed?.why.zh).toContain('AccessDenied');
  expect(good?.file).toBe(await newestIn(folder));
  expect(logged.at(-1)).toMatchObject({ level: 'error', message: expect.not.stringContaining(secret) });
  await backUpNow(product, settings, log);
  expect(readLastBackup(data).failed).toBeUndefined();
}, 120_000);

it('is asked for every day at the time that is set, and no more when none is', async () => {
  const asked = Date.now();
  await backUpDaily(product, settings, log);
  const scheduled = () => product.jobs.kindsNow().find(({ kind }) => kind.name === 'backup');
  expect(scheduled()?.kind.schedule).toMatchObject({ at: '03:30', zone: 'Asia/Shanghai' });
  expect(scheduled()?.next?.toISOString()).toMatch(/T19:30:00/);
  const { dailySince = '' } = readLastBackup(data);
  expect(Date.parse(dailySince)).toBeGreaterThanOrEqual(asked);
  const before = logged.length;
  const { id } = await product.jobs.ask({ name: 'backup', again: 'joins' });
  await product.jobs.ended(id);
  expect(await product.jobs.get(id)).toMatchObject({ state: 'done' });
  expect(logged.slice(before)).toMatchObject([{ level: 'info' }]);
  await backUpDaily(product, { keep: 2, beforeMigration: true }, log);
  expect(scheduled()?.next).toBeUndefined();
  expect(readLastBackup(data).dailySince).toBeUndefined();
}, 120_000);
