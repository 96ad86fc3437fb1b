import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import type { Migration } from '../migration.ts';
import type { openTestStore } from '../testing/stores.ts';
import { materializedView, mergeTree } from '../warehouse/merge-tree.ts';
import { packTar } from './archive.ts';
import { readBackup } from './backup-contents.ts';
import { restore } from './restore.ts';
import type { StoresAndFolder } from './stores-and-folder.ts';

export type TestStore = Awaited<ReturnType<typeof openTestStore>>;

/** The steps of a small store with a bit of everything. */
export const migrations: Migration[] = [
  {
    name: 'a-0001-tables',
    warehouse: (cluster) => [
      ...mergeTree(
        {
          name: 'events',
          columns: [
            'person UInt64',
            'name String',
            'texts Map(LowCardinality(String), String)',
            'twice UInt64 MATERIALIZED person * 2',
          ],
          orderBy: 'person',
          shardBy: 'person',
        },
        cluster,
      ),
      ...mergeTree(
        {
          name: 'counts',
          columns: ['person UInt64', 'n UInt64'],
          engine: 'SummingMergeTree',
          orderBy: 'person',
          shardBy: 'person',
        },
        cluster,
      ),
      ...materializedView(
        {
          name: 'events_counts',
          to: 'counts',
          from: 'events',
          select: (from) => `SELECT person, count() AS n FROM ${from} GROUP BY person`,
        },
        cluster,
      ),
      'CREATE TABLE IF NOT EXISTS merges (person UInt64, canonical UInt64) ENGINE = Join(ANY, LEFT, person)',
    ],
    database: `CREATE TABLE zoo (id serial PRIMARY KEY, at timestamptz, body jsonb, bytes bytea, big int8);
      CREATE TABLE animals (id int PRIMARY KEY, zoo int REFERENCES zoo(id), name text);
      INSERT INTO zoo (body) VALUES ('"seed"')`,
  },
];
/** A step that later programs take. */
export const later: Migration = {
  name: 'a-0002-later',
  database: "ALTER TABLE zoo ADD COLUMN extra text DEFAULT 'x'",
};

/** Both stores of a test as `backup` and `restore` take them, with a folder of their own. */
export async function besideFolder(
  { warehouse, database }: Pick<TestStore, 'warehouse' | 'database'>,
  folder: string,
): Promise<StoresAndFolder> {
  return { warehouse, database, folder: await mkdtemp(join(folder, 'data-')), parts: ['journal', 'clocks'] };
}
export const program = 'test';

/** Reads a backup and restores it. */
export async function restoreFile(
  into: StoresAndFolder,
  steps: readonly Migration[],
  file: string,
  idle: readonly string[] = [],
): Promise<unknown> {
  return restore(into, steps, await readBackup(file), idle);
}

/** An archive as a backup is packed. */
export async function packed(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const entries = async function* () {
    for (const [name, body] of Object.entries(files)) yield { name, body: Buffer.from(body) };
  };
  return gzipSync(await buffer(packTar(entries())));
}

/** What a backup holds, as a program wrote it that kept no checksums. */
export async function* withoutSums(entries: AsyncIterable<{ name: string; body: Buffer }>) {
  let count = 0;
  for await (const entry of entries) {
    yield entry.name === 'end.json'
      ? { ...entry, body: Buffer.from(JSON.stringify({ entries: count })) }
      : entry;
    count++;
  }
}
