import { readFileSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Fault, systemClock, type Words } from '#lib/core';
import type { StoresAndFolder } from '#lib/store';
import { backup, countTables, type Database, migrationsDone, noRoomForBackup, readBackup } from '#lib/store';
import { backupMustFit, backupMustWrite, cannotKeep } from '../faults.ts';
import { version } from '../version.ts';
import { keepNewest, prepareFolder, upgradeName, upgradesAmong } from './kept-files.ts';
import { type BackupSettings, backupFolder } from './settings.ts';

/** How many backups made before an upgrade are kept. */
const KEEP = 3;
/** What goes along when nothing runs yet: events that wait in the journal are part of the old state. */
export const wholeFolder = ['journal', 'device-clocks'];

const begun = z.object({ file: z.string(), steps: z.array(z.string()) });
/** The upgrade that was begun and has not come to its end. */
type Begun = z.output<typeof begun>;
const fileOf = (data: string) => join(data, 'upgrade.json');

export interface Upgrade {
  readonly database: Database;
  readonly warehouse: StoresAndFolder['warehouse'];
  readonly data: string;
  readonly settings: BackupSettings;
  readonly tell: (words: Words) => void;
}

/**
 * Keeps stores that have data as they are, in the layout of the program that wrote them, before this one changes them.
 * An upgrade that was broken off goes on with the backup it began with: by then the stores are half changed.
 */
export async function backupBeforeUpgrade({
  database,
  warehouse,
  data,
  settings,
  tell,
}: Upgrade): Promise<void> {
  const all = { database, warehouse, folder: data, parts: wholeFolder };
  const counts = await countTables(all);
  if ([...Object.values(counts.rows), ...Object.values(counts.columns)].every((n) => n === 0)) return;
  const steps = await migrationsDone(database);
  const earlier = readBegun(data);
  if (earlier && (await stillHolds(earlier, steps, counts))) {
    tell(howBack(earlier.file));
    return;
  }
  const folder = backupFolder(data, settings);
  const file = join(folder, upgradeName(version, systemClock.now()));
  tell({
    en: `keeping the data as they are before they are brought up to date: ${file} …`,
    zh: `升级数据之前先备份现有数据：${file} …`,
  });
  try {
    await prepareFolder(folder);
    await backup(all, file, { program: version, replace: true });
  } catch (error) {
    throw waysOut(error, file, folder);
  }
  await writeFile(fileOf(data), JSON.stringify({ file, steps } satisfies Begun), {
    mode: 0o600,
    flush: true,
  });
  tell(howBack(file));
  await keepNewest(folder, upgradesAmong(await readdir(folder)), KEEP);
}

/** Says that the stores are up to date now, so that the next upgrade makes a backup of its own. */
export async function endUpgrade(data: string): Promise<void> {
  await rm(fileOf(data), { force: true });
}

function readBegun(data: string): Begun | undefined {
  try {
    return begun.parse(JSON.parse(readFileSync(fileOf(data), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Whether a backup is whole and nothing was added since: between it and now an older program may have run again. */
async function stillHolds(
  { file, steps }: Begun,
  now: readonly string[],
  counts: Awaited<ReturnType<typeof countTables>>,
): Promise<boolean> {
  const contents = await readBackup(file).catch(() => undefined);
  if (!contents) return false;
  if (now.length > steps.length) return true;
  const then = contents.tables ?? {};
  const present = { ...counts.rows, events: counts.columns.events ?? 0 };
  return Object.entries(present).every(([table, n]) => then[table] === undefined || then[table] === n);
}

function howBack(file: string): Words {
  return {
    en: `the data as they were before are in ${file}; to go back, stop this program and let the older one restore it into a new folder: LINGER_DATA=NEW_FOLDER linger restore ${file}`,
    zh: `升级前的数据保存在 ${file}；要退回旧版本，请停掉本程序，用旧版程序恢复到一个新目录：LINGER_DATA=新目录 linger restore ${file}`,
  };
}

function waysOut(error: unknown, file: string, folder: string): unknown {
  if (!(error instanceof Fault)) return backupMustWrite({ folder }, error);
  if (error.code === noRoomForBackup.code) return backupMustFit({ file }, error);
  return error.code === cannotKeep.code ? backupMustWrite({ folder }, error) : error;
}
