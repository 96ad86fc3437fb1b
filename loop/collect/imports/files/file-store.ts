import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import {
  cannotRead,
  diskFull,
  emptyFile,
  missingFile,
  unknownFile,
  unreadableFile,
  uploadBroken,
} from '../faults.ts';

const storedFile = z.strictObject({
  id: z.string(),
  project: z.int(),
  name: z.string(),
  /** Where its bytes lie: in our folder when it was sent, where its owner keeps it when it was named. */
  path: z.string(),
  bytes: z.int(),
  /** SHA-256 of its bytes: the same file under another name is the same file. */
  fingerprint: z.string(),
  changed: z.number(),
  uploaded: z.boolean(),
});
/** A file that may be imported. */
export type StoredFile = z.output<typeof storedFile>;

const WEEK = 7 * 86_400_000;
/** How much room files that wait to be imported may take together. */
const MOST_BYTES = 5 * 1024 ** 3;
/** What tells of a file, in its folder. */
const ABOUT = 'about.json';

/** The files that were sent or named, each in a folder of its own below `files` of the data folder. */
export class FileStore {
  constructor(readonly folder: string) {}

  /** Keeps what comes in; what was kept is removed again when the stream breaks or the disk is full. */
  async keep(project: number, name: string, body: Readable): Promise<StoredFile> {
    const id = randomUUID();
    const path = join(await this.make(id), 'source');
    const hash = createHash('sha256');
    let bytes = 0;
    body.on('data', (chunk: Buffer) => {
      hash.update(chunk);
      bytes += chunk.length;
    });
    try {
      await pipeline(body, createWriteStream(path, { mode: 0o600 }));
      if (bytes === 0) throw emptyFile({ name });
      const { mtimeMs: changed } = await stat(path);
      const fingerprint = hash.digest('hex');
      return await this.note({ id, project, name, path, bytes, fingerprint, changed, uploaded: true });
    } catch (error) {
      await this.drop(id);
      throw uploadFault(error);
    }
  }

  /** Takes a file where it lies, for a terminal of the same machine. */
  async take(project: number, given: string): Promise<StoredFile> {
    const path = resolve(given);
    const name = basename(path);
    try {
      const { size: bytes, mtimeMs: changed } = await stat(path);
      if (bytes === 0) throw emptyFile({ name });
      const id = randomUUID();
      const fingerprint = await fingerprintOf(path);
      await this.make(id);
      return await this.note({ id, project, name, path, bytes, fingerprint, changed, uploaded: false });
    } catch (error) {
      throw takeFault(error, path);
    }
  }

  async get(project: number, id: string): Promise<StoredFile> {
    try {
      if (!/^[\w-]{1,60}$/.test(id)) throw new Error('not an id');
      const file = storedFile.parse(JSON.parse(await readFile(this.of(id, ABOUT), 'utf8')));
      if (file.project === project) return file;
    } catch (cause) {
      throw unknownFile({ given: id.slice(0, 60) }, cause);
    }
    throw unknownFile({ given: id.slice(0, 60) });
  }

  /** A place beside the file for what is made of it. */
  beside(file: StoredFile, name: string): string {
    return this.of(file.id, name);
  }

  async drop(id: string): Promise<void> {
    await rm(join(this.folder, id), { recursive: true, force: true });
  }

  /** Keeps nothing of a file that is imported but, where its owner keeps it, the place: not what was made of it. */
  async forget({ id, uploaded }: StoredFile): Promise<void> {
    if (uploaded) return this.drop(id);
    for (const name of await readdir(join(this.folder, id)).catch(() => []))
      if (name !== ABOUT) await rm(this.of(id, name), { recursive: true, force: true });
  }

  /**
   * Removes what was sent more than a week ago and, the oldest first, what all together takes more room than `most` bytes, except
   * what is still needed.
   */
  async tidy(needed: ReadonlySet<string>, now: number, most = MOST_BYTES): Promise<void> {
    const ids = await readdir(this.folder).catch(() => []);
    const kept = await Promise.all(
      ids.map(async (id) => {
        const { mtimeMs } = await stat(join(this.folder, id)).catch(() => ({ mtimeMs: now }));
        return { id, age: now - mtimeMs, bytes: await this.bytesOf(id) };
      }),
    );
    const isNeeded = ({ id }: { id: string }) => needed.has(id);
    let room = kept.filter(isNeeded).reduce((left, file) => left - file.bytes, most);
    for (const file of kept.filter((one) => !isNeeded(one)).sort((one, other) => one.age - other.age)) {
      if (file.age > WEEK || file.bytes > room) await this.drop(file.id);
      else room -= file.bytes;
    }
  }

  private async bytesOf(id: string): Promise<number> {
    const names = await readdir(join(this.folder, id), { recursive: true }).catch(() => []);
    const sizes = await Promise.all(
      names.map((name) =>
        stat(this.of(id, name)).then(
          (found) => (found.isFile() ? found.size : 0),
          () => 0,
        ),
      ),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  private of(id: string, name: string): string {
    return join(this.folder, id, name);
  }

  private async make(id: string): Promise<string> {
    const folder = join(this.folder, id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  private async note(file: StoredFile): Promise<StoredFile> {
    await writeFile(this.of(file.id, ABOUT), JSON.stringify(file), { mode: 0o600 });
    return file;
  }
}

async function fingerprintOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}

function takeFault(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return missingFile({ given: path }, error);
  if (code === 'EACCES' || code === 'EPERM') return unreadableFile({ given: path }, error);
  return code.startsWith('E') ? cannotRead({ name: path, reason: code }, error) : error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function uploadFault(error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull({}, error);
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'ABORT_ERR')
    return uploadBroken({}, error);
  return error;
}
