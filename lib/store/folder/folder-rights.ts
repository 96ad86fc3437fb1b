import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Rights of the group and of others. */
const FOREIGN = 0o077;

/**
 * Takes the rights of the group and of others from what stands in a data folder, at its first level, which guards the rest.
 * What belongs to another user stays as it is; the doctor tells of it.
 */
export async function takeForeignRights(dataDir: string): Promise<void> {
  for (const entry of await readdir(dataDir)) {
    const path = join(dataDir, entry);
    const { mode, uid } = await lstat(path);
    const ours = uid === process.getuid?.();
    if (ours && mode & FOREIGN) await chmod(path, mode & 0o700).catch(() => undefined);
  }
}
