import type { Layout } from './mapping.ts';

/** The fields of one row of text, by the file's layout; undefined when its quotes make no sense. */
export function fieldsOf(row: string, { format, separator, quotes }: Layout): string[] | undefined {
  if (format === 'spaces') return row.trim().split(/[ \t]+/);
  if (quotes === 'none' || !row.includes('"')) return row.split(separator);
  return quotedFields(row, separator, quotes === 'loose');
}

function quotedFields(row: string, separator: string, loose: boolean): string[] | undefined {
  const fields: string[] = [];
  for (let at = 0; ; at++) {
    const start = loose ? skipBlanks(row, at, separator) : at;
    if (row[start] !== '"') {
      const end = row.indexOf(separator, at);
      fields.push(row.slice(at, end < 0 ? undefined : end));
      if (end < 0) return fields;
      at = end;
      continue;
    }
    const close = closing(row, start + 1);
    if (close < 0) return undefined;
    fields.push(row.slice(start + 1, close).replaceAll('""', '"'));
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

function closing(row: string, from: number): number {
  for (let at = from; ; ) {
    const quote = row.indexOf('"', at);
    if (quote < 0 || row[quote + 1] !== '"') return quote;
    at = quote + 2;
  }
}

/** Fields as one row of CSV that reads back exactly, whatever stands in them. */
export function csvRow(fields: readonly string[]): string {
  return fields
    .map((field) => (/[",\r\n]|^\s|\s$|^\\N$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
}
