import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FileStore } from './file-store.ts';

const DAY = 86_400_000;
const now = Date.parse('2026-03-10T00:00:00Z');
let folder: string;
let fileStore: FileStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linger-shelf-'));
  fileStore = new FileStore(join(folder, 'files'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A file of a thousand bytes that was sent so many days ago. */
async function sent(days: number): Promise<string> {
  const { id } = await fileStore.keep(1, 'orders.csv', Readable.from(['x'.repeat(1000)]));
  const then = new Date(now - days * DAY);
  await utimes(join(fileStore.folder, id), then, then);
  return id;
}

it('keeps what was sent for a week, and what is still needed for longer', async () => {
  const [, needed, young] = [await sent(8), await sent(9), await sent(6)];
  await fileStore.tidy(new Set([needed]), now);
  expect((await readdir(fileStore.folder)).sort()).toEqual([needed, young].sort());
});

it('keeps the newest where all together take too much room, and what is still needed', async () => {
  const [needed, , young, newest] = [await sent(4), await sent(3), await sent(2), await sent(1)];
  await fileStore.tidy(new Set([needed]), now, 4500);
  expect((await readdir(fileStore.folder)).sort()).toEqual([needed, young, newest].sort());
});

it('keeps nothing that was made of an imported file, and where it lies while its owner keeps it', async () => {
  const path = join(folder, 'orders.csv');
  await writeFile(path, 'a,b\n');
  const taken = await fileStore.take(1, path);
  await writeFile(fileStore.beside(taken, 'table.parquet'), 'a copy');
  await fileStore.forget(taken);
  expect(await readdir(join(fileStore.folder, taken.id))).toEqual(['about.json']);
  expect(await fileStore.get(1, taken.id)).toEqual(taken);
  const uploaded = await fileStore.keep(1, 'orders.csv', Readable.from(['a,b\n']));
  await fileStore.forget(uploaded);
  expect(await readdir(fileStore.folder)).toEqual([taken.id]);
});
