import type { Layout } from '../mapping/mapping.ts';
import { dialectOf } from './fields.ts';
import { HEAD } from './head-bytes.ts';
import { RecordFinder } from './records.ts';

/** A row of text and the line it begins on; no row where its quotes make no sense. */
export interface HeadRecord {
  readonly line: number;
  readonly row: string | undefined;
}

/** The rows of a head below the lines that are skipped. The last is left out when it may be cut off. */
export function headRecords(text: Buffer, layout: Layout): HeadRecord[] {
  const { bytes, records } = new RecordFinder(dialectOf(layout)).take(text, text.length < HEAD);
  return records
    .filter(({ line }) => line > layout.skip)
    .map(({ start, end, line, bad }) => ({
      line,
      row: bad === 'row-bad-quotes' ? undefined : bytes.toString('utf8', start, end),
    }))
    .filter(({ row }) => row === undefined || row.trim() !== '');
}
