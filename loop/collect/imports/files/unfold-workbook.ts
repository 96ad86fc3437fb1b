import { createWriteStream } from 'node:fs';
import { readFile, rename, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { emptyFile, unknownSheet } from '../faults.ts';
import { type Layout, type LayoutWishes, layout as layoutShape } from '../mapping/mapping.ts';
import { headerFit } from '../propose/header-words.ts';
import { fieldsOf } from './fields.ts';
import type { FileStore, StoredFile } from './file-store.ts';
import { findTable, type Line } from './find-table.ts';
import { headBytes } from './head-bytes.ts';
import { headRecords } from './head-records.ts';
import { textBytes } from './text-bytes.ts';
import type { Sheet } from './workbook/unfold.ts';
import { unfoldApart } from './workbook/unfold-apart.ts';

/** Turns each sheet of a workbook into a CSV file beside it; gives them with hidden ones last. */
export async function unfoldWorkbook(
  fileStore: FileStore,
  file: StoredFile,
  layout: Layout,
): Promise<Sheet[]> {
  const list = fileStore.beside(file, 'sheets.json');
  const known = await readFile(list, 'utf8').catch(() => undefined);
  if (known) return JSON.parse(known) as Sheet[];
  const found = await unfold(fileStore, file, layout);
  if (found.every(({ rows }) => rows === 0)) throw emptyFile({ name: file.name });
  await pipeline([JSON.stringify(found)], createWriteStream(`${list}.new`));
  await rename(`${list}.new`, list);
  return found;
}

/** Reads it in a process of its own; each sheet is then a CSV file beside the workbook. */
async function unfold(fileStore: FileStore, file: StoredFile, layout: Layout): Promise<Sheet[]> {
  const path = await plainPath(fileStore, file, layout);
  const { size: bytes } = await stat(path);
  return unfoldApart({ name: file.name, path, bytes, folder: fileStore.beside(file, '') });
}

/** The CSV file a sheet was turned into, and how wide it is; the first sheet with rows when none is named. */
export async function sheetFile(
  fileStore: FileStore,
  file: StoredFile,
  layout: Layout,
): Promise<{ file: StoredFile; width: number }> {
  const sheets = await unfoldWorkbook(fileStore, file, layout);
  const named = layout.sheet ?? sheets.find(({ rows }) => rows > 0)?.name;
  const at = sheets.findIndex(({ name }) => name === named);
  const sheet = sheets[at];
  if (!sheet)
    throw unknownSheet({ given: layout.sheet ?? '', sheets: sheets.map(({ name }) => name).join(', ') });
  if (sheet.rows === 0) throw emptyFile({ name: `${file.name} (${sheet.name})` });
  const path = fileStore.beside(file, `sheet-${at}.csv`);
  const { size: bytes } = await stat(path);
  return { file: { ...file, path, bytes }, width: sheet.width };
}

/** How the CSV file of a sheet is written. */
export const sheetLayout: Layout = layoutShape.parse({ format: 'csv' });

/** What of a workbook is the table: its sheet, unless one is named, and where on that sheet it begins. */
interface FoundTable {
  readonly sheet: string;
  readonly skip: number;
  readonly header: boolean;
}

/** The first sheet that names a person or a time above rows; the first with a table, or with anything, when none does. */
export async function tableSheet(
  fileStore: FileStore,
  file: StoredFile,
  sheets: readonly Sheet[],
  { sheet: named, skip }: LayoutWishes,
): Promise<FoundTable> {
  const rated = await Promise.all(
    sheets
      .filter(({ name, rows }) => (named === undefined ? rows > 0 : name === named))
      .map(async ({ name }) => {
        const layout: Layout = { ...sheetLayout, format: 'xlsx', sheet: name };
        const bytes = await headBytes((await sheetFile(fileStore, file, layout)).file, sheetLayout);
        const lines = linesOf(bytes, { ...sheetLayout, skip: skip ?? 0 });
        const found = findTable(lines, usualWidth(lines));
        const begin = lines.find(({ line }) => line > found.skip)?.fields ?? [];
        return {
          sheet: name,
          skip: skip ?? found.skip,
          header: found.header,
          score: rate(begin, lines.length),
        };
      }),
  );
  const best = rated.reduce<(typeof rated)[number] | undefined>(
    (a, b) => (a === undefined || b.score > a.score ? b : a),
    undefined,
  );
  if (!best) throw unknownSheet({ given: named ?? '', sheets: sheets.map(({ name }) => name).join(', ') });
  return { sheet: best.sheet, skip: best.skip, header: best.header };
}

const LOOKED_AT = 200;

function linesOf(bytes: Buffer, layout: Layout): Line[] {
  return headRecords(bytes, layout)
    .slice(0, LOOKED_AT)
    .map(({ line, row = '' }) => ({ line, fields: fieldsOf(row, layout) ?? [row] }));
}

/** The width that most rows have, the wider where as many are of another. */
function usualWidth(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  for (const { fields } of lines) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1;
}

function rate(header: readonly string[], rows: number): number {
  const named = (['person', 'time'] as const).filter((role) =>
    header.some((name) => headerFit(name, role) > 0),
  );
  return named.length * 2 + (header.length > 1 && rows > 1 ? 1 : 0);
}

async function plainPath(fileStore: FileStore, file: StoredFile, layout: Layout): Promise<string> {
  if (!layout.gzip) return file.path;
  const path = fileStore.beside(file, 'book.xlsx');
  await pipeline(textBytes(file, layout), createWriteStream(path, { mode: 0o600 }));
  return path;
}
