import { atLeast, finiteOrMissing } from '../check.ts';
import { expectModel } from '../model.ts';
import { type Matrix, matrix } from '../numeric/matrix.ts';
import { mean } from '../numeric/mean.ts';
import { quantileOfSorted, sorted } from '../numeric/quantile.ts';
import { standardDeviation } from '../numeric/variance.ts';
import type { CategoryColumn, Column, NumberColumn, Table } from '../table.ts';
import { checkpoint, type Work } from '../work.ts';

/** How a number becomes columns of a matrix: a missing value is filled, then (value − centre) / unit. */
interface NumberCode {
  readonly kind: 'number';
  readonly name: string;
  readonly fill: number;
  readonly centre: number;
  /** 0 where the column did not vary: it is left out. */
  readonly unit: number;
  /** Whether "name missing" (0 or 1) follows. */
  readonly flag: boolean;
}

/** How a category does: a 0/1 column for each of these levels; a level that is not among them is 0 in all. */
interface CategoryCode {
  readonly kind: 'category';
  readonly name: string;
  readonly levels: readonly string[];
  /** Whether "name missing" (0 or 1) follows. */
  readonly flag: boolean;
}

/** What makes a matrix of a table: learned once from the training rows. */
export interface Encoding {
  readonly kind: 'encoding';
  readonly version: 1;
  readonly columns: readonly (NumberCode | CategoryCode)[];
  /** Names of the matrix's columns: "age", "age missing", "channel=web" … */
  readonly names: readonly string[];
}

export interface EncodeRules {
  /** Leaves out each category's most frequent level, which the others are then compared with: fits without penalty need it. */
  readonly compared?: boolean;
  /** Levels of a category that get a column of their own, the most frequent first. */
  readonly mostLevels?: number;
}

/**
 * Learns medians to fill gaps with, centres and units of numbers (mean and standard deviation over n) and levels of categories.
 * What does not vary, or repeats the gaps of another column, is left out; a table with nothing left is a fault.
 */
export async function learnEncoding(table: Table, rules: EncodeRules, work: Work): Promise<Encoding> {
  atLeast('rows', table.rows, 2);
  const flags = new Set<string>();
  const columns: (NumberCode | CategoryCode)[] = [];
  for (const column of table.columns) {
    const gaps = gapsOf(column);
    const flag = gaps !== undefined && !flags.has(gaps);
    if (flag) flags.add(gaps);
    columns.push(column.kind === 'number' ? numberCode(column, flag) : categoryCode(column, flag, rules));
    await checkpoint(work, 0);
  }
  const names = columns.flatMap(namesOfCode);
  atLeast('columns that vary', names.length, 1);
  return { kind: 'encoding', version: 1, columns, names };
}

/** The rows from `from` to below `to` as numbers. The table's columns stand in the order of the encoding. */
export function encode(encoding: Encoding, table: Table, from: number, to: number): Matrix {
  expectModel(encoding, 1, 'encoding');
  const width = encoding.names.length;
  const rows = matrix(to - from, width);
  let place = 0;
  for (const [at, code] of encoding.columns.entries()) {
    const column = table.columns[at]!;
    if (code.kind === 'number' && column.kind === 'number')
      writeNumbers(rows, place, code, column.values, from);
    if (code.kind === 'category' && column.kind === 'category') writeLevels(rows, place, code, column, from);
    place += namesOfCode(code).length;
    if (code.flag) writeFlags(rows, place - 1, column, from);
  }
  return rows;
}

/** All rows as numbers, with pauses. */
export async function encodeAll(encoding: Encoding, table: Table, work: Work): Promise<Matrix> {
  const all = matrix(table.rows, encoding.names.length);
  for (let from = 0; from < table.rows; from += rowsAtOnce) {
    const part = encode(encoding, table, from, Math.min(table.rows, from + rowsAtOnce));
    all.values.set(part.values, from * all.columns);
    await checkpoint(work, 0);
  }
  return all;
}

/** One answer a row, with pauses. */
export async function answerRows(
  encoding: Encoding,
  table: Table,
  work: Work,
  answer: (rows: Matrix) => ArrayLike<number>,
): Promise<Float64Array> {
  const answers = new Float64Array(table.rows);
  for (let from = 0; from < table.rows; from += rowsAtOnce) {
    const to = Math.min(table.rows, from + rowsAtOnce);
    answers.set(answer(encode(encoding, table, from, to)), from);
    await checkpoint(work, to / table.rows);
  }
  return answers;
}

const rowsAtOnce = 2048;

function numberCode({ name, values }: NumberColumn, flag: boolean): NumberCode {
  finiteOrMissing(name, values);
  const present = sorted(values);
  if (present.length === 0) return { kind: 'number', name, fill: 0, centre: 0, unit: 0, flag: false };
  const fill = quantileOfSorted(present, 0.5);
  const filled = values.map((value) => (Number.isNaN(value) ? fill : value));
  const centre = mean(filled);
  const unit = present[0] === present.at(-1) ? 0 : standardDeviation(filled, 0);
  return { kind: 'number', name, fill, centre, unit, flag };
}

function categoryCode(
  { name, codes, levels }: CategoryColumn,
  flag: boolean,
  { compared = false, mostLevels = 200 }: EncodeRules,
): CategoryCode {
  const counts = new Float64Array(levels.length);
  for (const code of codes) if (code >= 0) counts[code]!++;
  const occurring = Array.from(levels.keys()).filter((code) => counts[code]! > 0);
  const byCount = [...occurring].sort((a, b) => counts[b]! - counts[a]! || a - b);
  const only = occurring.length === 1 && counts[occurring[0]!] === codes.length;
  const kept = new Set(only ? [] : byCount.slice(compared ? 1 : 0, mostLevels));
  const everywhere = occurring.length > 0;
  // a lone level beside gaps says the same as the flag
  const repeats = occurring.length === 1 && flag;
  return {
    kind: 'category',
    name,
    levels: repeats ? [] : occurring.filter((code) => kept.has(code)).map((code) => levels[code]!),
    flag: flag && everywhere,
  };
}

function namesOfCode(code: NumberCode | CategoryCode): string[] {
  const names =
    code.kind === 'number'
      ? code.unit > 0
        ? [code.name]
        : []
      : code.levels.map((level) => `${code.name}=${level}`);
  return code.flag ? [...names, `${code.name} missing`] : names;
}

/** A fingerprint of which rows have no value; undefined where all have one. */
function gapsOf(column: Column): string | undefined {
  let [first, second, count] = [0x811c9dc5, 0x9e3779b9, 0];
  const rows = column.kind === 'number' ? column.values.length : column.codes.length;
  for (let row = 0; row < rows; row++) {
    const missing = column.kind === 'number' ? Number.isNaN(column.values[row]!) : column.codes[row]! < 0;
    if (!missing) continue;
    first = Math.imul(first ^ row, 0x01000193);
    second = Math.imul(second + row, 0x85ebca6b) ^ (second >>> 13);
    count++;
  }
  return count === 0 ? undefined : `${count} ${first} ${second}`;
}

function writeNumbers(
  into: Matrix,
  place: number,
  code: NumberCode,
  values: Float64Array,
  from: number,
): void {
  if (!(code.unit > 0)) return;
  for (let i = 0; i < into.rows; i++) {
    const value = values[from + i]!;
    const known = Number.isNaN(value) ? code.fill : value;
    into.values[i * into.columns + place] = (known - code.centre) / code.unit;
  }
}

function writeLevels(
  into: Matrix,
  place: number,
  code: CategoryCode,
  { codes, levels }: CategoryColumn,
  from: number,
): void {
  const at = new Map(code.levels.map((level, offset) => [level, offset]));
  const offsets = Int32Array.from(levels, (level) => at.get(level) ?? -1);
  for (let i = 0; i < into.rows; i++) {
    const offset = offsets[codes[from + i]!] ?? -1;
    if (offset >= 0) into.values[i * into.columns + place + offset] = 1;
  }
}

function writeFlags(into: Matrix, place: number, column: Column, from: number): void {
  for (let i = 0; i < into.rows; i++) {
    const missing =
      column.kind === 'number' ? Number.isNaN(column.values[from + i]!) : column.codes[from + i]! < 0;
    into.values[i * into.columns + place] = missing ? 1 : 0;
  }
}
