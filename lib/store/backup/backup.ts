import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { constants, createGzip } from 'node:zlib';
import type { Database } from '../database/database.ts';
import { installationOf } from '../folder/installation.ts';
import { migrationsDone } from '../migrate.ts';
import { type Entry, packTar } from './archive.ts';
import {
  type BackupEnd,
  type BackupHead,
  backupVersion,
  described,
  END,
  HEAD,
  type WrittenEntry,
} from './backup-contents.ts';
import { type DatabaseTable, databaseTables, readRows } from './database-tables.ts';
import type { StoresAndFolder } from './stores-and-folder.ts';
import { countTable, readTable, warehouseShape } from './warehouse-tables.ts';
import { refuseFull, writeWhole } from './write-whole.ts';

const PIECE = 8 * 1024 ** 2;

export interface BackupOptions {
  /** The version of the program that writes it. */
  readonly program: string;
  /** Whether another file of the same name may be replaced. */
  readonly replace?: boolean;
}

/** What a finished backup holds. */
export interface BackupSummary {
  readonly tables: number;
  readonly bytes: number;
}

/**
 * Writes both stores into one file while they are in use: a gzipped tar with each column table in the
 * engine's Native format and each row table as JSON lines, so that any pair of engines can restore it.
 */
export async function backup(
  all: StoresAndFolder,
  file: string,
  options: BackupOptions,
): Promise<BackupSummary> {
  const pack = createGzip({ level: constants.Z_BEST_SPEED });
  const counts: Record<string, number> = {};
  const entries = withEnd(whileRoom(contents(all, options, counts), file), counts);
  const body = Readable.from(packTar(entries), { objectMode: false });
  await writeWhole(file, body, { pack, replace: options.replace ?? false });
  return { tables: Object.keys(counts).length, bytes: (await stat(file)).size };
}

/** The folder's own files come last: what reads only the tables passes them over. */
async function* contents(
  { warehouse, database, folder, parts }: StoresAndFolder,
  { program }: BackupOptions,
  counts: Record<string, number>,
): AsyncGenerator<Entry> {
  const [shape, tables] = [await warehouseShape(warehouse), await databaseTables(database)];
  const head: BackupHead = {
    version: backupVersion,
    madeAt: new Date().toISOString(),
    program,
    installation: installationOf(folder) ?? null,
    migrations: await migrationsDone(database),
    columns: shape,
    rows: tables,
  };
  yield json(HEAD, head);
  for (const { name } of tables) counts[name] = 0;
  yield* rowEntries(database, tables, counts);
  for (const table of shape.tables) {
    counts[table.name] = await countTable(warehouse, table);
    let piece = 0;
    for await (const body of pieces(await readTable(warehouse, table)))
      yield { name: entryName('columns', table.name, piece++, 'native'), body };
  }
  for (const part of parts) yield* folderEntries(folder, part);
}

/** Ends with what was written, so that a reader can tell whether all of it is there and as it was. */
async function* withEnd(
  entries: AsyncIterable<Entry>,
  tables: Readonly<Record<string, number>>,
): AsyncGenerator<Entry> {
  const files: WrittenEntry[] = [];
  for await (const entry of entries) {
    files.push(described(entry.name, entry.body));
    yield entry;
  }
  const end: BackupEnd = { entries: files.length, files, tables };
  yield json(END, end);
}

/** Leaves the disk of the file the room that others need. */
async function* whileRoom(entries: AsyncIterable<Entry>, file: string): AsyncGenerator<Entry> {
  for await (const entry of entries) {
    await refuseFull(file);
    yield entry;
  }
}

/** Rows are few; they are read in one short transaction, and written while it lasts. */
async function* rowEntries(
  database: Database,
  tables: readonly DatabaseTable[],
  counts: Record<string, number>,
): AsyncGenerator<Entry> {
  const out = new PassThrough({ objectMode: true, highWaterMark: 4 });
  // who reads may go away; the transaction must not wait for them
  const gone = new AbortController();
  out.once('close', () => gone.abort());
  let piece = 0;
  const reading = readRows(database, tables, async (table, lines) => {
    counts[table.name] = (counts[table.name] ?? 0) + lines.length;
    const entry: Entry = {
      name: entryName('rows', table.name, piece++, 'jsonl'),
      body: Buffer.from(`${lines.join('\n')}\n`),
    };
    gone.signal.throwIfAborted();
    if (!out.write(entry)) await once(out, 'drain', { signal: gone.signal });
  });
  const ended = reading.then(
    () => void out.end(),
    (cause: Error) => void out.destroy(cause),
  );
  try {
    yield* out as AsyncIterable<Entry>;
  } finally {
    out.destroy();
    await ended;
  }
}

async function* folderEntries(folder: string, part: string): AsyncGenerator<Entry> {
  const path = join(folder, part);
  const there = await stat(path).catch(() => undefined);
  if (there?.isFile()) yield { name: `${FOLDER}${part}`, body: await readFile(path) };
  if (!there?.isDirectory()) return;
  for (const name of (await readdir(path)).sort()) yield* folderEntries(folder, `${part}/${name}`);
}

/** Before the names of files that lie in the data folder. */
export const FOLDER = 'folder/';

function entryName(store: 'columns' | 'rows', table: string, piece: number, kind: string): string {
  return `${store}/${table}.${String(piece).padStart(6, '0')}.${kind}`;
}

function json(name: string, value: unknown): Entry {
  return { name, body: Buffer.from(`${JSON.stringify(value, null, 1)}\n`) };
}

async function* pieces(stream: Readable): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    held.push(chunk);
    length += chunk.length;
    if (length < PIECE) continue;
    yield Buffer.concat(held);
    held = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(held);
}
