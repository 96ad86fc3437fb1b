import { Fault, type Words, withoutSecrets } from '#lib/core';
import { sql } from '#lib/sql';
import { type Machine, machine, outsideCauseOf } from '#lib/store';
import { engineSilent } from './faults.ts';
import type { Product } from './product.ts';

/** What one engine said of itself. */
export interface EngineReport {
  readonly engine: string;
  readonly version: string;
  /** Seconds that the engine's clock is ahead of ours. */
  readonly ahead: number;
  /** Tables that take nothing in, as of a cluster that lost its Keeper. */
  readonly stuck: readonly string[];
}

/** How the way of events from the journal into the engine is. */
export interface BacklogReport {
  readonly segments: number;
  /** Why the engine does not take them, and for how many seconds. */
  readonly trouble: Words | null;
  readonly seconds: number;
}

/** How many days of the index of people are written, compared with their events, and found to differ. */
export interface IndexReport {
  readonly days: number;
  readonly looked: number;
  readonly wrong: number;
}

/** Asks both engines for version and time; an engine that does not answer is the fault it gives. */
export async function inspect(product: Product): Promise<{
  rows: EngineReport;
  columns: EngineReport;
  backlog: BacklogReport;
  machine: Machine;
  index: IndexReport;
}> {
  const { database, warehouse, clock, collect, data } = product;
  const [row] = await database.query<{ version: string; now: number }>(
    "SELECT split_part(version(), ' ', 2) AS version, extract(epoch FROM clock_timestamp())::float8 AS now",
  );
  const rowsAhead = Number(row?.now) - clock.now().getTime() / 1000;
  const patience = AbortSignal.timeout(5000);
  const [column] = await warehouse
    .read<{ version: string; now: number; stuck: string[] }>(
      sql`SELECT version() AS version, toUnixTimestamp64Milli(now64(3)) / 1000 AS now,
        (SELECT groupArray(table) FROM system.replicas WHERE database = currentDatabase() AND is_readonly) AS stuck`,
      { signal: patience },
    )
    .catch((cause: unknown) => Promise.reject(patience.aborted ? engineSilent({}, cause) : cause));
  const columnsAhead = Number(column?.now) - clock.now().getTime() / 1000;
  return {
    rows: { engine: database.engine, version: row?.version ?? '', ahead: rowsAhead, stuck: [] },
    columns: {
      engine: 'clickhouse',
      version: column?.version ?? '',
      ahead: columnsAhead,
      stuck: column?.stuck ?? [],
    },
    backlog: await backlogOf(collect.backlog(), data),
    machine: machine(),
    index: await indexOf(product, AbortSignal.timeout(30_000)),
  };
}

async function indexOf({ access, scopes, bitmaps }: Product, signal: AbortSignal) {
  const opened = [];
  for (const project of await access.projects()) {
    const viewer = await access.systemViewer(project, 'en');
    opened.push({ viewer, scope: await scopes.scopeOf(viewer) });
  }
  return bitmaps.check(opened, { signal });
}

const both = (text: string): Words => ({ zh: text, en: text });

async function backlogOf(
  { segments, trouble, troubled }: ReturnType<Product['collect']['backlog']>,
  data: string,
): Promise<BacklogReport> {
  const fault = trouble instanceof Fault ? trouble : await outsideCauseOf(data, trouble);
  const words = fault ? { zh: fault.say('zh'), en: fault.say('en') } : both(withoutSecrets(String(trouble)));
  return { segments, trouble: trouble === undefined ? null : words, seconds: Math.round(troubled / 1000) };
}
