import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { newerThanProgram } from '../faults.ts';
import { migrate, migrateWhileRestoring, whileRestoring } from '../migrate.ts';
import type { Migration } from '../migration.ts';
import { FOLDER } from './backup.ts';
import { type BackupContents, type BackupHead, entriesOf, HEAD } from './backup-contents.ts';
import { advanceSequences, emptyRows, fillRows } from './database-tables.ts';
import { clear, endRestore, refuseFilled } from './empty-stores.ts';
import { knownTables } from './known-tables.ts';
import type { StoresAndFolder } from './stores-and-folder.ts';
import { createMissing, fillTable, withoutViews } from './warehouse-tables.ts';

/**
 * Fills two empty stores, and the folder beside them, from a backup of any pair of engines, then takes the migrations the
 * backup had not. `idle` names the tables of the row store that a start fills by itself.
 */
export async function restore(
  into: StoresAndFolder,
  migrations: readonly Migration[],
  { file, head }: Pick<BackupContents, 'file' | 'head'>,
  idle: readonly string[],
): Promise<{ madeAt: string }> {
  const { warehouse, database } = into;
  const steps = new Set(migrations.map(({ name }) => name));
  const unknown = head.migrations.find((name) => !steps.has(name));
  if (unknown !== undefined) throw newerThanProgram({ name: unknown });
  const known = knownTables(migrations, warehouse.cluster);
  const theirs = {
    rows: new Set([...known.rows, ...head.rows.map(({ name }) => name)]),
    columns: new Set([...known.columns, ...head.columns.tables.map(({ name }) => name)]),
  };
  await refuseFilled(into, theirs, steps, idle);
  const id = randomUUID();
  await whileRestoring(database, id, async () => {
    await clear(into, theirs, id);
    const taken = migrations.filter(({ name }) => head.migrations.includes(name));
    await migrateWhileRestoring(warehouse, database, taken);
    await createMissing(warehouse, head.columns.tables);
    await emptyRows(database, head.rows);
    await withoutViews(warehouse, () => fill(into, head, file));
    await createMissing(warehouse, head.columns.views);
    await advanceSequences(database);
  });
  await endRestore(into.folder);
  await migrate(warehouse, database, migrations);
  return { madeAt: head.madeAt };
}

async function fill(
  { warehouse, database, folder, parts }: StoresAndFolder,
  head: BackupHead,
  file: string,
): Promise<void> {
  const entries = entriesOf(file)[Symbol.asyncIterator]();
  let current = await entries.next();
  const same = (prefix: string) => !current.done && current.value.name.startsWith(prefix);
  async function* bodies(prefix: string): AsyncGenerator<Buffer> {
    for (; same(prefix); current = await entries.next()) if (!current.done) yield current.value.body;
  }
  await drain(bodies(HEAD));
  for (const table of head.rows) {
    for await (const body of bodies(`rows/${table.name}.`))
      await fillRows(database, table, body.toString().trim().split('\n'));
  }
  for (const table of head.columns.tables) {
    const prefix = `columns/${table.name}.`;
    if (same(prefix)) await fillTable(warehouse, table, bodies(prefix));
  }
  for (; same(FOLDER); current = await entries.next()) {
    if (current.done) break;
    const { name, body } = current.value;
    await putBack(folder, parts, name.slice(FOLDER.length), body);
  }
  await entries.return?.(undefined);
}

/** Only where such files belong: a backup from elsewhere must not write anywhere else. */
async function putBack(folder: string, parts: readonly string[], name: string, body: Buffer): Promise<void> {
  const path = normalize(name);
  if (!parts.some((part) => path === part || path.startsWith(`${part}/`))) return;
  await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
  await writeFile(join(folder, path), body, { mode: 0o600, flush: true });
}

async function drain(bodies: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of bodies) {
    // passed over
  }
}
