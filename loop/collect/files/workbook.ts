import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { brokenWorkbook, emptyFile, unknownSheet } from './faults.ts';
import { csvRow } from './fields.ts';
import type { Layout } from './mapping.ts';
import type { Shelf, StoredFile } from './shelf.ts';
import { textBytes } from './text-bytes.ts';
import { Archive } from './workbook/archive.ts';
import { readBook } from './workbook/book.ts';
import { type SheetRow, sheetRows } from './workbook/sheet-rows.ts';

/** One sheet of a workbook, as it was written to a CSV file beside it. */
export interface Sheet {
  readonly name: string;
  readonly rows: number;
}

/** Turns each sheet of a workbook into a CSV file beside it; gives their names, those of hidden sheets last. */
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

async function unfold(shelf: Shelf, file: StoredFile, layout: Layout): Promise<Sheet[]> {
  const { name } = file;
  const archive = await Archive.open(name, await plainPath(shelf, file, layout));
  try {
    const book = await readBook(archive, name);
    const found: Sheet[] = [];
    for (const [at, sheet] of book.sheets.entries()) {
      const rows = sheetRows(archive, name, sheet, book);
      found.push({ name: sheet.name, rows: await writeSheet(shelf.beside(file, `sheet-${at}.csv`), rows) });
    }
    return found;
  } catch (error) {
    throw error instanceof SyntaxError ? brokenWorkbook({ name, reason: error.message }, error) : error;
  } finally {
    archive.close();
  }
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

/**
 * Writes the rows of a sheet each on the line that has its number; gives how many there are. The first names the columns
 * and is as wide as the widest of them, which is known at the end: the rest is written first.
 */
async function writeSheet(path: string, rows: AsyncIterable<readonly SheetRow[]>): Promise<number> {
  const rest = `${path}.rest`;
  let first: SheetRow | undefined;
  let count = 0;
  let width = 0;
  const linesOfRest = async function* () {
    let line = 0;
    for await (const some of rows) {
      let lines = '';
      for (const row of some) {
        count++;
        width = Math.max(width, row.fields.length);
        if (first) lines += `${'\n'.repeat(row.number - line - 1)}${csvRow(row.fields)}\n`;
        else first = row;
        line = row.number;
      }
      if (lines !== '') yield lines;
    }
  };
  await pipeline(linesOfRest, createWriteStream(rest, { mode: 0o600 }));
  const whole = async function* () {
    if (!first) return;
    const { number, fields } = first;
    const wide = [...fields, ...Array<string>(width - fields.length).fill('')];
    yield `${'\n'.repeat(number - 1)}${csvRow(wide)}\n`;
    yield* createReadStream(rest);
  };
  await pipeline(whole, createWriteStream(path, { mode: 0o600 }));
  await rm(rest);
  return count;
}
