import { type Clock, systemClock } from '#lib/core';
import { sql } from '#lib/sql';
import { type Columns, lockFolder, migrate, openColumns, openRows, type Rows } from '#lib/store';
import { type Access, access, Scopes } from '#loop/access';
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
    const lock = await lockFolder(data);
    closing.push(() => lock.release());
    const rows = await openRows({ dataDir: data, url: database });
    closing.push(() => rows.close());
    const columns = await openColumns({ dataDir: data, url: clickhouse });
    closing.push(() => columns.close());
    const migrated = await migrate(columns, rows, migrations);
    return furnish({ data, rows, columns, migrated, close });
  } catch (error) {
    await close();
    throw error;
  }
}

type Bare = Pick<House, 'data' | 'rows' | 'columns' | 'migrated' | 'close'>;

function furnish(bare: Bare): House {
  const { rows, columns } = bare;
  const clock = systemClock;
  return {
    ...bare,
    clock,
    access: access({ rows, clock }),
    scopes: new Scopes(columns, clock),
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
