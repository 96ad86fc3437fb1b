import { emptyFile, headerOnly, manyColumns, noLines } from '../faults.ts';
import { fieldsOf } from '../files/fields.ts';
import type { StoredFile } from '../files/file-store.ts';
import { HEAD, headBytes, laterPieces } from '../files/head-bytes.ts';
import { headRecords } from '../files/head-records.ts';
import { jsonFields } from '../files/json-columns.ts';
import { type Layout, MAX_COLUMNS } from '../mapping/mapping.ts';

/** Rows from the head, and some from the middle and the end. */
const HEAD_ROWS = 1000;
const LATER_ROWS = 300;

/** What is looked at before a file is imported. */
export interface Sample {
  readonly columns: readonly string[];
  /** The first rows; a field that is missing is an empty text. */
  readonly rows: readonly (readonly string[])[];
  /** Rows from further down. */
  readonly later: readonly (readonly string[])[];
}

/** The columns of a text file, as many as are known to be, and some of its rows. */
export async function sampleText(file: StoredFile, layout: Layout, wide = 0): Promise<Sample> {
  const bytes = await headBytes(file, layout);
  const head = rowsOf(bytes, layout);
  if (head.length <= (layout.header ? 1 : 0) && bytes.length === HEAD)
    throw noLines({ name: file.name, limit: HEAD / 1024 / 1024 });
  const plain = !layout.gzip && layout.encoding === 'utf-8' && layout.breaks !== 'cr';
  const pieces = plain ? await laterPieces(file) : [];
  const later = pieces.flatMap((piece) => middleRecords(piece, layout));
  return layout.format === 'jsonl'
    ? jsonSample(file, head, later)
    : tableSample(file, layout, head, later, wide);
}

/** The rows of a piece cut out anywhere: its first may be the end of one. */
function middleRecords(piece: Buffer, layout: Layout): string[] {
  const rows = rowsOf(piece.subarray(piece.indexOf(10) + 1), { ...layout, quotes: 'none', skip: 0 });
  return rows.slice(0, -1).slice(0, LATER_ROWS);
}

function rowsOf(bytes: Buffer, layout: Layout): string[] {
  return headRecords(bytes, layout).flatMap(({ row }) => (row === undefined ? [] : [row]));
}

function tableSample(
  file: StoredFile,
  layout: Layout,
  head: readonly string[],
  later: readonly string[],
  wide: number,
): Sample {
  const parsed = head.slice(0, HEAD_ROWS + 1).map((row) => fieldsOf(row, layout) ?? [row]);
  const [first] = parsed;
  if (!first) throw emptyFile({ name: file.name });
  const rows = layout.header ? parsed.slice(1) : parsed;
  if (rows.length === 0) throw headerOnly({ name: file.name });
  const own = layout.header ? first.length : Math.max(...rows.slice(0, 100).map(({ length }) => length));
  const width = Math.max(own, wide);
  checkWidth(file, width);
  const columns = namesOf(layout.header ? first : [], width);
  const same = later.map((row) => fieldsOf(row, layout)).filter((row) => row?.length === width);
  return {
    columns,
    rows: rows.map((row) => filled(row, width)),
    later: same.map((row) => filled(row ?? [], width)),
  };
}

function jsonSample(file: StoredFile, head: readonly string[], later: readonly string[]): Sample {
  const read = (rows: readonly string[]) => rows.map(jsonFields).filter((row) => row !== undefined);
  const [top, rest] = [read(head.slice(0, HEAD_ROWS)), read(later)];
  const columns = [...new Set([...top, ...rest].flatMap((row) => [...row.keys()]))];
  if (columns.length === 0) throw emptyFile({ name: file.name });
  checkWidth(file, columns.length);
  const pick = (row: ReadonlyMap<string, string>) => columns.map((name) => row.get(name) ?? '');
  return { columns, rows: top.map(pick), later: rest.map(pick) };
}

function checkWidth({ name }: StoredFile, found: number): void {
  if (found > MAX_COLUMNS) throw manyColumns({ name, found, limit: MAX_COLUMNS });
}

function filled(row: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, at) => row[at] ?? '');
}

/** A name for each column, no two the same. */
export function namesOf(header: readonly string[], width: number): string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: width }, (_, at) => {
    const given = header[at]?.trim().replace(/\s+/g, ' ').slice(0, 190) || `column ${at + 1}`;
    const times = (seen.get(given) ?? 0) + 1;
    seen.set(given, times);
    return times === 1 ? given : `${given} ${times}`;
  });
}
