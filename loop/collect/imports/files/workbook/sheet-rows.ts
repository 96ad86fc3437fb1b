import { brokenWorkbook } from '../../faults.ts';
import { MAX_COLUMNS } from '../../mapping/mapping.ts';
import type { Archive } from './archive.ts';
import type { SheetEntry } from './book.ts';
import { type Cell, type CellRules, cellText } from './cell-text.ts';
import { type Attributes, type XmlReader, XmlScanner } from './xml.ts';

/** A row of a sheet that holds something. */
export interface SheetRow {
  /** Its number in the sheet, from 1. */
  readonly number: number;
  /** Up to the last that holds something, and no further than columns are imported. */
  readonly fields: readonly string[];
  /** How far the row really goes. */
  readonly width: number;
}

/** What a sheet of Excel has at most. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** Tags within a cell must not make its text grow; Excel stops at 32,767 characters. */
const LONGEST_CELL = 1024 * 1024;

/** The rows of a sheet, some at a time as they are read; those that hold nothing are left out. */
export async function* sheetRows(
  archive: Archive,
  name: string,
  sheet: SheetEntry,
  rules: CellRules,
): AsyncGenerator<readonly SheetRow[]> {
  const reader = new RowReader(rules, () => brokenWorkbook({ name, reason: sheet.name }));
  const scanner = new XmlScanner(reader);
  for await (const chunk of archive.bytes(sheet.part)) {
    scanner.take(chunk);
    yield reader.rows;
    reader.rows = [];
  }
  scanner.end();
}

class RowReader implements XmlReader {
  rows: SheetRow[] = [];
  private fields: string[] = [];
  private number = 0;
  private width = 0;
  private column = -1;
  private cell: Omit<Cell, 'value'> = { type: 'n', style: 0 };
  private value = '';
  private within = false;
  private spoken = false;

  constructor(
    private readonly rules: CellRules,
    private readonly broken: () => Error,
  ) {}

  open(tag: string, attributes: Attributes): void {
    if (tag === 'c') this.beginCell(attributes);
    else if (tag === 'v') this.within = this.cell.type !== 'inlineStr';
    else if (tag === 't') this.within = !this.spoken && this.cell.type === 'inlineStr';
    else if (tag === 'rPh') this.spoken = true;
    else if (tag === 'row') this.beginRow(attributes);
  }

  text(text: string): void {
    if (!this.within) return;
    this.value += text;
    if (this.value.length > LONGEST_CELL) throw this.broken();
  }

  close(tag: string): void {
    if (tag === 'v' || tag === 't') this.within = false;
    else if (tag === 'rPh') this.spoken = false;
    else if (tag === 'c') this.endCell();
    else if (tag === 'row' && this.width > 0)
      this.rows.push({ number: this.number, fields: this.fields, width: this.width });
  }

  private beginRow(attributes: Attributes): void {
    const given = attributes.r;
    const number = given === undefined ? this.number + 1 : Number(given);
    if (!(number > this.number && number <= MOST_ROWS)) throw this.broken();
    this.number = number;
    this.column = -1;
    this.fields = [];
    this.width = 0;
  }

  private beginCell(attributes: Attributes): void {
    const place = /^[A-Z]+/i.exec(attributes.r ?? '')?.[0];
    this.column = place === undefined ? this.column + 1 : columnOf(place);
    if (this.column >= MOST_COLUMNS) throw this.broken();
    this.cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0) };
    this.value = '';
  }

  private endCell(): void {
    const text = cellText({ ...this.cell, value: this.value }, this.rules);
    if (text === '') return;
    this.width = Math.max(this.width, this.column + 1);
    if (this.column >= MAX_COLUMNS) return;
    while (this.fields.length < this.column) this.fields.push('');
    this.fields[this.column] = text;
  }
}

function columnOf(letters: string): number {
  if (letters.length > 3) return MOST_COLUMNS;
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}
