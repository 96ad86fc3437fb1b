import type { Database } from './database.ts';
import type { Lease } from './lease.ts';
import { openPglite } from './pglite/open-pglite.ts';
import { openPostgres } from './postgres.ts';

export interface DatabaseOptions {
  /** By which right a PostgreSQL server is written to; without one nobody is asked. */
  readonly lease?: Lease | undefined;
  readonly dataDir: string;
  /** A PostgreSQL server, `postgres://user:password@host:5432/database`; PGlite in the data folder when absent. */
  readonly url?: string | undefined;
}

/** Opens the row store. */
export function openDatabase({ dataDir, url, lease }: DatabaseOptions): Promise<Database> {
  return url ? openPostgres(url, lease) : openPglite(dataDir);
}
