import { sql } from '#lib/sql';
import { engineSilent } from './faults.ts';
import type { House } from './house.ts';

/** What one engine said of itself. */
export interface EngineReport {
  readonly engine: string;
  readonly version: string;
  /** Seconds that the engine's clock is ahead of ours. */
  readonly ahead: number;
}

/** Asks both engines for version and time; an engine that does not answer is the fault it gives. */
export async function inspect({
  rows,
  columns,
  clock,
}: House): Promise<{ rows: EngineReport; columns: EngineReport }> {
  const [row] = await rows.query<{ version: string; now: number }>(
    "SELECT split_part(version(), ' ', 2) AS version, extract(epoch FROM clock_timestamp())::float8 AS now",
  );
  const rowsAhead = Number(row?.now) - clock.now().getTime() / 1000;
  const patience = AbortSignal.timeout(5000);
  const [column] = await columns
    .read<{ version: string; now: number }>(
      sql`SELECT version() AS version, toUnixTimestamp64Milli(now64(3)) / 1000 AS now`,
      { signal: patience },
    )
    .catch((cause: unknown) => Promise.reject(patience.aborted ? engineSilent({}, cause) : cause));
  const columnsAhead = Number(column?.now) - clock.now().getTime() / 1000;
  return {
    rows: { engine: rows.engine, version: row?.version ?? '', ahead: rowsAhead },
    columns: { engine: 'clickhouse', version: column?.version ?? '', ahead: columnsAhead },
  };
}
