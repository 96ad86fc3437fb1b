import { copyFile, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { packTar } from './archive.ts';
import { backup } from './backup.ts';
import { materializedView, mergeTree } from './merge-tree.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migration.ts';
import { restore } from './restore.ts';
import { openTestStore } from './testing.ts';

const migrations: Migration[] = [
  {
    name: 'a-0001-tables',
    columns: (cluster) => [
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
    rows: `CREATE TABLE zoo (id serial PRIMARY KEY, at timestamptz, body jsonb, bytes bytea, big int8);
      CREATE TABLE animals (id int PRIMARY KEY, zoo int REFERENCES zoo(id), name text);
      INSERT INTO zoo (body) VALUES ('"seed"')`,
  },
];
const later: Migration = { name: 'a-0002-later', rows: "ALTER TABLE zoo ADD COLUMN extra text DEFAULT 'x'" };

let source: Awaited<ReturnType<typeof openTestStore>>;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linger-backup-'));
  source = await openTestStore(migrations);
});
afterAll(async () => {
  await source.close();
  await rm(folder, { recursive: true });
});

it('restores into empty stores what was there, taken while rows came in', async () => {
  const { columns, rows } = source;
  await columns.run(
    sql`INSERT INTO events SELECT number % 1000, concat('event\n', toString(number)), map('k', toString(number)) FROM numbers(300000)`,
  );
  await columns.run(sql`INSERT INTO merges VALUES (1, 2), (3, 2)`);
  await columns.run(
    sql`CREATE TABLE dataset_1 (a Nullable(Float64), b Array(String)) ENGINE = MergeTree ORDER BY tuple()`,
  );
  await columns.run(sql`INSERT INTO dataset_1 VALUES (NULL, ['x']), (0.1, [])`);
  await rows.query(
    `INSERT INTO zoo (at, body, bytes, big) SELECT '2024-02-29T12:00:00Z', '{"a":"中\\n"}', '\\x00ff', 9007199254740993 FROM generate_series(1, 2500)`,
  );
  await rows.query("INSERT INTO animals VALUES (1, 2, 'a'), (2, NULL, NULL)");

  let inserting = true;
  const inserts = (async () => {
    for (let i = 0; inserting; i++) {
      await columns.insert('events', Buffer.from(`{"person":${5000 + i},"name":"live"}`), {
        format: 'JSONEachRow',
      });
    }
  })();
  const file = join(folder, 'all.linger');
  const summary = await backup(columns, rows, file);
  inserting = false;
  await inserts;
  expect(summary).toEqual({ tables: 6, bytes: (await stat(file)).size });

  const target = await openTestStore();
  await restore(target.columns, target.rows, [...migrations, later], file);
  const fingerprint = sql`SELECT count() AS n, sum(cityHash64(person, name, texts, twice)) AS hash FROM events WHERE name != 'live'`;
  expect(await target.columns.read(fingerprint)).toEqual(await columns.read(fingerprint));
  const live = await target.columns.read<{ n: string; ordered: number }>(
    sql`SELECT count() AS n, max(person) - 5000 + 1 = count() OR count() = 0 AS ordered FROM events WHERE name = 'live'`,
  );
  expect(live[0]?.ordered).toBe(1);
  expect(await target.columns.read(sql`SELECT sum(n) AS n FROM counts WHERE person < 5000`)).toEqual([
    { n: '300000' },
  ]);
  expect(await target.columns.read(sql`SELECT joinGet('merges', 'canonical', toUInt64(3)) AS c`)).toEqual([
    { c: '2' },
  ]);
  expect(await target.columns.read(sql`SELECT * FROM dataset_1 ORDER BY a`)).toEqual([
    { a: 0.1, b: [] },
    { a: null, b: ['x'] },
  ]);
  const zoo = 'SELECT id, at, body, bytes, big FROM zoo ORDER BY id';
  expect(await target.rows.query(zoo)).toEqual(await rows.query(zoo));
  expect(await target.rows.query('SELECT * FROM animals ORDER BY id')).toEqual(
    await rows.query('SELECT * FROM animals ORDER BY id'),
  );
  expect(await target.rows.query('INSERT INTO zoo (body) VALUES (NULL) RETURNING id, extra')).toEqual([
    { id: 2502, extra: 'x' },
  ]);
  await target.columns.insert('events', Buffer.from('{"person":9999999,"name":"after"}'), {
    format: 'JSONEachRow',
  });
  expect(await target.columns.read(sql`SELECT n FROM counts WHERE person = 9999999`)).toEqual([{ n: '1' }]);
  await target.close();
}, 60_000);

it('does not open or fill again what was restored by half', async () => {
  const file = join(folder, 'whole.linger');
  await backup(source.columns, source.rows, file);
  const target = await openTestStore();
  const otherTables = {
    ...migrations[0]!,
    columns: () => ['CREATE TABLE events (other UInt8) ENGINE = Memory'],
  };
  await expect(restore(target.columns, target.rows, [otherTables], file)).rejects.toThrow();
  expect(await target.rows.query('SELECT count(*)::int AS n FROM animals')).toEqual([{ n: 2 }]);
  const unfinished = { code: 'store.restore-unfinished' };
  await expect(migrate(target.columns, target.rows, [otherTables])).rejects.toMatchObject(unfinished);
  await expect(restore(target.columns, target.rows, migrations, file)).rejects.toMatchObject(unfinished);
  await target.close();
});

it('keeps two backups whole that are written to one name at once', async () => {
  const file = join(folder, 'same.linger');
  const { columns, rows } = source;
  await Promise.all([backup(columns, rows, file), backup(columns, rows, file)]);
  expect((await readdir(folder)).filter((name) => name.startsWith('same'))).toEqual(['same.linger']);
  await expect(restore(columns, rows, migrations, file)).rejects.toMatchObject({ code: 'store.not-empty' });
});

it.each([
  ['a text', 'id,name\n1,a\n', 'store.not-a-backup'],
  ['another archive', packed({ 'photo.jpg': 'x'.repeat(2000) }), 'store.not-a-backup'],
  ['an archive with a head of another kind', packed({ 'head.json': '{"name":"x"}' }), 'store.not-a-backup'],
  ['a backup written in a later way', packed({ 'head.json': '{"version":2}' }), 'store.newer-than-program'],
])('refuses %s', async (_, content, code) => {
  const file = join(folder, 'foreign');
  await writeFile(file, await content);
  const { columns, rows } = source;
  await expect(restore(columns, rows, migrations, file)).rejects.toMatchObject({ code });
});

async function packed(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const entries = async function* () {
    for (const [name, body] of Object.entries(files)) yield { name, body: Buffer.from(body) };
  };
  return gzipSync(await buffer(packTar(entries())));
}

it('refuses stores with data, half a backup, and a backup of a newer program', async () => {
  const { columns, rows } = source;
  const file = join(folder, 'small.linger');
  await backup(columns, rows, file);
  await expect(restore(columns, rows, migrations, file)).rejects.toMatchObject({ code: 'store.not-empty' });
  await expect(restore(columns, rows, [], file)).rejects.toMatchObject({ code: 'store.newer-than-program' });
  const half = join(folder, 'half.linger');
  await copyFile(file, half);
  await truncate(half, Math.floor((await stat(file)).size / 2));
  await expect(restore(columns, rows, migrations, half)).rejects.toMatchObject({
    code: 'store.not-a-backup',
  });
  await expect(restore(columns, rows, migrations, join(folder, 'absent'))).rejects.toMatchObject({
    code: 'store.not-a-backup',
  });
});
