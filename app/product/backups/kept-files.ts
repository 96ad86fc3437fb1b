import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DRAFT } from '#lib/store';
import { cannotKeep } from '../faults.ts';

const TIME = '\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ';
const NIGHTLY = new RegExp(`^linger-${TIME}\\.tar\\.gz$`);
const UPGRADE = new RegExp(`^before-[^/]+-${TIME}\\.tar\\.gz$`);

const timeOf = (moment: Date) => `${moment.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
/** The name of a backup made by itself, with its moment in UTC, so that names sort as they were made. */
export const nightlyName = (moment: Date) => `linger-${timeOf(moment)}.tar.gz`;
export const upgradeName = (version: string, moment: Date) => `before-${version}-${timeOf(moment)}.tar.gz`;

/** The names among these of backups that were made at their time of day; the oldest first. */
export const nightlyAmong = (names: readonly string[]) => names.filter((name) => NIGHTLY.test(name)).sort();

/** The names among these of backups that were made before an upgrade; the oldest first. */
export const upgradesAmong = (names: readonly string[]) =>
  names
    .filter((name) => UPGRADE.test(name))
    .sort((one, other) => (one.slice(-27) < other.slice(-27) ? -1 : 1));

/** Makes the folder for backups, and clears away what a killed program left half written there. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const halves = (await readdir(folder)).filter(
      (name) => name.endsWith(DRAFT) && /^(linger|before)-/.test(name),
    );
    for (const name of halves) await rm(join(folder, name), { force: true });
  } catch (cause) {
    throw cannotKeep({ folder, code: codeOf(cause) }, cause);
  }
}

/** Removes all but the newest of these files. */
export async function keepNewest(folder: string, names: readonly string[], keep: number): Promise<void> {
  for (const name of names.slice(0, Math.max(0, names.length - keep)))
    await rm(join(folder, name), { force: true });
}

/** The newest backup in a folder that was made by itself. */
export async function newestIn(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  const newest = [...nightlyAmong(names), ...upgradesAmong(names)].sort((one, other) =>
    one.slice(-27) < other.slice(-27) ? -1 : 1,
  );
  const last = newest.at(-1);
  return last && join(folder, last);
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '?';
}
