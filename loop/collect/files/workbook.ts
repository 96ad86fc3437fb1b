import { createWriteStream } from 'node:fs';
import { readFile, rename, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { emptyFile, unknownSheet } from './faults.ts';
import type { Layout } from './mapping.ts';
import type { Shelf, StoredFile } from './shelf.ts';
import { textBytes } from './text-bytes.ts';
import type { Sheet } from './workbook/unfold.ts';
import { unfoldApart } from './workbook/unfold-apart.ts';

/** Turns each sheet of a workbook into a CSV file beside it; gives them with hidden ones last. */
export async function unfoldWorkbook(shelf: Shelf, file: StoredFile, layout: Layout): Promise<Sheet[]> {
  const list = shelf.beside(file, 'sheets.json');
  const known = await readFile(list, 'utf8').catch(() => undefined);
  if (known) return JSON.parse(known) as Sheet[];
  const found = await unfold(shelf, file, layout);
  if (found.every(({ rows }) => rows === 0)) throw emptyFile({ name: file.name });
  await pipeline([JSON.stringify(found)], createWriteStream(`${list}.new`));
  await rename(`${list}.new`, list);
  return found;
}

/** Reads it in a process of its own; each sheet is then a CSV file beside the workbook. */
async function unfold(shelf: Shelf, file: StoredFile, layout: Layout): Promise<Sheet[]> {
  const path = await plainPath(shelf, file, layout);
  const { size: bytes } = await stat(path);
  return unfoldApart({ name: file.name, path, bytes, folder: shelf.beside(file, '') });
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
  await pipeline(textBytes(file, layout), createWriteStream(path, { mode: 0o600 }));
  return path;
}
