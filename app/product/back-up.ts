import { constants } from 'node:fs';
import { access as mayDo, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type BackupSummary, backup, readBackup, restore } from '#lib/store';
import { wholeFolder } from './backups/before-upgrade.ts';
import { noteGood } from './backups/last-backup.ts';
import { cannotWrite, isFolder } from './faults.ts';
import { migrations } from './migrations.ts';
import { openStores, type ProductOptions } from './open-stores.ts';
import type { Product } from './product.ts';
import { version } from './version.ts';

/** Written by every start that no account has followed yet. */
const IDLE = ['invitations', 'login_attempts', 'job_runs', 'job_schedules'];

/** Writes everything of an installation into one file, while it is in use; what was acknowledged before is in it. */
export async function writeBackup(
  {
    collect,
    warehouse,
    database,
    data,
    clock,
  }: Pick<Product, 'collect' | 'warehouse' | 'database' | 'data' | 'clock'>,
  file: string,
  replace: boolean,
): Promise<BackupSummary> {
  await requireWritable(file);
  const at = clock.now().toISOString();
  await collect.settle();
  const all = { warehouse, database, folder: data, parts: ['device-clocks'] };
  const summary = await backup(all, file, { program: version, replace });
  await noteGood(data, { at, file });
  return summary;
}

/** Fills an empty data folder, or empty servers, from a backup, which is read wholly before anything is made. */
export async function restoreBackup(options: ProductOptions, file: string): Promise<{ madeAt: string }> {
  const contents = await readBackup(file);
  const { warehouse, database, close } = await openStores(options, true);
  try {
    const into = { warehouse, database, folder: options.data, parts: wholeFolder };
    return await restore(into, migrations, contents, IDLE);
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
