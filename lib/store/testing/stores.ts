import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sql } from '#lib/sql';
import type { Database } from '../database/database.ts';
import { openPgliteInMemory } from '../database/pglite/open-pglite.ts';
import { Supervisor } from '../engine/supervisor.ts';
import { migrate } from '../migrate.ts';
import type { Migration } from '../migration.ts';
import { attach, type OpenWarehouse } from '../warehouse/open-warehouse.ts';

/** One engine for all tests of this process; it ends with the process. */
let shared: Promise<{ supervisor: Supervisor; folder: string }> | undefined;

async function start(): Promise<{ supervisor: Supervisor; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'linger-test-'));
  return { supervisor: await Supervisor.open({ dataDir: folder, lowMemory: false, volatile: true }), folder };
}

/** A fresh PGlite as the test set-up left it; loading it is several times quicker than making one. */
async function emptyPglite(): Promise<Blob | undefined> {
  try {
    return new Blob([await readFile(new URL('../../../dist/empty-rows.tar', import.meta.url))]);
  } catch {
    return undefined;
  }
}

/** A row store in memory, empty. */
export async function openTestDatabase(): Promise<Database> {
  return openPgliteInMemory(await emptyPglite());
}

/** A column store with a database of its own, and the folder whose files its engine may read. */
export async function openTestWarehouse(): Promise<OpenWarehouse & { readonly dataDir: string }> {
  shared ??= start();
  const { supervisor, folder } = await shared;
  const database = `test_${randomBytes(6).toString('hex')}`;
  const address = () => supervisor.address();
  const outside = attach(address, 'linger');
  await outside.run(new Sql([`CREATE DATABASE ${database} ENGINE = Atomic`], []));
  const warehouse = attach(address, database, async () => {
    await outside.run(new Sql([`DROP DATABASE IF EXISTS ${database}`], []));
    await outside.close();
  });
  return Object.assign(warehouse, { dataDir: folder });
}

/** Both stores, empty or migrated, for one test file, on a column store of its own where one is given; call `close` when done. */
export async function openTestStore(
  migrations: readonly Migration[] = [],
  own?: OpenWarehouse & { readonly dataDir: string },
): Promise<{
  warehouse: OpenWarehouse & { readonly dataDir: string };
  database: Database;
  dataDir: string;
  close(): Promise<void>;
}> {
  const [warehouse, database] = await Promise.all([own ?? openTestWarehouse(), openTestDatabase()]);
  await migrate(warehouse, database, migrations);
  const close = async () => {
    await Promise.all([warehouse.close(), database.close()]);
  };
  return { warehouse, database, dataDir: warehouse.dataDir, close };
}
