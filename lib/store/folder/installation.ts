import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Sql, sql } from '#lib/sql';
import type { Database } from '../database/database.ts';
import { engineElsewhere, storeGone, storesApart } from '../faults.ts';
import { everywhere } from '../warehouse/merge-tree.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** Where the stores of an installation are; servers by host and database, without user or password. */
export interface Places {
  readonly rows: string;
  readonly columns: string;
}

/** What a data folder knows of the stores it belongs with. */
interface Installation extends Places {
  readonly id: string;
}

/** How a store is called that lies in the folder itself. */
const EMBEDDED = 'embedded';
/** Where each store keeps the mark. */
export const ROWS_TABLE = 'linger_installation';
export const INSTALLATION_TABLE = 'installation';
const fileOf = (dataDir: string) => join(dataDir, 'installation.json');

/** The place of a server's address, to be shown and kept. */
export function placeOf(url: string | undefined): string {
  if (url === undefined) return EMBEDDED;
  if (!URL.canParse(url)) return url.replace(/\/\/[^@/]*@/, '//');
  const { host, pathname } = new URL(url);
  return host + (pathname === '/' ? '' : pathname);
}

/**
 * Refuses a folder whose stores are known to be elsewhere or are gone, before an engine is opened: an embedded one would be
 * made anew beside a server that has the data, and take in what waits in the folder.
 */
export function refuseOtherPlaces(dataDir: string, given: Places): void {
  const known = readInstallation(dataDir);
  if (!known) return;
  for (const [store, setting] of [
    ['rows', 'DATABASE_URL'],
    ['columns', 'CLICKHOUSE_URL'],
  ] as const) {
    if ((known[store] === EMBEDDED) !== (given[store] === EMBEDDED))
      throw engineElsewhere({ folder: dataDir, setting, known: known[store], given: given[store] });
    const path = join(dataDir, store);
    if (known[store] === EMBEDDED && !existsSync(path)) throw storeGone({ path });
  }
}

/**
 * Refuses stores that don't belong together, or with the folder. Where nothing is said yet, as in new stores and in those of
 * an older program, `marks` gives all three one mark; a new folder joins the stores that it is given.
 */
export async function checkInstallation(
  { database, warehouse, dataDir }: { database: Database; warehouse: Warehouse; dataDir: string },
  places: Places,
  marks: boolean,
): Promise<void> {
  const file = readInstallation(dataDir);
  const [inRows, inColumns] = await Promise.all([markOfRows(database), markOfWarehouse(warehouse)]);
  const found = { folder: file?.id, rows: inRows, columns: inColumns };
  const isMark = (id: string | undefined) => id !== undefined && id !== NEW && id !== UNFILLED;
  const ids = new Set(Object.values(found).filter(isMark));
  const isEmpty = inRows === NEW || inRows === UNFILLED;
  // a first start that was killed leaves tables of one store and nothing of the other
  const half = inColumns === NEW ? !isEmpty : inRows === NEW;
  if (ids.size > 1 || half || (ids.size === 1 && isEmpty))
    throw storesApart({
      folder: `${dataDir} (${nameOf(found.folder)})`,
      rows: `${places.rows} (${nameOf(inRows)})`,
      columns: `${places.columns} (${nameOf(inColumns)})`,
    });
  if (!marks) return;
  const [id = randomUUID()] = ids;
  if (inRows !== id) await markRows(database, id);
  if (inColumns !== id) await markWarehouse(warehouse, id);
  const installation: Installation = { id, ...places };
  if (JSON.stringify(file) !== JSON.stringify(installation))
    await writeFile(fileOf(dataDir), `${JSON.stringify(installation)}\n`, { mode: 0o600, flush: true });
}

/** Takes the mark from a folder; the next start gives it that of its stores. */
export async function unmarkFolder(dataDir: string): Promise<void> {
  await rm(fileOf(dataDir), { force: true });
}

/** The mark that a folder carries. */
export function installationOf(dataDir: string): string | undefined {
  return readInstallation(dataDir)?.id;
}

/** A store without anything in it. */
const NEW = 'new';
/** A row store with tables and nothing in them, which no start has come to mark. */
const UNFILLED = 'unfilled';

function nameOf(id: string | undefined): string {
  return id === undefined ? '?' : id.slice(0, 8);
}

function readInstallation(dataDir: string): Installation | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Installation;
  } catch {
    return undefined;
  }
}

/** The mark of a store; `new` and `unfilled` where there is nothing in it, undefined when an older program filled it. */
async function markOfRows(database: Database): Promise<string | undefined> {
  const [tables] = await database.query<{ mark: string | null; ledger: string | null }>(
    `SELECT to_regclass('${ROWS_TABLE}')::text AS mark, to_regclass('linger_migrations')::text AS ledger`,
  );
  if (tables?.mark) {
    const [found] = await database.query<{ id: string }>(`SELECT id FROM ${ROWS_TABLE}`);
    if (found) return found.id;
  }
  if (!tables?.ledger) return NEW;
  const [taken] = await database.query('SELECT 1 FROM linger_migrations LIMIT 1');
  if (!taken) return NEW;
  return (await isUnfilled(database)) ? UNFILLED : undefined;
}

/** Whether no table has a row, but for those that every start writes. */
async function isUnfilled(database: Database): Promise<boolean> {
  const tables = await database.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE 'linger\\_%'`,
  );
  if (tables.length === 0) return true;
  const filled = tables.map(({ name }) => `EXISTS (SELECT 1 FROM ${name})`).join(' OR ');
  const [row] = await database.query<{ filled: boolean }>(`SELECT ${filled} AS filled`);
  return row?.filled !== true;
}

/** The mark in the event store; `new` when it is empty, undefined when an older program filled it. */
export async function markOfWarehouse(warehouse: Warehouse): Promise<string | undefined> {
  const tables = await warehouse.read<{ name: string }>(
    sql`SELECT name FROM system.tables WHERE database = currentDatabase() AND name IN ('events', ${INSTALLATION_TABLE})`,
  );
  if (tables.some(({ name }) => name === INSTALLATION_TABLE)) {
    const [found] = await warehouse.read<{ id: string }>(
      sql`SELECT id FROM ${sql.name(INSTALLATION_TABLE)} LIMIT 1`,
    );
    if (found) return found.id;
  }
  return tables.some(({ name }) => name === 'events') ? undefined : NEW;
}

async function markRows(database: Database, id: string): Promise<void> {
  await database.script(
    `CREATE TABLE IF NOT EXISTS ${ROWS_TABLE} (id text PRIMARY KEY); DELETE FROM ${ROWS_TABLE}; INSERT INTO ${ROWS_TABLE} VALUES ('${id}')`,
  );
}

/** Gives the event store a mark. */
export async function markWarehouse(warehouse: Warehouse, id: string): Promise<void> {
  const shape = { name: INSTALLATION_TABLE, columns: ['id String'], orderBy: 'id' };
  for (const statement of everywhere(shape, warehouse.cluster)) await warehouse.run(new Sql([statement], []));
  await warehouse.run(sql`INSERT INTO ${sql.name(INSTALLATION_TABLE)} VALUES (${id})`);
}
