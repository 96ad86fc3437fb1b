import { closeSync, openSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '#lib/core';
import { mayWrite } from '../database/pglite/disk-state.ts';
import * as faults from '../faults.ts';
import { foreignWithin } from './folder-owner.ts';

/** What the system or an engine said when it could not use something. */
export interface Refusal {
  /** The system's name of the error, where there is one. */
  readonly code?: string | undefined;
  readonly detail: string;
}

/** An engine writes a log of its own before it opens. */
const LEAST_BYTES = 32 * 1024 ** 2;

/**
 * Causes outside the data: each by the code of the system, and by the words and numbers that engines hand on. They come before
 * a word of damage, since nothing is lost by them.
 */
const causes: readonly (readonly [RegExp, (folder: string) => Fault | Promise<Fault>])[] = [
  [
    /^(EACCES|EPERM)$|Permission denied|Operation not permitted|errno: (1|13)\b/i,
    async (folder) => (await foreignWithin(folder)) ?? faults.folderReadOnly({ folder }),
  ],
  [/^EROFS$|Read-only file system|errno: 30\b/i, (folder) => faults.diskReadOnly({ folder })],
  [/^(ENOSPC|EDQUOT)$|No space left on device|quota exceeded|errno: (28|122)\b/i, () => faults.diskFull({})],
  [/^(EMFILE|ENFILE)$|Too many open files|errno: (23|24)\b/i, () => faults.tooManyFiles({})],
  [
    /^(ENOMEM|ERR_WORKER_OUT_OF_MEMORY)$|Cannot allocate memory|could not allocate memory|out of memory|memory limit|errno: 12\b/i,
    () => faults.machineMemory({}),
  ],
  [/^EIO$|Input\/output error|errno: 5\b/i, (folder) => faults.diskFailing({ folder })],
  [
    /^(ESTALE|ENOTCONN|ENODEV|ENXIO)$|Stale file handle|errno: (6|19|107|116)\b/i,
    (folder) => faults.mountGone({ folder }),
  ],
];

/** Why something in a data folder could not be used, when that is no fault of the data; undefined where nothing of the kind is found. */
export async function outsideCause(
  folder: string,
  { code = '', detail }: Refusal,
): Promise<Fault | undefined> {
  const known = causes.find(([told]) => told.test(code) || told.test(detail));
  const fault = known ? await known[1](folder) : await foundOutside(folder);
  if (fault) fault.cause ??= detail;
  return fault;
}

/** What a raw error of the system stands for. */
export async function outsideCauseOf(folder: string, error: unknown): Promise<Fault | undefined> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = causes.find(([told]) => told.test(code));
  return known && (await outsideCause(folder, { code, detail: String(error) }));
}

/** Engines often say only that they failed: then it is tried what they need. */
async function foundOutside(folder: string): Promise<Fault | undefined> {
  const foreign = await foreignWithin(folder);
  if (foreign) return foreign;
  if (!mayOpen()) return faults.tooManyFiles({});
  try {
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < LEAST_BYTES) return faults.diskFull({});
  } catch {
    return faults.mountGone({ folder });
  }
  return mayWrite(join(folder, 'healthy')) ? undefined : faults.folderReadOnly({ folder });
}

function mayOpen(): boolean {
  const opened: number[] = [];
  try {
    // an engine opens dozens of files
    for (let one = 0; one < 64; one++) opened.push(openSync(process.execPath, 'r'));
    return true;
  } catch {
    return false;
  } finally {
    for (const file of opened) closeSync(file);
  }
}
