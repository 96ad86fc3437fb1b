import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Words } from '#lib/core';

const words = z.object({ zh: z.string(), en: z.string() });
const kept = z.object({
  /** The last backup that is whole. */
  good: z.object({ at: z.string(), file: z.string() }).optional(),
  /** The last one that was to be made by itself, when it was not made or did not reach the bucket. */
  failed: z.object({ at: z.string(), why: words }).optional(),
  /** Since when backups are to be made every day. */
  dailySince: z.string().optional(),
});

/** What is known of the backups of a folder. */
export type LastBackup = z.output<typeof kept>;

const fileOf = (data: string) => join(data, 'last-backup.json');

/** Reads it without a store, so that it can be told while none answers. */
export function readLastBackup(data: string): LastBackup {
  try {
    return kept.parse(JSON.parse(readFileSync(fileOf(data), 'utf8')));
  } catch {
    return {};
  }
}

export const noteGood = (data: string, good: { at: string; file: string }) => note(data, { good });
export const noteNoFailure = (data: string) => note(data, { failed: undefined });
export const noteFailed = (data: string, at: string, why: Words) => note(data, { failed: { at, why } });
export const noteDaily = (data: string, since: string | undefined) =>
  note(data, { dailySince: since && (readLastBackup(data).dailySince ?? since) });

/** Whole or not at all; a disk that is full must not keep a backup elsewhere from counting. */
async function note(data: string, change: Partial<LastBackup>): Promise<void> {
  const draft = `${fileOf(data)}.new`;
  try {
    const now = JSON.stringify({ ...readLastBackup(data), ...change });
    await writeFile(draft, `${now}\n`, { mode: 0o600, flush: true });
    await rename(draft, fileOf(data));
  } catch {
    // doctor then tells of the one before
  }
}
