import type { Layout } from '../mapping/mapping.ts';

/** How rows and their fields are told apart in a text. */
export interface Dialect {
  readonly separator: string;
  readonly quote: string;
  /** What stands before a character that is meant literally; a quote is doubled where there is none. */
  readonly escapeMark: string | undefined;
}

/** Of layouts in which a row may go over several lines; undefined where each line is a row. */
export function dialectOf({ format, separator, quotes }: Layout): Dialect | undefined {
  if (format !== 'csv' || quotes === 'none' || quotes === 'loose' || quotes === 'rows') return undefined;
  return {
    separator,
    quote: quotes === 'single' ? "'" : '"',
    escapeMark: quotes === 'backslash' ? '\\' : undefined,
  };
}

/** The fields of one row of text, by the file's layout; undefined when its quotes make no sense. */
export function fieldsOf(row: string, layout: Layout): string[] | undefined {
  const { format, separator, quotes } = layout;
  if (format === 'spaces') return row.trim().split(/[ \t]+/);
  if (quotes === 'none') return row.split(separator);
  const dialect = dialectOf(layout) ?? { separator, quote: '"', escapeMark: undefined };
  const { quote, escapeMark } = dialect;
  if (!row.includes(quote) && (escapeMark === undefined || !row.includes(escapeMark)))
    return row.split(separator);
  if (quotes === 'rows') return quotedFields(unwrapped(row, separator), dialect, false);
  return quotedFields(row, dialect, quotes === 'loose');
}

/** A row that a spreadsheet took for one field: its quotes are taken off, and separators of what it took for more fields. */
function unwrapped(row: string, separator: string): string {
  const whole = /^"((?:[^"]|"")*)"[,;\t|]*$/.exec(row.trim())?.[1];
  return whole?.includes(separator) ? whole.replaceAll('""', '"') : row;
}

function quotedFields(row: string, dialect: Dialect, loose: boolean): string[] | undefined {
  const { separator, quote } = dialect;
  const fields: string[] = [];
  for (let at = 0; ; at++) {
    const start = loose ? skipBlanks(row, at, separator) : at;
    if (row[start] !== quote) {
      const end = plainEnd(row, at, dialect);
      fields.push(meant(row.slice(at, end), dialect));
      if (end === row.length) return fields;
      at = end;
      continue;
    }
    const close = closing(row, start + 1, dialect);
    if (close < 0) return undefined;
    fields.push(meant(row.slice(start + 1, close).replaceAll(quote + quote, quote), dialect));
    const after = loose ? skipBlanks(row, close + 1, separator) : close + 1;
    if (after >= row.length) return fields;
    if (row[after] !== separator) return undefined;
    at = after;
  }
}

function skipBlanks(row: string, from: number, separator: string): number {
  let at = from;
  while (row[at] === ' ' || (row[at] === '\t' && separator !== '\t')) at++;
  return at;
}

/** Where a field without quotes ends: at the next separator that is none of its text. */
function plainEnd(row: string, from: number, { separator, escapeMark }: Dialect): number {
  if (escapeMark === undefined) {
    const end = row.indexOf(separator, from);
    return end < 0 ? row.length : end;
  }
  let at = from;
  while (at < row.length && row[at] !== separator) at += row[at] === escapeMark ? 2 : 1;
  return Math.min(at, row.length);
}

function closing(row: string, from: number, { quote, escapeMark }: Dialect): number {
  for (let at = from; at < row.length; at++) {
    if (row[at] === escapeMark) at++;
    else if (row[at] === quote) {
      if (row[at + 1] !== quote) return at;
      at++;
    }
  }
  return -1;
}

const SPELT: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '' };

/** A text without the backslashes that say how it is meant; `\N` alone, which says that there is no value, stays. */
function meant(field: string, { escapeMark }: Dialect): string {
  if (escapeMark === undefined || field === '\\N' || !field.includes(escapeMark)) return field;
  return field.replace(/\\([\s\S])/g, (_, letter: string) => SPELT[letter] ?? letter);
}

/** Fields as one row of CSV that reads back exactly, whatever stands in them. */
export function csvRow(fields: readonly string[]): string {
  return fields
    .map((field) => (/[",\r\n]|^\s|\s$|^\\N$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
}
