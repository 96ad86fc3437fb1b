import { ClickHouseError } from '@clickhouse/client';
import { sql } from '#lib/sql';
import { warehouseReadOnly, warehouseTooOld } from '../faults.ts';
import type { Warehouse } from './warehouse.ts';

/** From here on a merge writes the projections that inserts leave out (`materialize_projections_on_merge`). */
const NEEDED = '26.6';

/** Refuses a server that is older than the tables need, or whose user may only read. */
export async function checkServer(warehouse: Warehouse, address: string): Promise<void> {
  const [found] = await warehouse.read<{ version: string; readonly: string }>(
    sql`SELECT version() AS version, toString(getSetting('readonly')) AS readonly`,
  );
  if (!found || isOlder(found.version, NEEDED))
    throw warehouseTooOld({ address, found: found?.version ?? '?', needed: NEEDED });
  if (found.readonly !== '0') throw warehouseReadOnly({ address });
}

/** A user who may not even change settings is refused by the first statement, which has some. */
export function isReadOnly(cause: unknown): boolean {
  return cause instanceof ClickHouseError && cause.code === '164';
}

function isOlder(version: string, needed: string): boolean {
  const parts = (text: string) => text.split('.').map(Number);
  const [major = 0, minor = 0] = parts(version);
  const [neededMajor = 0, neededMinor = 0] = parts(needed);
  return !(major > neededMajor || (major === neededMajor && minor >= neededMinor));
}
