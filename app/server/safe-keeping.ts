import { constants } from 'node:fs';
import { access as mayDo, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type BackupSummary, backup, restore } from '#lib/store';
import { cannotWrite, isFolder } from './faults.ts';
import type { House } from './house.ts';
import { migrations } from './migrations.ts';
import { type HouseOptions, openStores } from './open-stores.ts';

/** Writes everything of a house into one file, while it is in use; what was acknowledged before is in it. */
export async function keepSafe(
  { collect, columns, rows }: Pick<House, 'collect' | 'columns' | 'rows'>,
  file: string,
): Promise<BackupSummary> {
  await requireWritable(file);
  await collect.settle();
  return backup(columns, rows, file);
}

/** Fills an empty data folder, or empty servers, from a backup. */
export async function bringBack(options: HouseOptions, file: string): Promise<{ madeAt: string }> {
  const { columns, rows, close } = await openStores(options, true);
  try {
    return await restore(columns, rows, migrations, file);
  } finally {
    await close();
  }
}

async function requireWritable(file: string): Promise<void> {
  const there = await stat(file).catch(() => undefined);
  if (there?.isDirectory()) throw isFolder({ path: file });
  try {
    await mayDo(dirname(file), constants.W_OK);
  } catch (error) {
    throw cannotWrite({ path: file, reason: error instanceof Error ? error.message : String(error) }, error);
  }
}
