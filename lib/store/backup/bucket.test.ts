import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Bucket } from './bucket.ts';
import { TestS3 } from './testing-bucket.ts';

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const patience = { requestMs: 1000, tries: 3, pauseMs: 5 };
let s3: TestS3;
let folder: string;
let file: string;

const bucket = (settings: { prefix?: string; secret?: string; region?: string; bucket?: string } = {}) =>
  new Bucket(
    {
      bucket: 'my-backups',
      prefix: 'linger/',
      endpoint: s3.endpoint,
      region: 'us-east-1',
      keyId: 'AKIDEXAMPLE',
      secret,
      ...settings,
    },
    patience,
  );

beforeAll(async () => {
  s3 = await TestS3.open('my-backups', secret);
  folder = await mkdtemp(join(tmpdir(), 'linger-bucket-'));
  file = join(folder, 'file');
  await writeFile(file, 'content');
});
afterEach(() => {
  s3.files.clear();
  s3.asked.length = 0;
  s3.refusals.length = 0;
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});

it('sends files, lists them page by page, and removes them', async () => {
  s3.files.set('other/linger', Buffer.from('of somebody else'));
  const names = ['a.tar.gz', 'b c+d&e=1.tar.gz', '中文.tar.gz', 'd', 'e', 'f', 'g'];
  for (const name of names) await bucket().upload(name, file);
  expect((await bucket().list()).sort()).toEqual([...names].sort());
  expect(s3.files.get('linger/b c+d&e=1.tar.gz')?.toString()).toBe('content');
  await bucket().remove('b c+d&e=1.tar.gz');
  expect(await bucket().list()).toHaveLength(6);
  expect(s3.files.has('other/linger')).toBe(true);
  expect(bucket().addressOf('a.tar.gz')).toBe('s3://my-backups/linger/a.tar.gz');
});

it('sends a large file in parts that are put together in order', async () => {
  const large = join(folder, 'large');
  const bytes = randomBytes(40 * 2 ** 20 + 17);
  await writeFile(large, bytes);
  s3.refusals.push({ status: 503, code: 'SlowDown' }, { status: 500, code: 'InternalError' });
  await bucket({ prefix: '' }).upload('large', large);
  expect(s3.files.get('large')?.equals(bytes)).toBe(true);
  expect(s3.asked.filter((line) => line === 'PUT large partNumber,uploadId')).toHaveLength(3);
  expect(s3.uploads.size).toBe(0);
  s3.files.clear();
  s3.completes = false;
  await expect(bucket().upload('large', large)).rejects.toMatchObject({
    code: 'store.bucket-trouble',
    values: { code: 'InternalError' },
  });
  s3.completes = true;
  expect([s3.files.size, s3.uploads.size]).toEqual([0, 0]);
  await rm(large);
}, 60_000);

it('leaves no parts behind when one is refused', async () => {
  const large = join(folder, 'large');
  await writeFile(large, Buffer.alloc(20 * 2 ** 20));
  const upload = bucket().upload('large', large);
  while (s3.uploads.size === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  s3.refusals.push({ status: 403, code: 'AccessDenied' });
  await expect(upload).rejects.toMatchObject({ code: 'store.bucket-refused' });
  expect([s3.files.size, s3.uploads.size]).toEqual([0, 0]);
});

it.each([
  ['a wrong secret', { secret: 'wrong' }, 'store.bucket-refused', 1],
  ['a wrong region', { region: 'eu-north-1' }, 'store.bucket-wrong-region', 1],
  ['a bucket that is not there', { bucket: 'no-such' }, 'store.bucket-missing', 1],
])('says so at once: %s', async (_, settings, code, requests) => {
  await expect(bucket(settings).upload('a', file)).rejects.toMatchObject({ code });
  expect(s3.asked).toHaveLength(requests);
});

it.each([
  ['errors of the server', { status: 500, code: 'InternalError' } as const, 'store.bucket-trouble'],
  ['answers that do not come', 'silent' as const, 'store.bucket-unreachable'],
  ['connections that break off', 'broken off' as const, 'store.bucket-unreachable'],
])('tries again after %s, and gives up in the end', async (_, refusal, code) => {
  s3.refusals.push(refusal, refusal);
  await bucket().upload('a', file);
  expect(s3.asked).toHaveLength(3);
  expect(s3.files.size).toBe(1);
  s3.refusals.push(refusal, refusal, refusal);
  const failed = bucket().upload('b', file);
  await expect(failed).rejects.toMatchObject({ code });
  await expect(failed).rejects.not.toThrow(secret);
});

it('is told where nobody listens', async () => {
  const nowhere = new Bucket(
    { bucket: 'b', prefix: '', endpoint: 'http://127.0.0.1:1', region: 'us-east-1', keyId: 'k', secret },
    patience,
  );
  await expect(nowhere.list()).rejects.toMatchObject({ code: 'store.bucket-unreachable' });
});
