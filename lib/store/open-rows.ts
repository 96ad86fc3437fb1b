import { openPglite } from './pglite/open-pglite.ts';
import { openPostgres } from './postgres.ts';
import type { Rows } from './rows.ts';

export interface RowsOptions {
  readonly dataDir: string;
  /** A PostgreSQL server, `postgres://user:password@host:5432/database`; PGlite in the data folder when absent. */
  readonly url?: string | undefined;
}

/** Opens the row store. */
export function openRows({ dataDir, url }: RowsOptions): Promise<Rows> {
  return url ? openPostgres(url) : openPglite(dataDir);
}
