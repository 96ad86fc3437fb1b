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
} from './faults.ts';

const storedFile = z.strictObject({
  id: z.string(),
  project: z.int(),
  name: z.string(),
  /** Where its bytes lie: below the shelf when it was sent, where its owner keeps it when it was named. */
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

/** The files that were sent or named, each in a folder of its own below `files` of the data folder. */
export class Shelf {
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
      const file = storedFile.parse(JSON.parse(await readFile(join(this.folder, id, 'about.json'), 'utf8')));
      if (file.project === project) return file;
    } catch (cause) {
      throw unknownFile({ given: id.slice(0, 60) }, cause);
    }
    throw unknownFile({ given: id.slice(0, 60) });
  }

  /** A place beside the file for what is made of it. */
  beside(file: StoredFile, name: string): string {
    return join(this.folder, file.id, name);
  }

  async drop(id: string): Promise<void> {
    await rm(join(this.folder, id), { recursive: true, force: true });
  }

  /** Removes what was sent more than a week ago, except what is still needed. */
  async tidy(needed: ReadonlySet<string>, now: number): Promise<void> {
    for (const id of await readdir(this.folder).catch(() => [])) {
      if (needed.has(id)) continue;
      const { mtimeMs } = await stat(join(this.folder, id)).catch(() => ({ mtimeMs: now }));
      if (now - mtimeMs > WEEK) await this.drop(id);
    }
  }

  private async make(id: string): Promise<string> {
    const folder = join(this.folder, id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  private async note(file: StoredFile): Promise<StoredFile> {
    await writeFile(join(this.folder, file.id, 'about.json'), JSON.stringify(file), { mode: 0o600 });
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
