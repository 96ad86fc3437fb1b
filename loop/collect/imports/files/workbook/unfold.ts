import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brokenWorkbook, zipBomb } from '../../faults.ts';
import { csvRow } from '../fields.ts';
import { isBomb, MOST_TIMES } from '../text-bytes.ts';
import { Archive } from './archive.ts';
import { readBook } from './book.ts';
import { type SheetRow, sheetRows } from './sheet-rows.ts';

/** A workbook that is to be turned into CSV files. */
export interface UnfoldOrder {
  /** What the file is called when something is wrong with it. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** Where `sheet-0.csv`, `sheet-1.csv` … are written. */
  readonly folder: string;
}

/** One sheet of a workbook, as it was written to a CSV file. */
export interface Sheet {
  readonly name: string;
  readonly rows: number;
  /** Columns up to the last that holds something. */
  readonly width: number;
}

/** Turns each sheet of a workbook into a CSV file; gives them with hidden ones last. Memory grows only with the texts cells share. */
export async function unfold({ name, path, bytes, folder }: UnfoldOrder): Promise<Sheet[]> {
  const archive = await Archive.open(name, path);
  let written = 0;
  const count = (more: number) => {
    written += more;
    if (isBomb(written, bytes)) throw zipBomb({ name, times: MOST_TIMES });
  };
  try {
    const book = await readBook(archive, name);
    const found: Sheet[] = [];
    for (const [at, sheet] of book.sheets.entries()) {
      const rows = sheetRows(archive, name, sheet, book);
      found.push({ name: sheet.name, ...(await writeSheet(join(folder, `sheet-${at}.csv`), rows, count)) });
    }
    return found;
  } catch (error) {
    throw error instanceof SyntaxError ? brokenWorkbook({ name, reason: error.message }, error) : error;
  } finally {
    archive.close();
  }
}

/** Writes the rows of a sheet each on the line that has its number; gives how many there are and how wide they are. */
async function writeSheet(
  path: string,
  rows: AsyncIterable<readonly SheetRow[]>,
  count: (bytes: number) => void,
): Promise<Omit<Sheet, 'name'>> {
  let [number, width, line] = [0, 0, 0];
  const linesOf = async function* () {
    for await (const some of rows) {
      let lines = '';
      for (const row of some) {
        number++;
        width = Math.max(width, row.width);
        lines += `${'\n'.repeat(row.number - line - 1)}${csvRow(row.fields)}\n`;
        line = row.number;
      }
      count(lines.length);
      if (lines !== '') yield lines;
    }
  };
  await pipeline(linesOf, createWriteStream(path, { mode: 0o600 }));
  return { rows: number, width };
}
