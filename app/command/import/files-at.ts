import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { folderUnreadable } from '../faults.ts';

/** A path, or the files of a folder; those are passed over when they came before. */
export function filesAt(given: string): { path: string; listed: boolean }[] {
  const path = resolve(given);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [{ path, listed: false }];
  return entriesOf(path)
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => ({ path: join(path, entry.name), listed: true }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw folderUnreadable({ folder, reason: code }, error);
  }
}
