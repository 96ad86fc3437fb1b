import { MAX_MESSAGE } from '../validate.ts';
import type { FileReason } from './reason.ts';

/** One row of a text: where it lies in its block, on which line it began, or why it is none. */
export interface TextRecord {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly bad?: FileReason;
}

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
/** A quoted field that is not closed within this is taken for a stray quote. */
const MAX_QUOTED = 1024 * 1024;

/**
 * Finds the rows in blocks of UTF-8 text. Line breaks in quotes belong to the row; a row with unmatched quotes is given as
 * bad up to the end of its first line, so that one stray quote spoils one row and not the rest of the file.
 */
export class RecordFinder {
  private line = 1;
  private carry: Buffer = Buffer.alloc(0);
  /** In the middle of a row too long to be one: its rest is passed over. */
  private skipping: number | undefined;

  constructor(private readonly separator: number | undefined) {}

  /** The rows that end in this block, with the bytes their places refer to. */
  *take(chunk: Buffer, last = false): Generator<{ bytes: Buffer; records: TextRecord[] }> {
    const bytes = this.carry.length === 0 ? chunk : Buffer.concat([this.carry, chunk]);
    const records: TextRecord[] = [];
    let at = this.skipping === undefined ? 0 : this.skip(bytes, records, last);
    while (at < bytes.length) {
      const next = this.find(bytes, at, last);
      if (next === undefined) break;
      if (next.record.end > next.record.start || next.record.bad) records.push(next.record);
      at = next.next;
    }
    this.carry = bytes.subarray(at);
    if (this.skipping === undefined && this.carry.length > MAX_QUOTED && this.carry.indexOf(NEWLINE) < 0) {
      this.skipping = this.line;
      this.carry = Buffer.alloc(0);
    }
    if (last && this.skipping !== undefined) records.push(this.tooLong(0, 0));
    yield { bytes, records };
  }

  private skip(bytes: Buffer, records: TextRecord[], last: boolean): number {
    const newline = bytes.indexOf(NEWLINE);
    if (newline < 0) return last ? bytes.length : bytes.length;
    records.push(this.tooLong(0, newline));
    this.line = (this.skipping ?? this.line) + 1;
    this.skipping = undefined;
    return newline + 1;
  }

  private tooLong(start: number, end: number): TextRecord {
    return { start, end, line: this.skipping ?? this.line, bad: 'row-too-long' };
  }

  private find(
    bytes: Buffer,
    start: number,
    last: boolean,
  ): { record: TextRecord; next: number } | undefined {
    const newline = bytes.indexOf(NEWLINE, start);
    const lineEnd = newline < 0 ? bytes.length : newline;
    if (this.separator === undefined || !hasQuote(bytes, start, lineEnd)) {
      return newline < 0 && !last ? undefined : this.plain(bytes, start, lineEnd);
    }
    const end = endOfQuoted(bytes, start, this.separator);
    if (end === 'open' && !last && bytes.length - start <= MAX_QUOTED) return undefined;
    if (typeof end === 'string') {
      if (newline < 0 && !last) return undefined;
      const { record, next } = this.plain(bytes, start, lineEnd);
      return { record: { ...record, bad: 'row-bad-quotes' }, next };
    }
    if (end >= bytes.length && !last) return undefined;
    const record = { ...this.measured(bytes, start, end), line: this.line };
    this.line += countNewlines(bytes, start, end) + 1;
    return { record, next: end + 1 };
  }

  private plain(bytes: Buffer, start: number, end: number): { record: TextRecord; next: number } {
    return { record: { ...this.measured(bytes, start, end), line: this.line++ }, next: end + 1 };
  }

  private measured(
    bytes: Buffer,
    start: number,
    lineEnd: number,
  ): { start: number; end: number; bad?: FileReason } {
    const end = lineEnd > start && bytes[lineEnd - 1] === RETURN ? lineEnd - 1 : lineEnd;
    return end - start > MAX_MESSAGE ? { start, end, bad: 'row-too-long' } : { start, end };
  }
}

/** Quotes are rare in most files; where the next one lies is remembered from row to row. */
let quoteIn: Buffer | undefined;
let quoteAt = -1;

function hasQuote(bytes: Buffer, start: number, end: number): boolean {
  if (quoteIn !== bytes || (quoteAt >= 0 && quoteAt < start)) {
    quoteIn = bytes;
    quoteAt = bytes.indexOf(QUOTE, start);
    if (quoteAt < 0) quoteAt = Number.POSITIVE_INFINITY;
  }
  return quoteAt < end;
}

/** Where a row with quotes ends; `open` when a quote is not closed in these bytes, `bad` when text follows a closed one. */
function endOfQuoted(bytes: Buffer, start: number, separator: number): number | 'open' | 'bad' {
  let at = start;
  for (;;) {
    if (bytes[at] === QUOTE) {
      const close = closing(bytes, at + 1);
      if (close < 0) return 'open';
      at = close + 1;
      if (bytes[at] === RETURN && bytes[at + 1] === NEWLINE) at++;
      if (at >= bytes.length || bytes[at] === NEWLINE) return at;
      if (bytes[at] !== separator) return bytes[at] === RETURN && at + 1 >= bytes.length ? 'open' : 'bad';
      at++;
      continue;
    }
    while (at < bytes.length && bytes[at] !== separator && bytes[at] !== NEWLINE) at++;
    if (at >= bytes.length || bytes[at] === NEWLINE) return at;
    at++;
  }
}

function closing(bytes: Buffer, from: number): number {
  for (let at = from; ; ) {
    const quote = bytes.indexOf(QUOTE, at);
    if (quote < 0 || quote + 1 >= bytes.length) return quote < 0 ? -1 : quote;
    if (bytes[quote + 1] !== QUOTE) return quote;
    at = quote + 2;
  }
}

function countNewlines(bytes: Buffer, start: number, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE, start); at >= 0 && at < end; at = bytes.indexOf(NEWLINE, at + 1))
    count++;
  return count;
}
