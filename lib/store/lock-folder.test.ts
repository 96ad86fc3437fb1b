import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lockFolder } from './lock-folder.ts';

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

it('gives a dead lock to one of many that want it', async () => {
  await writeFile(join(folder, 'linger.lock'), JSON.stringify({ pid: 2 ** 22, born: '1', token: 'x' }));
  const taken = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const lock of taken) if (lock.status === 'fulfilled') await lock.value.release();
});
