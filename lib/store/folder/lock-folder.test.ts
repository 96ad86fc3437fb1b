import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lockFolder } from './lock-folder.ts';
import { isAlive } from './lock-holder.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linger-lock-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('holds a folder for one until it is released', async () => {
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toMatchObject({
    code: 'store.folder-locked',
    values: { pid: process.pid },
  });
  await lock.release();
  await (await lockFolder(folder)).release();
});

it('takes over from a process that is gone, and from a later process with its number', async () => {
  const dead = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => dead.on('exit', resolve));
  for (const holder of [
    { pid: dead.pid, born: '1', token: 'x' },
    { pid: process.pid, born: '1', token: 'x' },
  ]) {
    await writeFile(join(folder, 'linger.lock'), JSON.stringify(holder));
    await (await lockFolder(folder)).release();
  }
  await writeFile(join(folder, 'linger.lock'), 'half a l');
  await (await lockFolder(folder)).release();
});

it('leaves a lock to a holder in another container for as long as it is touched', async () => {
  const path = join(folder, 'linger.lock');
  const elsewhere = { pid: 2 ** 22, born: '1', token: 'x', space: 'pid:[1]' };
  await writeFile(path, JSON.stringify(elsewhere));
  expect(await isAlive(elsewhere, path, 300)).toBe(false);
  const touching = setInterval(() => void utimes(path, new Date(), new Date()), 50);
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'store.folder-locked' });
  clearInterval(touching);
  await rm(path);
});

it('touches its lock while it holds it', async () => {
  const path = join(folder, 'linger.lock');
  const lock = await lockFolder(folder);
  const { mtimeMs } = await stat(path);
  await expect.poll(async () => (await stat(path)).mtimeMs, { timeout: 5000 }).toBeGreaterThan(mtimeMs);
  await lock.release();
});

it('gives a dead lock to one of many that want it', async () => {
  await writeFile(join(folder, 'linger.lock'), JSON.stringify({ pid: 2 ** 22, born: '1', token: 'x' }));
  const taken = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const lock of taken) if (lock.status === 'fulfilled') await lock.value.release();
});

it('tells when another took the folder over, as from a process that was frozen, and leaves it to that one', async () => {
  const path = join(folder, 'linger.lock');
  const lock = await lockFolder(folder);
  await writeFile(path, JSON.stringify({ pid: 2 ** 22, born: '1', token: 'x', space: 'pid:[1]' }));
  const { mtimeMs } = await stat(path);
  expect(await lock.lost).toMatchObject({ code: 'store.folder-taken' });
  await lock.release();
  expect((await stat(path)).mtimeMs).toBe(mtimeMs);
  await rm(path);
}, 10_000);
