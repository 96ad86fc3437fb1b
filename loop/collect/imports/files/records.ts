import { isUtf8 } from 'node:buffer';
import { MAX_MESSAGE } from '../../receive/validate.ts';
import type { FileReason } from '../reason.ts';
import type { Dialect } from './fields.ts';

/** One row of a text: where it lies in its block, on which line it began, or why it is none. */
export interface TextRecord {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly bad: FileReason | undefined;
}

/** Some rows with the bytes their places refer to; `whole` when all bytes up to there are rows of one line without a fault. */
export interface Block {
  readonly bytes: Buffer;
  readonly records: readonly TextRecord[];
  readonly whole?: { readonly end: number; readonly rows: number; readonly line: number };
}

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
/** No byte. */
const NOTHING = -1;
/** A quoted field that is not closed within this is taken for a stray quote. */
const MAX_QUOTED = 1024 * 1024;

/**
 * Finds the rows in blocks of UTF-8 text. Line breaks in quotes belong to the row; a row with unmatched quotes is given as
 * bad up to the end of its first line, so that one stray quote spoils one row and not the rest of the file.
 */
export class RecordFinder {
  private line = 1;
  private carry: Buffer = Buffer.alloc(0);
  private records: TextRecord[] = [];
  /** In the middle of a row too long to be one: its rest is passed over. */
  private skipping: number | undefined;

  private readonly marks: Marks | undefined;

  /** @param dialect where a row may go over several lines; each line is a row where it is absent. */
  constructor(dialect: Dialect | undefined) {
    this.marks = dialect && {
      separator: dialect.separator.charCodeAt(0),
      quote: dialect.quote.charCodeAt(0),
      escapeMark: dialect.escapeMark === undefined ? NOTHING : dialect.escapeMark.charCodeAt(0),
    };
  }

  /** The line on which the next row begins. */
  get nextLine(): number {
    return this.line;
  }

  /** The rows that end in this block; as a whole where that is possible and takes no more bytes than given. */
  take(chunk: Buffer, last = false, mostWhole = 0): Block {
    const bytes = this.carry.length === 0 ? chunk : Buffer.concat([this.carry, chunk]);
    this.records = [];
    const whole = bytes.length <= mostWhole ? this.wholeOf(bytes) : undefined;
    if (whole) {
      this.carry = bytes.subarray(whole.end);
      this.line += whole.rows;
      return { bytes, records: [], whole };
    }
    let at = this.skipping === undefined ? 0 : this.skip(bytes);
    while (at < bytes.length) {
      const next = this.find(bytes, at, last);
      if (next === undefined) break;
      at = next;
    }
    this.carry = bytes.subarray(at);
    if (this.skipping === undefined && this.carry.length > MAX_QUOTED && this.carry.indexOf(NEWLINE) < 0) {
      this.skipping = this.line;
      this.carry = Buffer.alloc(0);
    }
    if (last && this.skipping !== undefined) this.pushSkipped(0);
    return { bytes, records: this.records };
  }

  private wholeOf(bytes: Buffer): Block['whole'] {
    const { marks } = this;
    if (this.skipping !== undefined || marks?.quote !== QUOTE || marks.escapeMark !== NOTHING)
      return undefined;
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end === 0 || bytes.length - end > MAX_MESSAGE || !isUtf8(bytes.subarray(0, end))) return undefined;
    const rows = plainLines(bytes, end, marks.separator);
    return rows === undefined ? undefined : { end, rows, line: this.line };
  }

  private skip(bytes: Buffer): number {
    const newline = bytes.indexOf(NEWLINE);
    if (newline < 0) return bytes.length;
    this.pushSkipped(newline);
    this.line = (this.skipping ?? this.line) + 1;
    this.skipping = undefined;
    return newline + 1;
  }

  private pushSkipped(end: number): void {
    this.records.push({ start: 0, end, line: this.skipping ?? this.line, bad: 'row-too-long' });
  }

  private find(bytes: Buffer, start: number, last: boolean): number | undefined {
    const end = this.marks === undefined ? lineEnd(bytes, start) : rowEnd(bytes, start, this.marks);
    if (end < 0) return this.findStray(bytes, start, last, end === OPEN);
    if (end >= bytes.length && !last) return undefined;
    this.push(bytes, start, end);
    return end + 1;
  }

  /** A row whose quotes make no sense ends with its line; an open quote may still be closed by what comes. */
  private findStray(bytes: Buffer, start: number, last: boolean, open: boolean): number | undefined {
    if (open && !last && bytes.length - start <= MAX_QUOTED) return undefined;
    const end = lineEnd(bytes, start);
    if (end >= bytes.length && !last) return undefined;
    this.push(bytes, start, end, 'row-bad-quotes');
    return end + 1;
  }

  private push(bytes: Buffer, start: number, lineEnd: number, stray?: FileReason): void {
    const end = lineEnd > start && bytes[lineEnd - 1] === RETURN ? lineEnd - 1 : lineEnd;
    const bad = stray ?? (end - start > MAX_MESSAGE ? 'row-too-long' : undefined);
    if (end > start) this.records.push({ start, end, line: this.line, bad });
    this.line += newlines + 1;
  }
}

/** A dialect in bytes. */
interface Marks {
  readonly separator: number;
  readonly quote: number;
  readonly escapeMark: number;
}

/** How many rows there are; nothing when one is empty, too long, of several lines or has quotes that make no sense. */
function plainLines(bytes: Buffer, end: number, separator: number): number | undefined {
  let rows = 0;
  for (let start = 0; start < end; rows++) {
    let at = start;
    for (let byte = bytes[at]; byte !== NEWLINE; byte = bytes[at]) {
      if (byte === QUOTE && (at === start || bytes[at - 1] === separator)) {
        at = closingInLine(bytes, at + 1);
        if (at < 0 || !endsField(bytes, at + 1, separator)) return undefined;
      }
      at++;
    }
    const length = bytes[at - 1] === RETURN ? at - start - 1 : at - start;
    if (length <= 0 || length > MAX_MESSAGE) return undefined;
    start = at + 1;
  }
  return rows;
}

function closingInLine(bytes: Buffer, from: number): number {
  for (let at = from; ; at++) {
    const byte = bytes[at];
    if (byte === NEWLINE || byte === undefined) return -1;
    if (byte !== QUOTE) continue;
    if (bytes[at + 1] !== QUOTE) return at;
    at++;
  }
}

function endsField(bytes: Buffer, at: number, separator: number): boolean {
  const byte = bytes[at];
  return byte === separator || byte === NEWLINE || (byte === RETURN && bytes[at + 1] === NEWLINE);
}

/** Line breaks inside the row that was measured last. */
let newlines = 0;
const OPEN = -1;
const BAD = -2;

function lineEnd(bytes: Buffer, start: number): number {
  newlines = 0;
  const end = bytes.indexOf(NEWLINE, start);
  return end < 0 ? bytes.length : end;
}

/** Where a row ends; `OPEN` when a quote is not closed in these bytes, `BAD` when text follows a closed one. */
function rowEnd(bytes: Buffer, start: number, { separator, quote, escapeMark }: Marks): number {
  const size = bytes.length;
  newlines = 0;
  for (let at = start; ; at++) {
    if (bytes[at] === quote) {
      at = closing(bytes, at + 1, quote, escapeMark);
      if (at < 0) return OPEN;
      at++;
      if (bytes[at] === RETURN) {
        if (at + 1 >= size) return OPEN;
        if (bytes[at + 1] === NEWLINE) at++;
      }
      if (at >= size || bytes[at] === NEWLINE) return at;
      if (bytes[at] !== separator) return BAD;
      continue;
    }
    while (at < size) {
      const byte = bytes[at];
      if (byte === separator || byte === NEWLINE) break;
      if (byte === escapeMark) {
        at++;
        if (bytes[at] === NEWLINE) newlines++;
      }
      at++;
    }
    if (at >= size || bytes[at] === NEWLINE) return Math.min(at, size);
  }
}

function closing(bytes: Buffer, from: number, quote: number, escapeMark: number): number {
  const size = bytes.length;
  for (let at = from; at < size; at++) {
    const byte = bytes[at];
    if (byte === NEWLINE) newlines++;
    else if (byte === escapeMark) {
      at++;
      if (bytes[at] === NEWLINE) newlines++;
    } else if (byte === quote) {
      if (bytes[at + 1] !== quote) return at;
      at++;
    }
  }
  return -1;
}
