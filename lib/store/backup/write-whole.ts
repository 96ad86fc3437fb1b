import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, open, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { backupExists, noRoomForBackup } from '../faults.ts';

/** Left free on the disk, so that events are still taken in while a backup is written, and after it found no room. */
const RESERVE = 64 * 1024 ** 2;

/** How a file is called that is not whole yet. */
export const DRAFT = '.part';

/**
 * Writes a file that is there whole or not at all: under another name beside it, forced to the disk, then renamed.
 * Another file of that name is left as it is unless `replace` says otherwise.
 */
export async function writeWhole(
  file: string,
  body: Readable,
  { pack, replace }: { pack: Transform; replace: boolean },
): Promise<void> {
  if (!replace) await refuseExisting(file);
  const draft = `${file}.${randomUUID()}${DRAFT}`;
  try {
    await pipeline(body, pack, createWriteStream(draft, { mode: 0o600, flush: true }));
    await (replace ? rename(draft, file) : claim(draft, file));
    await syncFolder(dirname(file));
  } catch (cause) {
    throw isFull(cause) ? noRoomForBackup({ file }, cause) : cause;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Refuses when the disk of a file has no more room than others need. */
export async function refuseFull(file: string): Promise<void> {
  const { bavail, bsize, blocks } = await statfs(dirname(file));
  // some network disks do not say how large they are
  if (blocks > 0 && bavail * bsize < RESERVE) throw noRoomForBackup({ file });
}

async function refuseExisting(file: string): Promise<void> {
  const there = await stat(file).catch(() => undefined);
  if (there) throw backupExists({ file });
}

/** A link fails where the name was taken meanwhile; disks without links are looked at again. */
async function claim(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file);
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') throw backupExists({ file }, cause);
    await refuseExisting(file);
    await rename(draft, file);
  }
}

/** The name, too, is to survive a loss of power; some systems cannot force a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function isFull(cause: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(cause) ?? '');
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}
