import { randomUUID } from 'node:crypto';
import { type Sql, sql } from '#lib/sql';
import type { Columns } from '#lib/store';
import { csvRow } from './fields.ts';
import { isKeyed } from './mapping.ts';
import { runPart } from './run-part.ts';
import type { Sample } from './sample.ts';
import { Stage } from './stage.ts';
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

/** The first rows as the import would write them, made by the same statement, in a table that lives as long. */
export async function preview(columns: Columns, tables: Tables, entry: Import, sample: Sample) {
  const offset = entry.layout.header && entry.layout.format !== 'parquet' ? 2 : 1;
  const lines = sample.rows.map((row, at) => `${at + offset},${csvRow(row)}\n`);
  const rows = await tables.few(entry.file, lines, sample.columns.length);
  const table = sql.name(`file_preview_${randomUUID().replaceAll('-', '')}`);
  await columns.run(sql`CREATE TABLE ${table} (line UInt64, reason String, person String, event String, time DateTime64(3, 'UTC'),
    texts Map(String, String), numbers Map(String, Float64), times Map(String, DateTime64(3, 'UTC'))) ENGINE = Memory`);
  const stage = isKeyed(entry.mapping) ? new Stage(columns, randomUUID()) : undefined;
  try {
    await stage?.open();
    const settings = tables.settings({ ...entry.layout, separator: ',' });
    const select = selectOf(entry, rows.from, entry.started, false);
    const into = (from: Sql) =>
      sql`INSERT INTO ${table} SELECT line, reason, distinct_id, event, time, texts, numbers, times FROM (${from})`;
    if (stage) {
      await stage.add(rows, select, entry.started, { doubt: false, settings });
      await columns.run(into(stage.folded(entry, { index: 0, of: 1 })));
    } else await runPart(columns, rows, into(select), { settings });
    const shown = await columns.read<Omit<PreviewRow, 'line'> & { line: string }>(
      sql`SELECT * FROM ${table} ORDER BY line LIMIT ${sql.integer(SHOWN)}`,
    );
    const counted = await columns.read<{ reason: string; times: string }>(
      sql`SELECT reason, toString(count()) AS times FROM ${table} GROUP BY reason`,
    );
    return {
      rows: shown.map((row): PreviewRow => ({ ...row, line: Number(row.line) })),
      counts: counted.map(({ reason, times }) => ({ reason, times: Number(times) })),
    };
  } finally {
    await columns.run(sql`DROP TABLE IF EXISTS ${table}`);
    await stage?.drop();
    await rows.release();
  }
}
