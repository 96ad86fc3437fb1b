import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '#lib/core';
import type { EngineSettings, Warehouse } from '#lib/store';
import { parquetNeedsEmbedded } from '../faults.ts';
import type { Layout, LayoutWishes } from '../mapping/mapping.ts';
import { type Sample, sampleText } from '../propose/sample.ts';
import { type BadRow, cut } from '../runs/cut.ts';
import { partSource, sentSource } from '../runs/part-source.ts';
import type { Reading } from '../runs/run-part.ts';
import type { FileStore, StoredFile } from './file-store.ts';
import { OwnReader } from './own-reader.ts';
import {
  countParquet,
  describeParquet,
  PARQUET_ROWS,
  parquetPath,
  parquetStream,
  sampleParquet,
} from './parquet.ts';
import { sniff } from './sniff.ts';
import { sheetFile, sheetLayout, tableSheet, unfoldWorkbook } from './unfold-workbook.ts';
import type { Sheet } from './workbook/unfold.ts';

/** A piece of a file that the engine can read. */
export interface TablePart extends Reading {
  readonly index: number;
  readonly rows: number;
  /** Rows that are none whatever their columns mean. */
  readonly bad: readonly BadRow[];
  /** How far the file was read, in bytes or rows of `total`. */
  readonly read: number;
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
  /** Of a Parquet file. */
  readonly partRows?: number;
  /** Whether every row of a part begins with the number of its line, so that no part ends where lines are missing. */
  readonly numbered?: boolean;
}

/** Any kind of file as a table: its columns, some rows, and parts for the engine to read. */
export class Tables {
  private readonly ownReader: OwnReader;

  constructor(
    readonly fileStore: FileStore,
    /** Whether the engine reads files of the data folder; a server elsewhere is sent their rows instead. */
    private readonly readsFiles: boolean,
  ) {
    this.ownReader = new OwnReader(join(fileStore.folder, '..', 'reader'));
  }

  close(): Promise<void> {
    return this.ownReader.close();
  }

  /** How a file is to be read, and the sheets of a workbook: what the bytes tell, and what was said of them. */
  async layout(file: StoredFile, wishes: LayoutWishes): Promise<{ layout: Layout; sheets: Sheet[] }> {
    const found = { ...(await sniff(file, wishes)), ...wishes };
    if (found.format !== 'xlsx') return { layout: withoutSheet(found), sheets: [] };
    const sheets = await unfoldWorkbook(this.fileStore, file, found);
    const { sheet, skip, header } = await tableSheet(this.fileStore, file, sheets, wishes);
    return { layout: { ...found, sheet, skip, header: wishes.header ?? header }, sheets };
  }

  async sample(file: StoredFile, layout: Layout): Promise<Sample> {
    if (layout.format === 'parquet') {
      return this.parquet(file, layout, (reader, path) => sampleParquet(reader, file, path));
    }
    const text = await this.text(file, layout);
    return sampleText(text.file, text.layout, text.width);
  }

  /** How much there is to read in all. */
  async total(file: StoredFile, layout: Layout): Promise<number> {
    if (layout.format === 'parquet')
      return this.parquet(file, layout, (reader, path) => countParquet(reader, file, path));
    return (await this.text(file, layout)).file.bytes;
  }

  private async *parts(file: StoredFile, layout: Layout, asked: PartsAsked): AsyncGenerator<TablePart> {
    if (layout.format === 'parquet') return yield* this.parquetParts(file, layout, asked);
    const text = await this.text(file, layout);
    const folder = this.fileStore.beside(file, asked.job);
    const numbered = asked.numbered === true || !this.readsFiles;
    for await (const part of cut(text.file, text.layout, { ...asked, folder, numbered })) {
      const { index, rows, bad, read, path } = part;
      const reading = this.reading(part, asked.columns.length);
      yield { index, rows, bad, read, ...reading, release: () => rm(path, { force: true }) };
    }
  }

  private reading(part: { path: string; firstLine: number | undefined }, width: number): Reading {
    if (this.readsFiles) return { from: partSource(part, width) };
    const open = async () => createReadStream(part.path, { highWaterMark: 1024 * 1024 });
    return { from: sentSource(width), sent: { format: 'CSV', open } };
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
        try {
          yield value;
        } finally {
          await value.release();
        }
      }
    } finally {
      const ahead = await next.catch(() => undefined);
      if (ahead && !ahead.done) await ahead.value.release();
      await parts.return(undefined);
      await rm(this.fileStore.beside(file, asked.job), { recursive: true, force: true });
    }
  }

  /** How the engine reads what was cut. */
  settings(layout: Layout): EngineSettings {
    return {
      format_csv_delimiter: layout.format === 'csv' && layout.quotes === 'strict' ? layout.separator : ',',
      input_format_csv_allow_variable_number_of_columns: 1,
      input_format_csv_trim_whitespaces: 0,
      input_format_csv_allow_whitespace_or_tab_as_delimiter: 1,
      input_format_null_as_default: 1,
    };
  }

  private async *parquetParts(
    file: StoredFile,
    layout: Layout,
    { from = 0, partRows = PARQUET_ROWS }: PartsAsked,
  ): AsyncGenerator<TablePart> {
    const [described, total] = await this.parquet(file, layout, async (reader, path) => [
      await describeParquet(reader, file, path),
      await countParquet(reader, file, path),
    ]);
    const path = await parquetPath(this.fileStore, file, layout);
    for (let index = from; index * partRows < total; index++) {
      const range = { from: index * partRows, to: Math.min(total, (index + 1) * partRows) };
      const rows = range.to - range.from;
      const { warehouse: reader, release } = await this.reader(file);
      const open = (blockRows: number) => parquetStream(reader, file, path, { described, range, blockRows });
      const reading: Reading = { from: sentSource(described.length), sent: { format: 'Native', open } };
      yield { index, rows, bad: [], read: range.to, ...reading, release: async () => release() };
    }
  }

  private async parquet<T>(
    file: StoredFile,
    layout: Layout,
    work: (reader: Warehouse, path: string) => Promise<T>,
  ): Promise<T> {
    const path = await parquetPath(this.fileStore, file, layout);
    const { warehouse, release } = await this.reader(file);
    try {
      return await work(warehouse, path);
    } finally {
      release();
    }
  }

  /** The engine that reads Parquet, which is not the one that keeps the data: a file may end it. */
  private async reader({ name }: StoredFile): Promise<{ warehouse: Warehouse; release(): void }> {
    return this.ownReader.take().catch((error: unknown) => {
      if (!(error instanceof Fault)) throw error;
      throw parquetNeedsEmbedded({ name, reason: error.say('en') }, error);
    });
  }

  private async text(
    file: StoredFile,
    layout: Layout,
  ): Promise<{ file: StoredFile; layout: Layout; width: number }> {
    if (layout.format !== 'xlsx') return { file, layout, width: 0 };
    const sheet = await sheetFile(this.fileStore, file, layout);
    return { ...sheet, layout: { ...sheetLayout, skip: layout.skip, header: layout.header } };
  }
}

/** A sheet is only of workbooks: named for another file it must not make its settings look different. */
export function withoutSheet({ sheet, ...layout }: Layout): Layout {
  return layout.format === 'xlsx' && sheet !== undefined ? { ...layout, sheet } : layout;
}
