import { execFileSync } from 'node:child_process';
import { accessSync, constants, lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import type { Fault } from '#lib/core';
import { closedInFolder, folderOfOther, foreignInFolder } from '../faults.ts';

const ROOT = 0;
/** A walk may not hold up a start for ever; a folder of a million files takes some seconds. */
const WALK_MS = 20_000;
const AT_ONCE = 2000;
/** What a file system or a person puts there, and we only read. */
const isOurs = (name: string) => name !== 'lost+found' && name !== 'linger.env' && !name.startsWith('.');

/**
 * Refuses a data folder of another user: what we would make in it were closed to him, who is mostly the service. Root is no
 * exception. A folder of another's in which everything is ours, as in a mounted volume, is ours.
 */
export function refuseOtherUser(folder: string): void {
  const me = process.geteuid?.();
  const there = me === undefined ? undefined : statOf(folder);
  if (!there || there.uid === me) return;
  const owners = namesIn(folder)
    ?.filter(isOurs)
    .flatMap((name) => lstatOf(join(folder, name))?.uid ?? []);
  if (owners?.some((uid) => uid === me)) return;
  if (owners?.length === 0 && me !== ROOT) return;
  const owner = nameOfUser(there.uid);
  const word = /^[a-z]+$/.exec(process.argv[2] ?? '')?.[0] ?? 'doctor';
  const command = `sudo -u ${quotedUser(there.uid)} LINGER_DATA=${folder} ./linger ${word}`;
  throw folderOfOther({ folder, owner, user: nameOfUser(me ?? ROOT), command });
}

/** What stands in a data folder and may not be used by us, as a fault that says how to mend it; undefined when all may be. */
export async function foreignWithin(folder: string, limitMs: number = WALK_MS): Promise<Fault | undefined> {
  const me = process.geteuid?.();
  if (me === undefined || me === ROOT) return undefined;
  const found = await walk(folder, me, limitMs);
  if (!found.first) return undefined;
  const { path, stats } = found.first;
  const count = found.whole ? found.count : `${found.count}+`;
  const user = nameOfUser(me);
  if (stats.uid === me) {
    const mode = (stats.mode & 0o777).toString(8).padStart(4, '0');
    return closedInFolder({ path, user, mode, count, folder });
  }
  return foreignInFolder({ path, owner: nameOfUser(stats.uid), user, count, folder });
}

interface Found {
  readonly first: { readonly path: string; readonly stats: Stats } | undefined;
  readonly count: number;
  /** Whether all was looked at within the time. */
  readonly whole: boolean;
}

async function walk(folder: string, me: number, limitMs: number): Promise<Found> {
  const deadline = performance.now() + limitMs;
  const left = [folder];
  let [first, count, looked]: [Found['first'], number, number] = [undefined, 0, 0];
  const look = (path: string, stats: Stats | undefined) => {
    if (!stats || stats.isSymbolicLink()) return;
    if (isUsable(path, stats, me)) {
      if (stats.isDirectory()) left.push(path);
      return;
    }
    count++;
    first ??= { path, stats };
  };
  for (let at = left.shift(); at !== undefined; at = left.shift()) {
    for (const name of namesIn(at) ?? []) {
      if (at === folder && !isOurs(name)) continue;
      const path = join(at, name);
      // parts of the folder may lie on other disks
      look(path, at === folder ? statOf(path) : lstatOf(path));
      if (++looked % AT_ONCE === 0) await breath();
    }
    if (performance.now() > deadline) return { first, count, whole: left.length === 0 };
  }
  return { first, count, whole: true };
}

/** The engines close some of their own files to writing; what is another's must be open to us by group or list. */
function isUsable(path: string, stats: Stats, me: number): boolean {
  const { R_OK, W_OK, X_OK } = constants;
  const needed = stats.isDirectory() ? 0o700 : 0o400;
  if (stats.uid === me) return (stats.mode & needed) === needed;
  try {
    accessSync(path, stats.isDirectory() ? R_OK | W_OK | X_OK : R_OK | W_OK);
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  }
}

/** Files come and go while an engine runs. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function lstatOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}

/** A user as people call him; his number where the system has no name for it. */
function nameOfUser(uid: number): string {
  try {
    return execFileSync('id', ['-un', String(uid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return String(uid);
  }
}

/** As `sudo -u` takes a user who may have only a number. */
function quotedUser(uid: number): string {
  const name = nameOfUser(uid);
  return /^\d+$/.test(name) ? `'#${name}'` : name;
}
