import { createHash } from 'node:crypto';
import { Sql } from '#lib/sql';
import type { Database } from './database/database.ts';
import { migrationChanged, newerThanProgram, restoreUnfinished } from './faults.ts';
import type { Migration } from './migration.ts';
import type { Warehouse } from './warehouse/warehouse.ts';

/** Where a store keeps which steps it has taken. */
export const LEDGER_TABLE = 'linger_migrations';
const LEDGER = `CREATE TABLE IF NOT EXISTS ${LEDGER_TABLE} (
  name text PRIMARY KEY,
  checksum text NOT NULL,
  position integer NOT NULL,
  done_at timestamptz NOT NULL DEFAULT now()
)`;

/** Stands among the steps while a restore fills the stores. */
const RESTORING = 'restoring';

/** Brings both stores to the shape the program knows; gives the names of the steps it took. Safe to interrupt and repeat. */
export async function migrate(
  warehouse: Warehouse,
  database: Database,
  migrations: readonly Migration[],
): Promise<string[]> {
  return takeMissing(warehouse, database, migrations, recorded);
}

/** The same in stores that a restore is about to fill. */
export async function migrateWhileRestoring(
  warehouse: Warehouse,
  database: Database,
  migrations: readonly Migration[],
): Promise<void> {
  await takeMissing(warehouse, database, migrations, steps);
}

async function takeMissing(
  warehouse: Warehouse,
  database: Database,
  migrations: readonly Migration[],
  read: typeof recorded,
): Promise<string[]> {
  return database.alone('migrate', async () => {
    await database.script(LEDGER);
    const done = await read(database);
    refuseUnknown(done, migrations);
    const taken: string[] = [];
    for (const [position, step] of migrations.entries()) {
      const checksum = checksumOf(step);
      const before = done.get(step.name);
      if (before === checksum) continue;
      if (before !== undefined) throw migrationChanged({ name: step.name });
      await take(warehouse, database, step, `${quote(step.name)}, ${quote(checksum)}, ${position}`);
      taken.push(step.name);
    }
    return taken;
  });
}

/** The steps that a store has not taken yet, without touching it. */
export async function pendingMigrations(
  database: Database,
  migrations: readonly Migration[],
): Promise<string[]> {
  const [ledger] = await database.query<{ name: string | null }>(
    "SELECT to_regclass('linger_migrations')::text AS name",
  );
  const done = ledger?.name ? await recorded(database) : new Map<string, string>();
  refuseUnknown(done, migrations);
  return migrations.map(({ name }) => name).filter((name) => !done.has(name));
}

/** The steps a store has taken, in their order. */
export async function migrationsDone(database: Database): Promise<string[]> {
  await database.script(LEDGER);
  return [...(await recorded(database)).keys()];
}

/** Fills the stores from a backup; when that does not come to its end, they hold only a part and are not opened again. */
export async function whileRestoring(
  database: Database,
  id: string,
  fill: () => Promise<void>,
): Promise<void> {
  await database.script(LEDGER);
  await database.query(
    `INSERT INTO linger_migrations (name, checksum, position) VALUES ($1, $2, -1)
      ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum`,
    [RESTORING, id],
  );
  await fill();
  await database.query('DELETE FROM linger_migrations WHERE name = $1', [RESTORING]);
}

/** The restore into these stores that was begun and has not come to its end. */
export async function unfinishedRestore(database: Database): Promise<string | undefined> {
  const [ledger] = await database.query<{ name: string | null }>(
    "SELECT to_regclass('linger_migrations')::text AS name",
  );
  if (!ledger?.name) return undefined;
  const [mark] = await database.query<{ id: string }>(
    'SELECT checksum AS id FROM linger_migrations WHERE name = $1',
    [RESTORING],
  );
  return mark?.id;
}

/** The steps in the ledger, also while a restore fills the stores. */
export async function stepsOf(database: Database): Promise<string[]> {
  await database.script(LEDGER);
  return [...(await steps(database)).keys()];
}

async function take(
  warehouse: Warehouse,
  database: Database,
  step: Migration,
  record: string,
): Promise<void> {
  for (const statement of step.warehouse?.(warehouse.cluster) ?? [])
    await warehouse.run(new Sql([statement], []));
  const insert = `INSERT INTO linger_migrations (name, checksum, position) VALUES (${record})`;
  await database.script(`${step.database ? `${step.database.replace(/;?\s*$/, '')};\n` : ''}${insert}`);
}

async function recorded(database: Database): Promise<Map<string, string>> {
  if ((await unfinishedRestore(database)) !== undefined) throw restoreUnfinished({});
  return steps(database);
}

async function steps(database: Database): Promise<Map<string, string>> {
  const found = await database.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM linger_migrations WHERE name <> $1 ORDER BY position, done_at',
    [RESTORING],
  );
  return new Map(found.map(({ name, checksum }) => [name, checksum]));
}

function refuseUnknown(done: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Set(migrations.map((step) => step.name));
  const unknown = [...done.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) throw newerThanProgram({ name: unknown });
}

/** The same on a server and on a cluster, so that a store may move from one to the other. */
function checksumOf({ warehouse, database }: Migration): string {
  const shape = JSON.stringify([warehouse?.(undefined) ?? [], warehouse?.('cluster') ?? [], database ?? '']);
  return createHash('sha256').update(shape).digest('hex').slice(0, 16);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
