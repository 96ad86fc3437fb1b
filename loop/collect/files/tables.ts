import { rm } from 'node:fs/promises';
import { type Sql, Sql as SqlText, sql } from '#lib/sql';
import type { Columns } from '#lib/store';
import { partSource } from './compile.ts';
import { type BadRow, cut } from './cut.ts';
import { parquetNeedsEmbedded } from './faults.ts';
import type { Layout } from './mapping.ts';
import {
  countParquet,
  describeParquet,
  PARQUET_ROWS,
  parquetPath,
  parquetSource,
  sampleParquet,
} from './parquet.ts';
import { type Sample, sampleText } from './sample.ts';
import type { Shelf, StoredFile } from './shelf.ts';
import { type Sheet, sheetFile, unfoldWorkbook } from './workbook.ts';

/** A piece of a file that the engine can read. */
export interface TablePart {
  readonly index: number;
  readonly rows: number;
  /** Rows that are none whatever their columns mean. */
  readonly bad: readonly BadRow[];
  /** How far the file was read, in bytes or rows of `total`. */
  readonly read: number;
  /** Rows of line, c1 … cN, extra. */
  readonly from: Sql;
  /** Frees what the part takes on disk. */
  release(): Promise<void>;
}

export interface PartsAsked {
  readonly columns: readonly string[];
  /** Parts before this one are only counted. */
  readonly from?: number;
  readonly signal?: AbortSignal;
  /** A name for the folder the parts are cut into. */
  readonly job: string;
  readonly partBytes?: number;
}

/** Any kind of file as a table: its columns, some rows, and parts for the engine to read. */
export class Tables {
  constructor(
    readonly shelf: Shelf,
    private readonly columns: Columns,
    /** Whether the engine reads files of the data folder; a server elsewhere is sent their bytes instead. */
    private readonly readsFiles: boolean,
  ) {}

  sheets(file: StoredFile, layout: Layout): Promise<Sheet[]> {
    return layout.format === 'xlsx' ? unfoldWorkbook(this.shelf, file, layout) : Promise.resolve([]);
  }

  async sample(file: StoredFile, layout: Layout): Promise<Sample> {
    if (layout.format === 'parquet') {
      return sampleParquet(this.columns, file, await this.parquet(file, layout));
    }
    const text = await this.text(file, layout);
    return sampleText(text.file, text.layout);
  }

  /** How much there is to read in all. */
  async total(file: StoredFile, layout: Layout): Promise<number> {
    if (layout.format === 'parquet')
      return countParquet(this.columns, file, await this.parquet(file, layout));
    return (await this.text(file, layout)).file.bytes;
  }

  private async *parts(file: StoredFile, layout: Layout, asked: PartsAsked): AsyncGenerator<TablePart> {
    if (layout.format === 'parquet') return yield* this.parquetParts(file, layout, asked);
    const text = await this.text(file, layout);
    const folder = this.shelf.beside(file, asked.job);
    for await (const part of cut(text.file, text.layout, { ...asked, folder })) {
      const { index, rows, bad, read, path } = part;
      const from = partSource(part, asked.columns.length);
      yield { index, rows, bad, read, from, release: () => rm(path, { force: true }) };
    }
  }

  /** Parts of a file, the next of which is cut while the present one is read by the engine. */
  async *partsAhead(file: StoredFile, layout: Layout, asked: PartsAsked): AsyncGenerator<TablePart> {
    const parts = this.parts(file, layout, asked);
    let next = parts.next();
    try {
      for (;;) {
        const { value, done } = await next;
        if (done) return;
        next = parts.next();
        next.catch(() => undefined);
        yield value;
        await value.release();
      }
    } finally {
      await next.catch(() => undefined);
      await parts.return(undefined);
      await rm(this.shelf.beside(file, asked.job), { recursive: true, force: true });
    }
  }

  /** How the engine reads what was cut. */
  settings(layout: Layout): Sql {
    const separator = layout.format === 'csv' && layout.quotes === 'strict' ? layout.separator : ',';
    return sql`format_csv_delimiter = ${separatorText[separator]}, input_format_csv_allow_variable_number_of_columns = 1,
      input_format_csv_trim_whitespaces = 0, input_format_csv_allow_whitespace_or_tab_as_delimiter = 1, input_format_null_as_default = 1`;
  }

  private async *parquetParts(
    file: StoredFile,
    layout: Layout,
    { from = 0 }: PartsAsked,
  ): AsyncGenerator<TablePart> {
    const path = await this.parquet(file, layout);
    const described = await describeParquet(this.columns, file, path);
    const total = await countParquet(this.columns, file, path);
    for (let index = from; index * PARQUET_ROWS < total; index++) {
      const range = { from: index * PARQUET_ROWS, to: Math.min(total, (index + 1) * PARQUET_ROWS) };
      const rows = range.to - range.from;
      yield {
        index,
        rows,
        bad: [],
        read: range.to,
        from: parquetSource(path, described, range),
        release: async () => {},
      };
    }
  }

  private async parquet(file: StoredFile, layout: Layout): Promise<string> {
    if (!this.readsFiles) throw parquetNeedsEmbedded({ name: file.name });
    return parquetPath(this.shelf, file, layout);
  }

  private async text(file: StoredFile, layout: Layout): Promise<{ file: StoredFile; layout: Layout }> {
    if (layout.format !== 'xlsx') return { file, layout };
    const sheet = await sheetFile(this.shelf, file, layout);
    return {
      file: sheet.file,
      layout: { ...layout, format: 'csv', gzip: false, encoding: 'utf-8', separator: ',', quotes: 'strict' },
    };
  }
}

const separatorText = {
  ',': new SqlText(["','"], []),
  ';': new SqlText(["';'"], []),
  '\t': new SqlText(["'\\t'"], []),
  '|': new SqlText(["'|'"], []),
} as const;
