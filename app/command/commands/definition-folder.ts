import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  definitionsFolder,
  fileBroken,
  fileTooLarge,
  folderTooDeep,
  notPlainFile,
  notUtf8,
  tooManyFiles,
} from '../faults.ts';

/** A file as it lies in the folder: its path under it, and its text. */
export interface DefinitionFile {
  readonly path: string;
  readonly text: string;
}

/** So much one file may have, and so many there may be: definitions are small. */
const LARGEST = 1024 * 1024;
const MOST = 10_000;

/** The files of definitions in a folder: `<kind>/<name>.json`. Whatever is no plain file of text is refused, and links are never followed. */
export async function readFolder(folder: string): Promise<DefinitionFile[]> {
  const files: DefinitionFile[] = [];
  for (const path of await pathsIn(folder)) {
    if (files.length >= MOST) throw tooManyFiles({ folder, most: MOST });
    files.push({ path, text: await textOf(folder, path) });
  }
  return files;
}

/** What writing a folder did. */
export interface Written {
  /** Paths that are new or have another text. */
  readonly changed: readonly string[];
  readonly same: number;
  /** Files that were there and belong to nothing that was written. */
  readonly leftOver: readonly string[];
}

/** Writes files into a folder, each whole or not at all; what is equal already is not touched, and nothing is deleted. */
export async function writeFolder(folder: string, files: readonly DefinitionFile[]): Promise<Written> {
  await mkdir(folder, { recursive: true }).catch((cause: NodeJS.ErrnoException) =>
    refuseFolder(folder, cause),
  );
  const there = new Set(await pathsIn(folder));
  const changed: string[] = [];
  for (const { path, text } of files) {
    if (!/^[a-z-]+\/[^/\\]+\.json$/.test(path)) throw notPlainFile({ file: path });
    if (there.has(path) && (await textOf(folder, path)) === text) continue;
    await writeWhole(folder, path, text);
    changed.push(path);
  }
  const written = new Set(files.map(({ path }) => path));
  return {
    changed,
    same: files.length - changed.length,
    leftOver: [...there].filter((path) => !written.has(path)),
  };
}

async function pathsIn(folder: string): Promise<string[]> {
  const paths: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) =>
    refuseFolder(folder, cause),
  );
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isSymbolicLink()) throw notPlainFile({ file: entry.name });
    if (!entry.isDirectory()) continue;
    const inner = await readdir(join(folder, entry.name), { withFileTypes: true });
    for (const file of inner.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${entry.name}/${file.name}`;
      if (file.name.startsWith('.')) continue;
      if (file.isDirectory()) throw folderTooDeep({ folder: path });
      if (!file.name.endsWith('.json')) continue;
      if (!file.isFile()) throw notPlainFile({ file: path });
      paths.push(path);
    }
  }
  return paths;
}

async function textOf(folder: string, path: string): Promise<string> {
  const file = await open(
    join(folder, path),
    constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
  ).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ELOOP' ? notPlainFile({ file: path }) : broken(path, cause);
  });
  try {
    const stats = await file.stat();
    const { size } = stats;
    if (!stats.isFile()) throw notPlainFile({ file: path });
    if (size > LARGEST) throw fileTooLarge({ file: path, given: size, most: LARGEST });
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile());
  } catch (error) {
    if (error instanceof TypeError) throw notUtf8({ file: path });
    throw error;
  } finally {
    await file.close();
  }
}

/** Never through a link: what is renamed over one takes its place. */
async function writeWhole(folder: string, path: string, text: string): Promise<void> {
  const place = join(folder, path.split('/')[0] ?? '');
  await mkdir(place, { recursive: true });
  if ((await lstat(place)).isSymbolicLink()) throw notPlainFile({ file: path });
  const draft = join(place, `.${randomUUID()}.part`);
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, join(folder, path));
  } catch (cause) {
    await rm(draft, { force: true });
    throw broken(path, cause as NodeJS.ErrnoException);
  }
}

function broken(file: string, cause: NodeJS.ErrnoException): Error {
  return fileBroken({ file, reason: cause.code ?? cause.message }, cause);
}

function refuseFolder(folder: string, cause: NodeJS.ErrnoException): never {
  throw definitionsFolder({ folder, reason: cause.code ?? cause.message }, cause);
}
