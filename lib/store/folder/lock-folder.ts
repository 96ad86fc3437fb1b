import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '#lib/core';
import { folderLocked, folderReadOnly, folderTaken } from '../faults.ts';
import { outsideCauseOf } from './folder-fault.ts';
import { holderOf, isAlive, keepTouching, thisProcess } from './lock-holder.ts';

/** A folder held by this process until released. */
export interface FolderLock {
  /** Resolves when another has taken the folder over, as when this process was frozen in its container. */
  readonly lost: Promise<Fault>;
  release(): Promise<void>;
}

/** Takes a data folder for this process, so that two Lingers never write into it; a dead holder's lock is taken over. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'linger.lock');
  const mine = thisProcess();
  const draft = `${path}.${mine.token}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(draft, JSON.stringify(mine));
  } catch (cause) {
    throw (await outsideCauseOf(folder, cause)) ?? folderReadOnly({ folder }, cause);
  }
  try {
    await take(folder, path, draft);
  } finally {
    await rm(draft, { force: true });
  }
  let tellLost = (_: Fault): void => undefined;
  const lost = new Promise<Fault>((resolve) => {
    tellLost = resolve;
  });
  const stopTouching = keepTouching(path, mine, () => tellLost(folderTaken({ folder })));
  return {
    lost,
    async release() {
      stopTouching();
      if ((await holderOf(path))?.token === mine.token) await rm(path, { force: true });
    },
  };
}

async function take(folder: string, path: string, draft: string): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    if (await claim(draft, path)) return;
    const holder = await holderOf(path);
    if (holder && (await isAlive(holder, path))) throw folderLocked({ folder, pid: holder.pid });
    if (await replace(path, draft, holder?.token)) return;
    await sleep(10);
  }
  throw folderLocked({ folder, pid: '?' });
}

/** A hard link appears with its whole content, or fails because the name is taken. */
async function claim(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw cause;
  }
}

/** Puts the draft in the place of a dead holder's lock; only the one who holds the right to it may, and only while it is still there. */
async function replace(path: string, draft: string, dead: string | undefined): Promise<boolean> {
  const right = `${path}.takeover`;
  if (!(await claim(draft, right))) {
    const taker = await holderOf(right);
    if (!taker || !(await isAlive(taker, right))) await rm(right, { force: true });
    return false;
  }
  try {
    if ((await holderOf(path))?.token !== dead) return false;
    await rename(draft, path);
    return true;
  } finally {
    await rm(right, { force: true });
  }
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}
