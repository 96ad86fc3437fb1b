import type { Migration } from '../migration.ts';

/** The names that migrations ever gave to tables, views and dictionaries of each store. */
export interface KnownTables {
  readonly rows: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
}

const CREATES =
  /\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:TABLE|VIEW|MATERIALIZED\s+VIEW|DICTIONARY)\s+(?:IF\s+NOT\s+EXISTS\s+)?[`"]?(\w+)/gi;

/** Which tables are Linger's own, so that another program's in the same database are left in peace. */
export function knownTables(migrations: readonly Migration[], cluster: string | undefined): KnownTables {
  const namesIn = (texts: readonly string[]) =>
    new Set(texts.flatMap((text) => [...text.matchAll(CREATES)].map(([, name = '']) => name)));
  return {
    rows: namesIn(migrations.flatMap(({ database }) => database ?? [])),
    columns: namesIn(migrations.flatMap(({ warehouse }) => warehouse?.(cluster) ?? [])),
  };
}
