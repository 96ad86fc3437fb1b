import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Fault } from '#lib/core';
import { sql } from '#lib/sql';
import { type Entry, unpackTar } from './archive.ts';
import { backupVersion } from './backup.ts';
import { type ColumnShape, createMissing, fillTable, withoutViews } from './backup-columns.ts';
import { advanceSequences, emptyRows, fillRows, type RowTable } from './backup-rows.ts';
import type { Columns } from './columns.ts';
import { newerThanProgram, notABackup, notEmpty } from './faults.ts';
import { migrate, migrationsDone, whileRestoring } from './migrate.ts';
import type { Migration } from './migration.ts';
import type { Rows } from './rows.ts';

interface Head {
  readonly version: number;
  readonly madeAt: string;
  readonly migrations: readonly string[];
  readonly columns: ColumnShape;
  readonly rows: readonly RowTable[];
}

/** Fills two empty stores from a backup of any pair of engines, then takes the migrations the backup had not. */
export async function restore(
  columns: Columns,
  rows: Rows,
  migrations: readonly Migration[],
  file: string,
): Promise<{ madeAt: string }> {
  const head = await verify(file);
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = head.migrations.find((name) => !known.has(name));
  if (unknown !== undefined) throw newerThanProgram({ name: unknown });
  await refuseFilled(columns, rows);
  await migrate(
    columns,
    rows,
    migrations.filter(({ name }) => head.migrations.includes(name)),
  );
  await whileRestoring(rows, async () => {
    await createMissing(columns, head.columns.tables);
    await emptyRows(rows, head.rows);
    await withoutViews(columns, () => fill(columns, rows, head, file));
    await createMissing(columns, head.columns.views);
    await advanceSequences(rows);
  });
  await migrate(columns, rows, migrations);
  return { madeAt: head.madeAt };
}

/** Reads the whole file once before anything is written. */
async function verify(file: string): Promise<Head> {
  try {
    let head: Head | undefined;
    let entries = 0;
    for await (const { name, body } of entriesOf(file)) {
      head ??= headOf(name, body);
      if (name === 'end.json') {
        const end = JSON.parse(body.toString()) as { entries: number };
        if (end.entries === entries) return head;
      }
      entries++;
    }
    throw new Error('its end is missing');
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw notABackup({ file, detail: cause instanceof Error ? cause.message : String(cause) }, cause);
  }
}

/** A backup says first what it holds; a later program may say it in another way. */
function headOf(name: string, body: Buffer): Head {
  if (name !== 'head.json') throw new Error(`it begins with ${name}`);
  const head = JSON.parse(body.toString()) as Head;
  if (head.version > backupVersion) throw newerThanProgram({ name: `backup ${head.version}` });
  if (head.version !== backupVersion) throw new Error('its head names no version');
  return head;
}

async function refuseFilled(columns: Columns, rows: Rows): Promise<void> {
  if ((await migrationsDone(rows)).length > 0) throw notEmpty({ table: 'linger_migrations' });
  const [filled] = await columns.read<{ name: string }>(
    sql`SELECT name FROM system.tables WHERE database = currentDatabase() AND total_rows > 0 LIMIT 1`,
  );
  if (filled) throw notEmpty({ table: filled.name });
}

async function fill(columns: Columns, rows: Rows, head: Head, file: string): Promise<void> {
  const entries = entriesOf(file)[Symbol.asyncIterator]();
  let current = await entries.next();
  const same = (prefix: string) => !current.done && current.value.name.startsWith(prefix);
  async function* bodies(prefix: string): AsyncGenerator<Buffer> {
    for (; same(prefix); current = await entries.next()) if (!current.done) yield current.value.body;
  }
  await drain(bodies('head.json'));
  for (const table of head.rows) {
    for await (const body of bodies(`rows/${table.name}.`))
      await fillRows(rows, table, body.toString().trim().split('\n'));
  }
  for (const table of head.columns.tables) {
    const prefix = `columns/${table.name}.`;
    if (same(prefix)) await fillTable(columns, table, bodies(prefix));
  }
  await entries.return?.(undefined);
}

async function drain(bodies: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of bodies) {
    // passed over
  }
}

function entriesOf(file: string): AsyncGenerator<Entry> {
  const packed = createReadStream(file);
  const plain = createGunzip();
  packed.on('error', (error) => plain.destroy(error));
  return unpackTar(packed.pipe(plain));
}
