import { randomUUID } from 'node:crypto';
import { sql } from '#lib/sql';
import type { Columns } from '#lib/store';
import { runPart } from './run-part.ts';
import type { Import } from './table.ts';
import type { Tables } from './tables.ts';
import { selectOf } from './write-part.ts';

/** What an import would bring, counted on the whole file. */
export interface DryRun {
  readonly rows: number;
  readonly events: number;
  /** Exact up to a hundred thousand or so, within 0.2 % above. */
  readonly people: number;
  readonly rejected: number;
  readonly reasons: readonly { readonly reason: string; readonly times: number }[];
  readonly first: string | null;
  readonly last: string | null;
}

interface Counted {
  reason: string;
  times: string;
  people: string;
  first: string;
  last: string;
}

/** Reads the whole file and writes nothing but counts, which are merged over its parts in a table that lives as long. */
export async function dryRun(
  columns: Columns,
  tables: Tables,
  entry: Import,
  { signal, partBytes }: { signal: AbortSignal; partBytes?: number },
): Promise<DryRun> {
  const counts = sql.name(`file_counts_${randomUUID().replaceAll('-', '')}`);
  await columns.run(sql`CREATE TABLE ${counts} (reason String, times UInt64, people AggregateFunction(uniqCombined64(20), UInt64),
    first DateTime64(3, 'UTC'), last DateTime64(3, 'UTC')) ENGINE = Memory`);
  const bad = new Map<string, number>();
  try {
    const asked = { columns: entry.columns.names, job: `count-${randomUUID()}`, signal, partBytes };
    for await (const part of tables.partsAhead(entry.file, entry.layout, asked)) {
      for (const { reason } of part.bad) bad.set(reason, (bad.get(reason) ?? 0) + 1);
      const statement = sql`INSERT INTO ${counts} SELECT reason, count(), uniqCombined64State(20)(sipHash64(distinct_id)), min(time), max(time)
          FROM (${selectOf(entry, part.from, entry.started, false)}) GROUP BY reason`;
      await runPart(columns, part, statement, { signal, settings: tables.settings(entry.layout) });
    }
    const rows = await columns.read<Counted>(
      sql`SELECT reason, toString(sum(times)) AS times, toString(uniqCombined64Merge(20)(people)) AS people,
        min(counts.first) AS first, max(counts.last) AS last FROM ${counts} AS counts GROUP BY reason`,
    );
    return summed(entry, rows, bad);
  } finally {
    await columns.run(sql`DROP TABLE IF EXISTS ${counts}`);
  }
}

function summed({ mapping }: Import, rows: readonly Counted[], bad: ReadonlyMap<string, number>): DryRun {
  const good = rows.find(({ reason }) => reason === '');
  const reasons = [
    ...rows
      .filter(({ reason }) => reason !== '')
      .map(({ reason, times }) => ({ reason, times: Number(times) })),
    ...[...bad].map(([reason, times]) => ({ reason, times })),
  ].sort((a, b) => b.times - a.times);
  const rejected = reasons.reduce((sum, { times }) => sum + times, 0);
  const kept = Number(good?.times ?? 0);
  const tellsOfEvents = mapping.event !== null || mapping.columns.some(({ role }) => role === 'event');
  return {
    rows: kept + rejected,
    events: tellsOfEvents ? kept : 0,
    people: Number(good?.people ?? 0),
    rejected,
    reasons,
    first: tellsOfEvents ? (good?.first ?? null) : null,
    last: tellsOfEvents ? (good?.last ?? null) : null,
  };
}
