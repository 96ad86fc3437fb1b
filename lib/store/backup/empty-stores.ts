import { readFileSync } from 'node:fs';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Sql, sql } from '#lib/sql';
import type { Database } from '../database/database.ts';
import { newerThanProgram, notEmpty } from '../faults.ts';
import {
  INSTALLATION_TABLE,
  markOfWarehouse,
  markWarehouse,
  ROWS_TABLE,
  unmarkFolder,
} from '../folder/installation.ts';
import { LEDGER_TABLE, stepsOf, unfinishedRestore } from '../migrate.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { countRows } from './database-tables.ts';
import type { KnownTables } from './known-tables.ts';
import type { StoresAndFolder } from './stores-and-folder.ts';

/**
 * Refuses what holds anything a person or a program put there. What a start makes by itself is nothing: the tables,
 * the mark of the installation, and rows of the tables named in `idle`. What this very restore left when it was broken off is nothing, either.
 */
export async function refuseFilled(
  all: StoresAndFolder,
  known: KnownTables,
  steps: ReadonlySet<string>,
  idle: readonly string[],
): Promise<void> {
  const { database, warehouse, folder } = all;
  const unfinished = await unfinishedRestore(database);
  const unknown = (await stepsOf(database)).find((name) => !steps.has(name));
  if (unknown !== undefined) throw newerThanProgram({ name: unknown });
  // the other store and the folder may be others than those of that restore, with data of their own
  const ofIt = (mark: string | undefined) => unfinished !== undefined && mark === unfinished;
  const found = [
    ...(unfinished === undefined ? await filledRows(database, known.rows, idle) : []),
    ...(ofIt(await markOfWarehouse(warehouse)) ? [] : await filledColumns(warehouse, known.columns)),
    ...(ofIt(markOfFolder(folder)) ? [] : await filledParts(all)),
  ];
  if (found.length > 0)
    throw notEmpty({ found: found.map(({ name, size }) => `${name} (${size})`).join(', ') });
}

/** Takes Linger's own tables and files away, so that a backup of an older layout can be filled in, and notes which restore did. */
export async function clear(all: StoresAndFolder, known: KnownTables, restoreId: string): Promise<void> {
  const { database, warehouse, folder, parts } = all;
  const present = await presentAmong(database, known.rows);
  const drops = present.map((name) => `DROP TABLE IF EXISTS "${name}" CASCADE;`);
  await database.script(`${drops.join('\n')}
    DROP TABLE IF EXISTS ${ROWS_TABLE};
    DELETE FROM ${LEDGER_TABLE} WHERE position >= 0`);
  await clearColumns(warehouse, known.columns);
  for (const part of parts) await rm(join(folder, part), { recursive: true, force: true });
  await unmarkFolder(folder);
  await markWarehouse(warehouse, restoreId);
  await writeFile(join(folder, UNFINISHED), restoreId, { mode: 0o600, flush: true });
}

/** Says that a restore has come to its end. */
export async function endRestore(folder: string): Promise<void> {
  await rm(join(folder, UNFINISHED), { force: true });
}

/** Names the restore that a folder was cleared for. */
const UNFINISHED = 'restore-unfinished';

function markOfFolder(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, UNFINISHED), 'utf8');
  } catch {
    return undefined;
  }
}

interface Found {
  readonly name: string;
  readonly size: number;
}

async function presentAmong(database: Database, known: ReadonlySet<string>): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`,
  );
  return tables.map(({ name }) => name).filter((name) => known.has(name));
}

async function filledRows(
  database: Database,
  known: ReadonlySet<string>,
  idle: readonly string[],
): Promise<Found[]> {
  const found: Found[] = [];
  for (const name of await presentAmong(database, known)) {
    if (idle.includes(name)) continue;
    const size = await countRows(database, { name, columns: [] });
    if (size > 0) found.push({ name, size });
  }
  return found;
}

async function filledColumns(warehouse: Warehouse, known: ReadonlySet<string>): Promise<Found[]> {
  const tables = await warehouse.read<{ name: string; size: string }>(
    sql`SELECT name, total_rows AS size FROM system.tables
      WHERE database = currentDatabase() AND total_rows > 0 AND engine != 'Dictionary' ORDER BY name`,
  );
  return tables.filter(({ name }) => known.has(name)).map(({ name, size }) => ({ name, size: Number(size) }));
}

async function filledParts({ folder, parts }: StoresAndFolder): Promise<Found[]> {
  const sizes = await Promise.all(parts.map((part) => bytesIn(join(folder, part))));
  return parts.map((name, at) => ({ name, size: sizes[at] ?? 0 })).filter(({ size }) => size > 0);
}

async function bytesIn(path: string): Promise<number> {
  const there = await stat(path).catch(() => undefined);
  if (!there?.isDirectory()) return there?.size ?? 0;
  const inside = await Promise.all((await readdir(path)).map((name) => bytesIn(join(path, name))));
  return inside.reduce((total, size) => total + size, 0);
}

/** Views and look-ups go before the tables they read. */
async function clearColumns(warehouse: Warehouse, known: ReadonlySet<string>): Promise<void> {
  const on = warehouse.cluster === undefined ? '' : ` ON CLUSTER \`${warehouse.cluster}\``;
  const tables = await warehouse.read<{ name: string; engine: string }>(
    sql`SELECT name, engine FROM system.tables WHERE database = currentDatabase()
      ORDER BY engine = 'Dictionary' OR endsWith(engine, 'View') DESC, engine = 'Distributed' DESC, name`,
  );
  for (const { name, engine } of tables) {
    if (!known.has(name) && name !== INSTALLATION_TABLE) continue;
    const kind = engine === 'Dictionary' ? 'DICTIONARY' : 'TABLE';
    await warehouse.run(new Sql([`DROP ${kind} IF EXISTS \`${name}\`${on} SYNC`], []));
  }
}
