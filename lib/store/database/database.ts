import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** The row store: accounts, definitions, jobs. PGlite in the data folder, or PostgreSQL; one dialect. */
export interface Database {
  /** Drizzle's query builder over either engine. */
  readonly db: PgDatabase<PgQueryResultHKT>;
  /** Plain SQL with `$1` holes, for migrations and the job queue. 64-bit integers, numerics and dates come back as text. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Several statements separated by `;`, no values: all of them are done, or none. */
  script(text: string): Promise<void>;
  /** Runs `work` while no other process on the same store runs work under this name. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** When the last statement of `db` that may write began, on the clock of `performance.now()`. */
  readonly wroteAt: number;
  readonly engine: 'pglite' | 'postgres';
  close(): Promise<void>;
}
