import { fileTypeFromBuffer } from 'file-type';
import { emptyFile, jsonDocument, noLines, notText, oldExcel, unknownFormat } from './faults.ts';
import { fieldsOf } from './fields.ts';
import { encodingOf, HEAD, headBytes, laterPieces, rawBytes } from './head-bytes.ts';
import { type Layout, layout, type MomentForm, momentForms, separators } from './mapping.ts';
import { fitsForm } from './moment-form.ts';
import { readNumber } from './number-form.ts';
import { RecordFinder } from './records.ts';
import type { StoredFile } from './shelf.ts';
import { lineFeeds } from './text-bytes.ts';

/** Rows that are looked at to find the separator. */
const LOOKED_AT = 200;
const BINARY = { xlsx: 'xlsx', parquet: 'parquet' } as const;

/** How the bytes of a file become rows, told from the bytes alone: names lie. */
export async function sniff(file: StoredFile): Promise<Layout> {
  const raw = await rawBytes(file, 0, 64 * 1024);
  if (raw.length === 0) throw emptyFile({ name: file.name });
  const gzip = raw[0] === 0x1f && raw[1] === 0x8b;
  const head = gzip ? await headBytes(file, { gzip, encoding: 'utf-8' }) : await rawBytes(file, 0, HEAD);
  if (head.length === 0) throw emptyFile({ name: file.name });
  const marked = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const binary = marked ? undefined : await binaryFormat(file, head);
  if (binary) return layout.parse({ format: binary, gzip });
  const encoding = encodingOf(head, gzip ? [] : await laterPieces(file));
  if (!encoding) throw notText({ name: file.name });
  const text = await headBytes(file, { gzip, encoding });
  if (!endsInReturns(text)) return layout.parse({ ...textLayout(file, text), gzip, encoding });
  return layout.parse({ ...textLayout(file, lineFeeds(text)), gzip, encoding, breaks: 'cr' });
}

/** Whether lines end as they once did on the Mac; a line feed may stand within a field then. */
function endsInReturns(text: Buffer): boolean {
  let [returns, feeds] = [0, 0];
  text.forEach((byte, at) => {
    if (byte === 10) feeds++;
    else if (byte === 13 && text[at + 1] !== 10) returns++;
  });
  return returns > feeds;
}

async function binaryFormat({ name }: StoredFile, head: Buffer): Promise<'xlsx' | 'parquet' | undefined> {
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
  const type = await fileTypeFromBuffer(head);
  if (!type) return undefined;
  if (type.ext in BINARY) return BINARY[type.ext as keyof typeof BINARY];
  if (type.ext === 'cfb') throw oldExcel({ name });
  if (type.mime.startsWith('text/') || type.ext === 'xml') return undefined;
  throw unknownFormat({ name, found: `${type.ext} (${type.mime})` });
}

function textLayout(file: StoredFile, text: Buffer): Partial<Layout> {
  if (text.length >= HEAD && text.indexOf(10) < 0)
    throw noLines({ name: file.name, limit: HEAD / 1024 / 1024 });
  if (isJson(text)) return { format: 'jsonl', header: false };
  refuseDocument(file, text);
  const candidates = [
    ...separators.flatMap((separator) => [
      shapeOf(text, layout.parse({ format: 'csv', separator })),
      shapeOf(text, layout.parse({ format: 'csv', separator, quotes: 'loose' })),
      shapeOf(text, layout.parse({ format: 'csv', separator, quotes: 'none' })),
    ]),
  ];
  const best = candidates.reduce((a, b) => (b.score > a.score + 1e-9 ? b : a));
  const spaced = shapeOf(text, layout.parse({ format: 'spaces', quotes: 'none' }));
  const found = best.width === 1 && spaced.width > 1 && spaced.score > 0.9 ? spaced : best;
  return { ...found.layout, header: hasHeader(found.rows) };
}

interface TextShape {
  readonly layout: Layout;
  readonly rows: readonly string[][];
  /** Fields of most rows. */
  readonly width: number;
  /** How well the layout explains the text: agreement of the rows, then width. */
  readonly score: number;
}

function shapeOf(text: Buffer, given: Layout): TextShape {
  const rows: string[][] = [];
  let bad = 0;
  for (const record of headRecords(text, given).slice(0, LOOKED_AT)) {
    const fields = record === undefined ? undefined : fieldsOf(record, given);
    if (fields) rows.push(fields);
    else bad++;
  }
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width = 1, most = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  const agreement = most / Math.max(1, rows.length + bad);
  const stray = strayQuotes(rows);
  const penalty = given.quotes === 'strict' ? 0 : given.quotes === 'loose' ? 0.01 : 0.02;
  const base = width > 1 ? agreement * (1 + Math.min(width, 50) / 100) : 0.3 * agreement;
  return { layout: given, rows, width, score: base - penalty - stray * 0.2 };
}

/** The share of rows in which quotes are left that the layout should have understood. */
function strayQuotes(rows: readonly string[][]): number {
  const stray = rows.filter((fields) => fields.some((field) => /^\s*".*"\s*$/s.test(field)));
  return rows.length === 0 ? 0 : stray.length / rows.length;
}

/** The rows of a head as text; undefined for one with broken quotes. The last is left out when it may be cut off. */
export function headRecords(text: Buffer, { format, separator, quotes }: Layout): (string | undefined)[] {
  const finder = new RecordFinder(
    format === 'csv' && quotes === 'strict' ? separator.charCodeAt(0) : undefined,
  );
  const { bytes, records } = finder.take(text, text.length < HEAD);
  const out = records.map(({ start, end, bad }) =>
    bad === 'row-bad-quotes' ? undefined : bytes.toString('utf8', start, end),
  );
  return out.filter((row) => row === undefined || row.trim() !== '');
}

function isJson(text: Buffer): boolean {
  const start = text.subarray(0, 1000).toString('utf8').trimStart();
  if (!start.startsWith('{')) return false;
  const newline = text.indexOf(10);
  try {
    JSON.parse(text.subarray(0, newline < 0 ? undefined : newline).toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

/** JSON that is not told line by line, and pages of the web that are called tables, would be read as rows of nonsense. */
function refuseDocument({ name }: StoredFile, text: Buffer): void {
  const start = text.subarray(0, 1000).toString('utf8');
  if (/^\s*(\[\s*\{|\{\s*[\r\n])/.test(start)) throw jsonDocument({ name });
  const markup = /^\s*<(\?xml|!doctype|html|head|meta|table|div)\b/i.exec(start)?.[1];
  if (markup) throw unknownFormat({ name, found: markup === '?xml' ? 'XML' : 'HTML' });
}

/** A first row in which nothing is a number or a time names the columns. */
function hasHeader(rows: readonly (readonly string[])[]): boolean {
  const [first, ...rest] = rows;
  if (!first) return false;
  if (first.some((field) => isValue(field))) return false;
  if (rest.some((row) => row.some((field) => isValue(field)))) return true;
  const distinct = new Set(first);
  return distinct.size === first.length && !rest.some((row) => row.some((field, at) => field === first[at]));
}

function isValue(field: string): boolean {
  return (
    readNumber(field, 'point') !== undefined || momentForms.some((form: MomentForm) => fitsForm(field, form))
  );
}
