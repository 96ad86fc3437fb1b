import { randomUUID } from 'node:crypto';
import { type Sql, sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import type { TablePart, Tables } from '../files/file-tables.ts';
import { isKeyed } from '../mapping/mapping.ts';
import type { Import } from '../table.ts';
import { inSmallerSizes, type Size } from './persist.ts';
import { runPart } from './run-part.ts';
import { Stage } from './stage.ts';
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

/** Of a file so many bytes or rows are looked at. */
const LOOKED_AT = { partBytes: 128 * 1024, partRows: 1000 };

/** The first rows as the import would write them: cut and read the same way, in a table that lives as long. */
export async function preview(warehouse: Warehouse, tables: Tables, entry: Import) {
  const asked = {
    columns: entry.columns.names,
    job: `preview-${randomUUID()}`,
    numbered: true,
    ...LOOKED_AT,
  };
  for await (const part of tables.partsAhead(entry.file, entry.layout, asked))
    return await inSmallerSizes((size) => previewOf(warehouse, tables, entry, part, size));
  return { rows: [], counts: [] };
}

async function previewOf(warehouse: Warehouse, tables: Tables, entry: Import, rows: TablePart, size: Size) {
  const table = sql.name(`file_preview_${randomUUID().replaceAll('-', '')}`);
  await warehouse.run(sql`CREATE TABLE ${table} (line UInt64, reason String, person String, event String, time DateTime64(3, 'UTC'),
    texts Map(String, String), numbers Map(String, Float64), times Map(String, DateTime64(3, 'UTC'))) ENGINE = Memory`);
  const stage = isKeyed(entry.mapping) ? new Stage(warehouse, randomUUID()) : undefined;
  try {
    await stage?.open();
    const settings = tables.settings(entry.layout);
    const select = selectOf(entry, rows.from, entry.started, false);
    const into = (from: Sql) =>
      sql`INSERT INTO ${table} SELECT line, reason, distinct_id, event, time, texts, numbers, times FROM (${from})`;
    if (stage) {
      await stage.add(rows, select, entry.started, { doubt: false, settings, size });
      await warehouse.run(into(stage.folded(entry, { index: 0, of: 1 })), { settings: size.settings });
    } else await runPart(warehouse, rows, into(select), { settings, size });
    const shown = await warehouse.read<Omit<PreviewRow, 'line'> & { line: string }>(
      sql`SELECT * FROM ${table} ORDER BY line LIMIT ${sql.integer(SHOWN)}`,
    );
    const counted = await warehouse.read<{ reason: string; times: string }>(
      sql`SELECT reason, toString(count()) AS times FROM ${table} GROUP BY reason`,
    );
    const none = { person: '', event: '', time: '', texts: {}, numbers: {}, times: {} };
    const all = [
      ...shown.map((row): PreviewRow => ({ ...row, line: Number(row.line) })),
      ...rows.bad.map(({ line, reason }): PreviewRow => ({ line, reason, ...none })),
    ];
    return {
      rows: all.sort((a, b) => a.line - b.line).slice(0, SHOWN),
      counts: counts(counted, rows.bad),
    };
  } finally {
    await warehouse.run(sql`DROP TABLE IF EXISTS ${table}`);
    await stage?.drop();
  }
}

function counts(counted: readonly { reason: string; times: string }[], bad: TablePart['bad']) {
  const times = new Map(counted.map((row) => [row.reason, Number(row.times)]));
  for (const { reason } of bad) times.set(reason, (times.get(reason) ?? 0) + 1);
  return [...times].map(([reason, count]) => ({ reason, times: count }));
}
