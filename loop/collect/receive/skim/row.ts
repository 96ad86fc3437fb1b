import type { Bytes } from '../../journal/bytes.ts';
import type { Names } from './names.ts';

/** More than properties and context can give. */
const MOST = 320;

/** Texts of one row: a part of the bytes that came, or made anew where they had escapes. */
class TextSlots {
  readonly names = new Int32Array(MOST);
  /** Where the text begins in the bytes; below 0 it is one of `made`, counted from -1. */
  readonly start = new Int32Array(MOST);
  readonly end = new Int32Array(MOST);
  readonly made: string[] = [];
  size = 0;
}

class NumberSlots {
  readonly names = new Int32Array(MOST);
  readonly values = new Float64Array(MOST);
  size = 0;
}

/** The properties of one event, by the numbers of their names; used again for the next. */
export class Row {
  readonly texts = new TextSlots();
  readonly numbers = new NumberSlots();
  readonly times = new NumberSlots();

  /** How many numbers and moments are those of texts. */
  private beside = 0;

  get size(): number {
    return this.texts.size + this.numbers.size + this.times.size - this.beside;
  }

  clear(): void {
    this.texts.size = 0;
    this.texts.made.length = 0;
    this.numbers.size = 0;
    this.times.size = 0;
    this.beside = 0;
  }

  /** What a text that was added says as a number or a moment. */
  summary(name: number, number: number | undefined, moment: number | undefined): void {
    if (number !== undefined) this.number(name, number);
    if (moment !== undefined) this.time(name, moment);
    this.beside = this.beside + Number(number !== undefined) + Number(moment !== undefined);
  }

  span(name: number, start: number, end: number): void {
    const { texts } = this;
    texts.names[texts.size] = name;
    texts.start[texts.size] = start;
    texts.end[texts.size++] = end;
  }

  text(name: number, value: string): void {
    const { texts } = this;
    texts.names[texts.size] = name;
    texts.start[texts.size++] = -texts.made.push(value);
  }

  number(name: number, value: number): void {
    this.numbers.names[this.numbers.size] = name;
    this.numbers.values[this.numbers.size++] = value;
  }

  time(name: number, moment: number): void {
    this.times.names[this.times.size] = name;
    this.times.values[this.times.size++] = moment;
  }
}

/** Columns of maps as a pack has them: how many, their names, their values. */
export type MapColumns = readonly [counts: Bytes, names: Bytes, values: Bytes];

export function writeTexts(
  [counts, names, values]: MapColumns,
  { texts }: Row,
  known: Names,
  from: Uint8Array,
): void {
  const { size, start, end, made } = texts;
  writeNames(counts, names, texts.names, size, known);
  for (let i = 0; i < size; i++) {
    const begin = start[i]!;
    if (begin >= 0) values.span(from, begin, end[i]!);
    else values.text(made[-begin - 1]!);
  }
}

export function writeNumbers([counts, names, values]: MapColumns, { numbers }: Row, known: Names): void {
  writeNames(counts, names, numbers.names, numbers.size, known);
  for (let i = 0; i < numbers.size; i++) values.double(numbers.values[i]!);
}

export function writeTimes([counts, names, values]: MapColumns, { times }: Row, known: Names): void {
  writeNames(counts, names, times.names, times.size, known);
  for (let i = 0; i < times.size; i++) values.integer(times.values[i]!);
}

function writeNames(counts: Bytes, names: Bytes, list: Int32Array, size: number, known: Names): void {
  counts.uint32(size);
  for (let i = 0; i < size; i++) {
    const name = list[i]!;
    names.copy(known.bytes, known.begin[name]!, known.begin[name + 1]!);
  }
}
