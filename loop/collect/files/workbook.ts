import { createWriteStream } from 'node:fs';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import readWorkbook from 'read-excel-file/node';
import { bigWorkbook, brokenWorkbook, emptyFile, oldExcel, unknownSheet } from './faults.ts';
import { csvRow } from './fields.ts';
import type { Layout } from './mapping.ts';
import type { Shelf, StoredFile } from './shelf.ts';
import { textBytes } from './text-bytes.ts';

const MEGA = 1024 * 1024;
/** Unpacked XML that is read: a workbook is parsed as a whole and takes several times this in memory. */
const MOST = 120;

/** One sheet of a workbook, as it was written to a CSV file beside it. */
export interface Sheet {
  readonly name: string;
  readonly rows: number;
}

/** Turns each sheet of a workbook into a CSV file beside it; gives their names. */
export async function unfoldWorkbook(shelf: Shelf, file: StoredFile, layout: Layout): Promise<Sheet[]> {
  const list = shelf.beside(file, 'sheets.json');
  const known = await readFile(list, 'utf8').catch(() => undefined);
  if (known) return JSON.parse(known) as Sheet[];
  const path = await plainPath(shelf, file, layout);
  await checkSize(file, path);
  const sheets = await read(file, path);
  const found: Sheet[] = [];
  for (const [at, { sheet, data }] of sheets.entries()) {
    const lines = data.map((row) => `${csvRow(row.map(cellText))}\n`);
    await pipeline(
      Readable.from(lines),
      createWriteStream(shelf.beside(file, `sheet-${at}.csv`), { mode: 0o600 }),
    );
    found.push({ name: sheet, rows: data.length });
  }
  if (found.every(({ rows }) => rows === 0)) throw emptyFile({ name: file.name });
  await pipeline(Readable.from([JSON.stringify(found)]), createWriteStream(`${list}.new`));
  await rename(`${list}.new`, list);
  return found;
}

/** The CSV file a sheet was turned into; the first sheet with rows when none is named. */
export async function sheetFile(
  shelf: Shelf,
  file: StoredFile,
  layout: Layout,
): Promise<{ file: StoredFile; sheet: string }> {
  const sheets = await unfoldWorkbook(shelf, file, layout);
  const at =
    layout.sheet === undefined
      ? sheets.findIndex(({ rows }) => rows > 0)
      : sheets.findIndex(({ name }) => name === layout.sheet);
  const sheet = sheets[at];
  if (!sheet)
    throw unknownSheet({ given: layout.sheet ?? '', sheets: sheets.map(({ name }) => name).join(', ') });
  const path = shelf.beside(file, `sheet-${at}.csv`);
  const { size: bytes } = await stat(path);
  if (bytes === 0) throw emptyFile({ name: `${file.name} (${sheet.name})` });
  return { file: { ...file, path, bytes }, sheet: sheet.name };
}

async function plainPath(shelf: Shelf, file: StoredFile, layout: Layout): Promise<string> {
  if (!layout.gzip) return file.path;
  const path = shelf.beside(file, 'book.xlsx');
  await pipeline(Readable.from(textBytes(file, layout)), createWriteStream(path, { mode: 0o600 }));
  return path;
}

async function read(file: StoredFile, path: string) {
  try {
    return await readWorkbook(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 150) : '';
    if (/encrypt|password/i.test(reason)) throw oldExcel({ name: file.name }, error);
    throw brokenWorkbook({ name: file.name, reason }, error);
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (!(value instanceof Date)) return String(value);
  const text = value.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** Adds up what the archive's own list says its parts unpack to, before anything is unpacked. */
async function checkSize(file: StoredFile, path: string): Promise<void> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(Math.min(size, 66_000));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const end = lastIndexOf(tail, END);
    if (end < 0) throw brokenWorkbook({ name: file.name, reason: 'zip' });
    const list = Buffer.alloc(Math.min(tail.readUInt32LE(end + 12), 16 * MEGA));
    await handle.read(list, 0, list.length, tail.readUInt32LE(end + 16));
    const megabytes = Math.ceil(unpackedSize(list) / MEGA);
    if (megabytes > MOST) throw bigWorkbook({ name: file.name, found: megabytes, limit: MOST });
  } finally {
    await handle.close();
  }
}

function lastIndexOf(bytes: Buffer, signature: number): number {
  for (let at = bytes.length - 22; at >= 0; at--) if (bytes.readUInt32LE(at) === signature) return at;
  return -1;
}

function unpackedSize(list: Buffer): number {
  let sum = 0;
  for (let at = 0; at + 46 <= list.length && list.readUInt32LE(at) === ENTRY; ) {
    sum += list.readUInt32LE(at + 24);
    at += 46 + list.readUInt16LE(at + 28) + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
  }
  return sum;
}
