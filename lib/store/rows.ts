import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** The row store: accounts, definitions, jobs. PGlite in the data folder, or PostgreSQL; one dialect. */
export interface Rows {
  /** Drizzle's query builder over either engine. */
  readonly db: PgDatabase<PgQueryResultHKT>;
  /** Plain SQL with `$1` holes, for migrations and the job queue. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Several statements separated by `;`, no values. */
  script(text: string): Promise<void>;
  readonly engine: 'pglite' | 'postgres';
  close(): Promise<void>;
}
