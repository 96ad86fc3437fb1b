import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Sql, sql } from '#lib/sql';
import { countRows } from './backup-rows.ts';
import type { Columns } from './columns.ts';
import { newerThanProgram, notEmpty } from './faults.ts';
import { INSTALLATION_TABLE, ROWS_TABLE } from './installation.ts';
import type { KnownTables } from './known-tables.ts';
import { isRestoring, LEDGER_TABLE, migrationsDone } from './migrate.ts';
import type { Rows } from './rows.ts';
import type { StoresAndFolder } from './stores-and-folder.ts';

/**
 * Refuses what holds anything a person or a program put there. What a start makes by itself is nothing: the tables,
 * the mark of the installation, and rows of the tables named in `idle`. What a broken-off restore left is nothing, either.
 */
export async function refuseFilled(
  all: StoresAndFolder,
  known: KnownTables,
  steps: ReadonlySet<string>,
  idle: readonly string[],
): Promise<void> {
  const { rows, columns } = all;
  if (await isRestoring(rows)) return;
  const unknown = (await migrationsDone(rows)).find((name) => !steps.has(name));
  if (unknown !== undefined) throw newerThanProgram({ name: unknown });
  const found = [
    ...(await filledRows(rows, known.rows, idle)),
    ...(await filledColumns(columns, known.columns)),
    ...(await filledParts(all)),
  ];
  if (found.length > 0)
    throw notEmpty({ found: found.map(({ name, size }) => `${name} (${size})`).join(', ') });
}

/** Takes Linger's own tables and files away, so that a backup of an older layout can be filled in. */
export async function clear(all: StoresAndFolder, known: KnownTables): Promise<void> {
  const { rows, columns, folder, parts } = all;
  const present = await presentAmong(rows, known.rows);
  const drops = present.map((name) => `DROP TABLE IF EXISTS "${name}" CASCADE;`);
  await rows.script(`${drops.join('\n')}
    DROP TABLE IF EXISTS ${ROWS_TABLE};
    DELETE FROM ${LEDGER_TABLE} WHERE position >= 0`);
  await clearColumns(columns, known.columns);
  for (const part of parts) await rm(join(folder, part), { recursive: true, force: true });
}

interface Found {
  readonly name: string;
  readonly size: number;
}

async function presentAmong(rows: Rows, known: ReadonlySet<string>): Promise<string[]> {
  const tables = await rows.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`,
  );
  return tables.map(({ name }) => name).filter((name) => known.has(name));
}

async function filledRows(rows: Rows, known: ReadonlySet<string>, idle: readonly string[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const name of await presentAmong(rows, known)) {
    if (idle.includes(name)) continue;
    const size = await countRows(rows, { name, columns: [] });
    if (size > 0) found.push({ name, size });
  }
  return found;
}

async function filledColumns(columns: Columns, known: ReadonlySet<string>): Promise<Found[]> {
  const tables = await columns.read<{ name: string; size: string }>(
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
async function clearColumns(columns: Columns, known: ReadonlySet<string>): Promise<void> {
  const on = columns.cluster === undefined ? '' : ` ON CLUSTER \`${columns.cluster}\``;
  const tables = await columns.read<{ name: string; engine: string }>(
    sql`SELECT name, engine FROM system.tables WHERE database = currentDatabase()
      ORDER BY engine = 'Dictionary' OR endsWith(engine, 'View') DESC, engine = 'Distributed' DESC, name`,
  );
  for (const { name, engine } of tables) {
    if (!known.has(name) && name !== INSTALLATION_TABLE) continue;
    const kind = engine === 'Dictionary' ? 'DICTIONARY' : 'TABLE';
    await columns.run(new Sql([`DROP ${kind} IF EXISTS \`${name}\`${on} SYNC`], []));
  }
}
