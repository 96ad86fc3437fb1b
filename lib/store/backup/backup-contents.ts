import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { Fault } from '#lib/core';
import { backupCutShort, backupDamaged, backupUnreadable, newerThanProgram, notABackup } from '../faults.ts';
import { ArchiveError, type Entry, unpackTar } from './archive.ts';
import type { DatabaseTable } from './database-tables.ts';
import type { WarehouseShape } from './warehouse-tables.ts';

export const backupVersion = 1;

/** What a backup says of itself before anything else. */
export interface BackupHead {
  readonly version: number;
  readonly madeAt: string;
  /** The program that wrote it; older ones did not say. */
  readonly program?: string;
  /** The mark of the stores it was made of; older programs did not say. */
  readonly installation?: string | null;
  readonly migrations: readonly string[];
  readonly columns: WarehouseShape;
  readonly rows: readonly DatabaseTable[];
}

/** One file of a backup as it was written. */
export interface WrittenEntry {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a backup says at its end; older programs only said how many files come before it. */
export interface BackupEnd {
  readonly entries: number;
  readonly files?: readonly WrittenEntry[];
  /** Rows of each table when its reading began. */
  readonly tables?: Readonly<Record<string, number>>;
}

/** A backup that was read from its first byte to its last. */
export interface BackupContents {
  readonly file: string;
  readonly head: BackupHead;
  readonly entries: number;
  /** Rows of each table; undefined where an older program did not count. */
  readonly tables: Readonly<Record<string, number>> | undefined;
  /** Whether each file in it has a checksum that was compared. */
  readonly checked: boolean;
}

/** Reads a backup wholly and compares what it says of itself; throws the fault that says what is the matter. */
export async function readBackup(file: string): Promise<BackupContents> {
  const seen: WrittenEntry[] = [];
  let head: BackupHead | undefined;
  let end: BackupEnd | undefined;
  try {
    for await (const { name, body } of entriesOf(file)) {
      head ??= headOf(file, name, body);
      if (end) throw new ArchiveError('damaged');
      if (name === END) end = JSON.parse(body.toString()) as BackupEnd;
      else seen.push(described(name, body));
    }
    if (!head || !end) throw new ArchiveError('cut short');
    compare(file, end, seen);
  } catch (cause) {
    throw await faultOf(cause, file, head !== undefined);
  }
  return { file, head, entries: seen.length, tables: end.tables, checked: end.files !== undefined };
}

/** The files in a backup, one after the other. */
export function entriesOf(file: string): AsyncGenerator<Entry> {
  const packed = createReadStream(file);
  const plain = createGunzip();
  packed.on('error', (error) => plain.destroy(error));
  return unpackTar(packed.pipe(plain));
}

export const HEAD = 'head.json';
export const END = 'end.json';

export function described(name: string, body: Buffer): WrittenEntry {
  return { name, bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') };
}

/** A backup says first what it holds; a later program may say it in another way. */
function headOf(file: string, name: string, body: Buffer): BackupHead {
  const head = name === HEAD ? parsed(body) : undefined;
  if (!head || typeof head.version !== 'number') throw notABackup({ file });
  if (head.version > backupVersion) throw newerThanProgram({ name: `backup ${head.version}` });
  if (head.version !== backupVersion || !head.columns || !head.rows || !head.migrations)
    throw notABackup({ file });
  return head;
}

function parsed(body: Buffer): BackupHead | undefined {
  try {
    return JSON.parse(body.toString()) as BackupHead;
  } catch {
    return undefined;
  }
}

function compare(file: string, { entries, files }: BackupEnd, seen: readonly WrittenEntry[]): void {
  if (entries !== seen.length || (files && files.length !== seen.length)) throw new ArchiveError('damaged');
  const wrong = files?.find(({ name, sha256 }, at) => seen[at]?.name !== name || seen[at]?.sha256 !== sha256);
  if (wrong) throw backupDamaged({ file, part: wrong.name });
}

async function faultOf(cause: unknown, file: string, begun: boolean): Promise<unknown> {
  if (cause instanceof Fault) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'EIO'].includes(code))
    return backupUnreadable({ file, code }, cause);
  const short = code === 'Z_BUF_ERROR' || (cause instanceof ArchiveError && cause.kind === 'cut short');
  if (short) return backupCutShort({ file, bytes: (await stat(file)).size }, cause);
  const foreign =
    !begun && (cause instanceof ArchiveError || /header|compression method/.test(String(cause)));
  return foreign ? notABackup({ file }, cause) : backupDamaged({ file, part: '?' }, cause);
}
