import { isUtf8 } from 'node:buffer';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_RAW } from '../../receive/event.ts';
import { MAX_PROPERTIES } from '../../receive/properties.ts';
import type { Reason } from '../../receive/reason.ts';
import { csvRow, dialectOf, fieldsOf } from '../files/fields.ts';
import type { StoredFile } from '../files/file-store.ts';
import { jsonMembers, textOf } from '../files/json-columns.ts';
import { type Block, RecordFinder, type TextRecord } from '../files/records.ts';
import { type Progress, textBytes } from '../files/text-bytes.ts';
import type { Layout } from '../mapping/mapping.ts';
import { moreMembers } from '../mapping/more-members.ts';

/** A row that is none, whatever its columns mean. */
export interface BadRow {
  readonly line: number;
  readonly reason: Reason;
  readonly raw: string;
}

/** A piece of a file as CSV for the engine to read. */
export interface Part {
  readonly index: number;
  readonly path: string;
  readonly rows: number;
  /** The line of its first row when the others follow line by line; else each row begins with the number of its line. */
  readonly firstLine: number | undefined;
  readonly bad: readonly BadRow[];
  /** Bytes of the file on disk that were read when the part was complete. */
  readonly read: number;
}

export interface CutOptions {
  readonly folder: string;
  readonly columns: readonly string[];
  /** Parts before this one are counted and not written. */
  readonly from?: number;
  readonly partBytes?: number;
  /** Whether every row begins with the number of its line, for an engine that does not count lines. */
  readonly numbered?: boolean;
  readonly signal?: AbortSignal;
}

export const PART_BYTES = 96 * 1024 * 1024;
const FLUSH = 1024 * 1024;

/** Cuts a text file into parts between rows; the same file is always cut the same way. Memory stays bounded by a few MB. */
export async function* cut(file: StoredFile, layout: Layout, options: CutOptions): AsyncGenerator<Part> {
  const { folder, from = 0, partBytes = PART_BYTES, signal } = options;
  await mkdir(folder, { recursive: true });
  const progress: Progress = { read: 0 };
  const writer = new PartWriter(layout, options.columns, folder, from, options.numbered);
  const finder = new RecordFinder(dialectOf(layout));
  let header = layout.header;
  const above = (line: number) => line <= layout.skip;
  const wholeRoom = () =>
    header || above(finder.nextLine) ? 0 : writer.wholeRoom(partBytes, finder.nextLine);
  try {
    for await (const { bytes, records, whole } of blocks(
      textBytes(file, layout, progress),
      finder,
      wholeRoom,
    )) {
      signal?.throwIfAborted();
      if (whole) writer.addWhole(bytes, whole);
      const clean = isUtf8(bytes);
      for (const record of records) {
        if (above(record.line)) continue;
        if (header) {
          header = false;
          continue;
        }
        if (!writer.follows(record)) yield await writer.finish(progress.read);
        writer.add(bytes, record, clean);
        if (writer.full(partBytes)) yield await writer.finish(progress.read);
        if (writer.pending > FLUSH) await writer.flush();
      }
      if (writer.pending > FLUSH) await writer.flush();
    }
    if (!writer.empty) yield await writer.finish(progress.read);
  } finally {
    await writer.close();
  }
}

async function* blocks(chunks: AsyncIterable<Buffer>, finder: RecordFinder, wholeRoom: () => number) {
  for await (const chunk of chunks) yield finder.take(chunk, false, wholeRoom());
  yield finder.take(Buffer.alloc(0), true);
}

/** Writes the part under way. */
class PartWriter {
  private index = 0;
  private rows = 0;
  private bytes = 0;
  private bad: BadRow[] = [];
  private out = Buffer.allocUnsafe(FLUSH * 2);
  private at = 0;
  private handle: FileHandle | undefined;
  private readonly copies: boolean;
  private firstLine = 0;
  private written = 0;
  /** Whether rows of the part under way begin with the number of their line. */
  private numbered: boolean;
  private numberNext = false;
  private readonly known: ReadonlySet<string>;

  constructor(
    private readonly layout: Layout,
    private readonly columns: readonly string[],
    private readonly folder: string,
    private readonly from: number,
    private readonly allNumbered = false,
  ) {
    this.numbered = allNumbered;
    this.known = new Set(columns);
    this.copies = layout.format === 'csv' && layout.quotes === 'strict';
  }

  get empty(): boolean {
    return this.rows === 0;
  }

  get pending(): number {
    return this.at;
  }

  full(partBytes: number): boolean {
    return this.bytes >= partBytes;
  }

  /** How many bytes may come as a whole from this line on. */
  wholeRoom(partBytes: number, line: number): number {
    return this.copies && this.goesOn(line) ? partBytes - this.bytes - 1 : 0;
  }

  addWhole(bytes: Buffer, { end, rows, line }: NonNullable<Block['whole']>): void {
    this.begin(line);
    this.reserve(end);
    this.at += bytes.copy(this.out, this.at, 0, end);
    this.rows += rows;
    this.written += rows;
    this.bytes += end;
  }

  /** Whether a row can stand in the part under way; if not, the next part has numbers before its rows. */
  follows({ line, bad }: TextRecord): boolean {
    if (bad || this.numbered || this.goesOn(line)) return true;
    this.numberNext = true;
    return false;
  }

  private goesOn(line: number): boolean {
    return !this.numbered && (this.written === 0 || line === this.firstLine + this.written);
  }

  private begin(line: number): void {
    if (this.written === 0) this.firstLine = line;
  }

  add(bytes: Buffer, record: TextRecord, clean: boolean): void {
    this.rows++;
    const { start, end, line } = record;
    const reason = record.bad ?? (clean || isUtf8(bytes.subarray(start, end)) ? undefined : 'row-not-utf8');
    if (reason) this.reject(bytes, record, reason);
    else if (this.copies) this.copy(bytes, start, end, line);
    else this.rewrite(bytes, record);
  }

  async flush(): Promise<void> {
    if (this.index >= this.from && this.at > 0) {
      this.handle ??= await open(this.path(), 'w', 0o600);
      await this.handle.write(this.out, 0, this.at);
    }
    this.at = 0;
  }

  async finish(read: number): Promise<Part> {
    await this.flush();
    if (this.index >= this.from) this.handle ??= await open(this.path(), 'w', 0o600);
    await this.close();
    const firstLine = this.numbered ? undefined : this.firstLine;
    const part = { index: this.index, path: this.path(), rows: this.rows, firstLine, bad: this.bad, read };
    this.index++;
    this.rows = 0;
    this.bytes = 0;
    this.bad = [];
    this.written = 0;
    this.numbered = this.allNumbered || this.numberNext;
    this.numberNext = false;
    return part;
  }

  async close(): Promise<void> {
    await this.handle?.close();
    this.handle = undefined;
  }

  private path(): string {
    return join(this.folder, `part-${this.index}.csv`);
  }

  private reject(bytes: Buffer, { start, end, line }: TextRecord, reason: Reason): void {
    this.bytes += end - start;
    this.bad.push({
      line,
      reason,
      raw: bytes.toString('utf8', start, Math.min(end, start + MAX_RAW)).slice(0, MAX_RAW),
    });
  }

  private rewrite(bytes: Buffer, record: TextRecord): void {
    const row = this.rewritten(bytes.toString('utf8', record.start, record.end));
    if (typeof row === 'object') {
      this.reject(bytes, record, row.reason);
      return;
    }
    const text = Buffer.from(row, 'utf8');
    this.copy(text, 0, text.length, record.line);
  }

  private rewritten(row: string): string | { reason: Reason } {
    if (this.layout.format === 'jsonl') return this.rewrittenJson(row);
    const fields = fieldsOf(row, this.layout);
    return fields ? csvRow(fields) : { reason: 'row-bad-quotes' };
  }

  private rewrittenJson(row: string): string | { reason: Reason } {
    const members = jsonMembers(row);
    if (typeof members === 'string') return { reason: members };
    const more = moreMembers(members, this.known);
    if (more.length > MAX_PROPERTIES) return { reason: 'many-properties' };
    const fields = this.columns.map((name) => {
      const value = members.get(name);
      return value === undefined ? '' : textOf(value);
    });
    return csvRow(more.length === 0 ? fields : [...fields, JSON.stringify(more)]);
  }

  private copy(bytes: Buffer, start: number, end: number, line: number): void {
    this.begin(line);
    this.reserve(end - start + 24);
    const before = this.at;
    if (this.numbered) {
      this.number(line);
      this.out[this.at++] = this.copies ? this.layout.separator.charCodeAt(0) : COMMA;
    }
    this.at += bytes.copy(this.out, this.at, start, end);
    this.out[this.at++] = NEWLINE;
    this.written++;
    this.bytes += this.at - before;
  }

  private reserve(bytes: number): void {
    const room = this.at + bytes;
    if (room <= this.out.length) return;
    const wider = Buffer.allocUnsafe(Math.max(room, this.out.length * 2));
    this.out.copy(wider, 0, 0, this.at);
    this.out = wider;
  }

  private number(line: number): void {
    let size = 1;
    for (let rest = line; rest >= 10; rest = Math.floor(rest / 10)) size++;
    for (let place = size - 1, rest = line; place >= 0; place--) {
      this.out[this.at + place] = 48 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.at += size;
  }
}

const COMMA = 44;
const NEWLINE = 10;
