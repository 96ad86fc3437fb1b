import { mkdir } from 'node:fs/promises';
import { type Clock, systemClock } from '#lib/core';
import { openJobs } from '#lib/jobs';
import { sql } from '#lib/sql';
import { type Columns, lockFolder, migrate, openColumns, openRows, type Rows } from '#lib/store';
import { type Access, access, Scopes } from '#loop/access';
import { AnswerCache, Segments, segmentJobs } from '#loop/ask';
import { Collect } from '#loop/collect';
import { Demo } from './demo/demo.ts';
import { migrations } from './migrations.ts';

/** Where a house keeps its things. */
export interface HouseOptions {
  /** The data folder. */
  readonly data: string;
  /** A ClickHouse server; the embedded engine when absent. */
  readonly clickhouse?: string;
  /** A PostgreSQL; the embedded one when absent. */
  readonly database?: string;
}

/** The opened stores and the rooms at work on them. */
export interface House {
  readonly data: string;
  readonly columns: Columns;
  readonly rows: Rows;
  readonly clock: Clock;
  readonly access: Access;
  readonly scopes: Scopes;
  readonly collect: Collect;
  readonly cache: AnswerCache;
  readonly segments: Segments;
  readonly demo: Demo;
  /** The steps that opening took to bring the stores up to date. */
  readonly migrated: readonly string[];
  /** Whether both engines answer. */
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

/** Locks the folder, opens both stores and brings them up to date. One at a time per folder. */
export async function openHouse({ data, clickhouse, database }: HouseOptions): Promise<House> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    // ours alone; when it cannot be made, the lock below says so in words
    await mkdir(data, { recursive: true, mode: 0o700 }).catch(() => undefined);
    const lock = await lockFolder(data);
    closing.push(() => lock.release());
    const [rows, columns] = await both(
      openRows({ dataDir: data, url: database }),
      openColumns({ dataDir: data, url: clickhouse }),
      (store) => closing.push(() => store.close()),
    );
    const migrated = await migrate(columns, rows, migrations);
    const clock = systemClock;
    const scopes = new Scopes(columns, clock);
    const collect = await Collect.open({ folder: data, columns, rows, scopes, clock });
    closing.push(() => collect.close());
    const demo = new Demo({ collect, rows, clock });
    closing.push(() => demo.close());
    const house = furnish({ data, rows, columns, clock, scopes, collect, demo, migrated, close });
    const jobs = await openJobs(rows, () => undefined);
    closing.push(() => jobs.close());
    await segmentJobs(jobs, house.segments, (project) => house.access.insider(project, 'en'));
    return house;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Both stores at once; what opened is handed over for closing even when the other did not. */
async function both<A, B>(a: Promise<A>, b: Promise<B>, opened: (store: A | B) => void): Promise<[A, B]> {
  const settled = await Promise.allSettled([a, b]);
  for (const one of settled) if (one.status === 'fulfilled') opened(one.value);
  return Promise.all([a, b]);
}

type Bare = Omit<House, 'access' | 'cache' | 'segments' | 'healthy'>;

function furnish(bare: Bare): House {
  const { rows, columns, clock, scopes } = bare;
  return {
    ...bare,
    access: access({ rows, clock }),
    cache: new AnswerCache(),
    segments: new Segments({ columns, rows, scopes, clock }),
    healthy: () => isHealthy(rows, columns),
  };
}

async function isHealthy(rows: Rows, columns: Columns): Promise<boolean> {
  try {
    await Promise.all([rows.query('SELECT 1'), columns.read(sql`SELECT 1`, { seconds: 5 })]);
    return true;
  } catch {
    return false;
  }
}
