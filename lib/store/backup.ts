import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import { type Entry, packTar } from './archive.ts';
import { columnShape, readTable } from './backup-columns.ts';
import { type RowTable, readRows, rowTables } from './backup-rows.ts';
import type { Columns } from './columns.ts';
import { migrationsDone } from './migrate.ts';
import type { Rows } from './rows.ts';

const PIECE = 8 * 1024 ** 2;
export const backupVersion = 1;

/** What a finished backup holds. */
export interface BackupSummary {
  readonly tables: number;
  readonly bytes: number;
}

/**
 * Writes both stores into one file while they are in use: a gzipped tar with each column table in the
 * engine's Native format and each row table as JSON lines, so that any pair of engines can restore it.
 */
export async function backup(columns: Columns, rows: Rows, file: string): Promise<BackupSummary> {
  const draft = `${file}.${randomUUID()}.part`;
  const count = { tables: 0 };
  try {
    const gzip = createGzip({ level: constants.Z_BEST_SPEED });
    const target = createWriteStream(draft, { mode: 0o600, flush: true });
    await pipeline(
      Readable.from(packTar(contents(columns, rows, count)), { objectMode: false }),
      gzip,
      target,
    );
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    throw cause;
  }
  return { tables: count.tables, bytes: (await stat(file)).size };
}

async function* contents(columns: Columns, rows: Rows, count: { tables: number }): AsyncGenerator<Entry> {
  const [shape, tables] = [await columnShape(columns), await rowTables(rows)];
  const migrations = await migrationsDone(rows);
  const head = {
    version: backupVersion,
    madeAt: new Date().toISOString(),
    migrations,
    columns: shape,
    rows: tables,
  };
  yield json('head.json', head);
  let entries = 1;
  for await (const entry of rowEntries(rows, tables)) {
    entries++;
    yield entry;
  }
  for (const table of shape.tables) {
    let piece = 0;
    for await (const body of pieces(await readTable(columns, table))) {
      entries++;
      yield { name: entryName('columns', table.name, piece++, 'native'), body };
    }
  }
  count.tables = shape.tables.length + tables.length;
  yield json('end.json', { entries });
}

/** Rows are few; they are read in one short transaction, and written while it lasts. */
async function* rowEntries(rows: Rows, tables: readonly RowTable[]): AsyncGenerator<Entry> {
  const out = new PassThrough({ objectMode: true, highWaterMark: 4 });
  let piece = 0;
  const reading = readRows(rows, tables, async (table, lines) => {
    const entry: Entry = {
      name: entryName('rows', table.name, piece++, 'jsonl'),
      body: Buffer.from(`${lines.join('\n')}\n`),
    };
    if (!out.write(entry)) await once(out, 'drain');
  });
  reading.then(
    () => out.end(),
    (cause: Error) => out.destroy(cause),
  );
  yield* out as AsyncIterable<Entry>;
}

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
