import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from '#lib/sql';
import type { Columns } from '#lib/store';
import { partSource } from './compile.ts';
import { csvRow } from './fields.ts';
import type { Sample } from './sample.ts';
import type { Import } from './table.ts';
import type { Tables } from './tables.ts';
import { selectOf } from './write-part.ts';

/** A row of the file as it would arrive. */
export interface PreviewRow {
  readonly line: number;
  readonly reason: string;
  readonly person: string;
  readonly event: string;
  readonly time: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, number>>;
  readonly times: Readonly<Record<string, string>>;
}

const SHOWN = 12;

/** The first rows as the import would write them, made by the same statement. */
export async function preview(columns: Columns, tables: Tables, entry: Import, sample: Sample) {
  const path = tables.shelf.beside(entry.file, `preview-${randomUUID()}.csv`);
  const offset = entry.layout.header && entry.layout.format !== 'parquet' ? 2 : 1;
  const lines = sample.rows.map((row, at) => `${at + offset},${csvRow(row)}\n`);
  await pipeline(Readable.from(lines), createWriteStream(path, { mode: 0o600 }));
  try {
    const select = selectOf(
      entry,
      partSource({ path, firstLine: undefined }, sample.columns.length),
      entry.started,
      false,
    );
    const settings = tables.settings({ ...entry.layout, separator: ',' });
    const shown = await columns.read<Omit<PreviewRow, 'line'> & { line_text: string }>(
      sql`SELECT toString(line) AS line_text, reason, distinct_id AS person, event, time, texts, numbers, times
        FROM (${select}) ORDER BY line LIMIT ${sql.integer(SHOWN)} SETTINGS ${settings}`,
    );
    const counted = await columns.read<{ reason: string; times: string }>(
      sql`SELECT reason, toString(count()) AS times FROM (${select}) GROUP BY reason SETTINGS ${settings}`,
    );
    return {
      rows: shown.map(({ line_text, ...row }) => ({ ...row, line: Number(line_text) })),
      counts: counted.map(({ reason, times }) => ({ reason, times: Number(times) })),
    };
  } finally {
    await rm(path, { force: true });
  }
}
