import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';

/** Tables that hold what must be seen as a whole before it is told; each ends in the digits of its import. */
const KINDS = ['file_lines_', 'file_links_'] as const;
export type GatheredKind = (typeof KINDS)[number];

/** The name of such a table of an import. */
export function gatheredName(kind: GatheredKind, id: string): string {
  return `${kind}${id.replaceAll('-', '')}`;
}

/** Drops what an import has gathered. */
export async function dropGathered(warehouse: Warehouse, id: string): Promise<void> {
  for (const kind of KINDS)
    await warehouse.run(sql`DROP TABLE IF EXISTS ${sql.name(gatheredName(kind, id))} SYNC`);
}

/** Drops what was gathered by imports that ended in between, as when the product was killed; `unfinished` go on. */
export async function dropForgotten(warehouse: Warehouse, unfinished: readonly string[]): Promise<void> {
  const kept = new Set(unfinished.flatMap((id) => KINDS.map((kind) => gatheredName(kind, id))));
  const tables = await warehouse.read<{ name: string }>(
    sql`SELECT name FROM system.tables WHERE database = currentDatabase() AND match(name, ${`^(${KINDS.join('|')})[0-9a-f]{32}$`})`,
  );
  for (const { name } of tables)
    if (!kept.has(name)) await warehouse.run(sql`DROP TABLE IF EXISTS ${sql.name(name)} SYNC`);
}
