import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { migrate } from '../migrate.ts';
import { mayMount, SmallDisk } from '../testing/disk.ts';
import { openTestStore } from '../testing/stores.ts';
import { packTar } from './archive.ts';
import { backup } from './backup.ts';
import { entriesOf, readBackup } from './backup-contents.ts';
import {
  besideFolder,
  later,
  migrations,
  program,
  restoreFile,
  type TestStore,
  withoutSums,
} from './testing.ts';

let folder: string;
const all = (store: Pick<TestStore, 'warehouse' | 'database'>) => besideFolder(store, folder);
let source: TestStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linger-backup-'));
  source = await openTestStore(migrations);
});
afterAll(async () => {
  await source.close();
  await rm(folder, { recursive: true });
});

it('restores into empty stores what was there, taken while rows came in', async () => {
  const { warehouse, database } = source;
  await warehouse.run(
    sql`INSERT INTO events SELECT number % 1000, concat('event\n', toString(number)), map('k', toString(number)) FROM numbers(300000)`,
  );
  await warehouse.run(sql`INSERT INTO merges VALUES (1, 2), (3, 2)`);
  await warehouse.run(
    sql`CREATE TABLE dataset_1 (a Nullable(Float64), b Array(String)) ENGINE = MergeTree ORDER BY tuple()`,
  );
  await warehouse.run(sql`INSERT INTO dataset_1 VALUES (NULL, ['x']), (0.1, [])`);
  await database.query(
    `INSERT INTO zoo (at, body, bytes, big) SELECT '2024-02-29T12:00:00Z', '{"a":"中\\n"}', '\\x00ff', 9007199254740993 FROM generate_series(1, 2500)`,
  );
  await database.query("INSERT INTO animals VALUES (1, 2, 'a'), (2, NULL, NULL)");

  let inserting = true;
  const inserts = (async () => {
    for (let i = 0; inserting; i++) {
      await warehouse.insert('events', Buffer.from(`{"person":${5000 + i},"name":"live"}`), {
        format: 'JSONEachRow',
      });
    }
  })();
  const file = join(folder, 'all.linger');
  const summary = await backup(await all(source), file, { program });
  inserting = false;
  await inserts;
  expect(summary).toEqual({ tables: 6, bytes: (await stat(file)).size });

  const target = await openTestStore();
  await restoreFile(await all(target), [...migrations, later], file);
  const fingerprint = sql`SELECT count() AS n, sum(cityHash64(person, name, texts, twice)) AS hash FROM events WHERE name != 'live'`;
  expect(await target.warehouse.read(fingerprint)).toEqual(await warehouse.read(fingerprint));
  const live = await target.warehouse.read<{ n: string; ordered: number }>(
    sql`SELECT count() AS n, max(person) - 5000 + 1 = count() OR count() = 0 AS ordered FROM events WHERE name = 'live'`,
  );
  expect(live[0]?.ordered).toBe(1);
  expect(await target.warehouse.read(sql`SELECT sum(n) AS n FROM counts WHERE person < 5000`)).toEqual([
    { n: '300000' },
  ]);
  expect(await target.warehouse.read(sql`SELECT joinGet('merges', 'canonical', toUInt64(3)) AS c`)).toEqual([
    { c: '2' },
  ]);
  expect(await target.warehouse.read(sql`SELECT * FROM dataset_1 ORDER BY a`)).toEqual([
    { a: 0.1, b: [] },
    { a: null, b: ['x'] },
  ]);
  const zoo = 'SELECT id, at, body, bytes, big FROM zoo ORDER BY id';
  expect(await target.database.query(zoo)).toEqual(await database.query(zoo));
  expect(await target.database.query('SELECT * FROM animals ORDER BY id')).toEqual(
    await database.query('SELECT * FROM animals ORDER BY id'),
  );
  expect(await target.database.query('INSERT INTO zoo (body) VALUES (NULL) RETURNING id, extra')).toEqual([
    { id: 2502, extra: 'x' },
  ]);
  await target.warehouse.insert('events', Buffer.from('{"person":9999999,"name":"after"}'), {
    format: 'JSONEachRow',
  });
  expect(await target.warehouse.read(sql`SELECT n FROM counts WHERE person = 9999999`)).toEqual([{ n: '1' }]);
  await target.close();
}, 60_000);

it('does not open what was restored by half, and restores it when told again', async () => {
  const file = join(folder, 'whole.linger');
  await backup(await all(source), file, { program });
  const target = await openTestStore();
  const otherTables = {
    ...migrations[0]!,
    warehouse: () => ['CREATE TABLE events (other UInt8) ENGINE = Memory'],
  };
  const into = await all(target);
  await expect(restoreFile(into, [otherTables], file)).rejects.toThrow();
  expect(await target.database.query('SELECT count(*)::int AS n FROM animals')).toEqual([{ n: 2 }]);
  await expect(migrate(target.warehouse, target.database, [otherTables])).rejects.toMatchObject({
    code: 'store.restore-unfinished',
  });
  const elsewhere = await openTestStore(migrations);
  await elsewhere.warehouse.run(sql`INSERT INTO events (person, name) VALUES (1, 'of another folder')`);
  const mixed = { ...(await all(elsewhere)), database: target.database };
  await expect(restoreFile(mixed, migrations, file)).rejects.toMatchObject({
    code: 'store.not-empty',
    values: { found: 'counts (1), events (1)' },
  });
  await elsewhere.close();
  const other = await all(target);
  await mkdir(join(other.folder, 'journal'));
  await writeFile(join(other.folder, 'journal', '1.journal'), 'of another folder');
  await expect(restoreFile(other, migrations, file)).rejects.toMatchObject({ code: 'store.not-empty' });
  await restoreFile(await all(target), migrations, file);
  const counts = sql`SELECT count() AS n, sum(person) AS persons FROM events`;
  expect(await target.warehouse.read(counts)).toEqual(await source.warehouse.read(counts));
  expect(await target.database.query('SELECT count(*)::int AS n FROM animals')).toEqual([{ n: 2 }]);
  await target.close();
});

it('keeps two backups whole that are written to one name at once', async () => {
  const file = join(folder, 'same.linger');
  const write = async (replace: boolean) => backup(await all(source), file, { program, replace });
  await Promise.all([write(true), write(true)]);
  const before = readFileSync(file);
  await expect(write(false)).rejects.toMatchObject({ code: 'store.backup-exists' });
  expect(readFileSync(file).equals(before)).toBe(true);
  const other = join(folder, 'same-other.linger');
  const raced = await Promise.allSettled(
    [1, 2].map(async () => backup(await all(source), other, { program })),
  );
  expect(raced.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await readBackup(other);
  expect((await readdir(folder)).filter((name) => name.startsWith('same'))).toEqual([
    'same-other.linger',
    'same.linger',
  ]);
});

describe('where a backup is restored', () => {
  let file: string;
  beforeAll(async () => {
    file = join(folder, 'into.linger');
    await backup(await all(source), file, { program });
  });
  const notEmpty = (found: RegExp) => ({
    code: 'store.not-empty',
    values: { found: expect.stringMatching(found) },
  });

  it('has nothing in either store or in the folder; what was found is said', async () => {
    await expect(restoreFile(await all(source), migrations, file)).rejects.toMatchObject(
      notEmpty(/animals \(2\).*zoo \(2501\).*counts \(\d+\).*events \(\d+\)/),
    );
    const target = await openTestStore(migrations);
    await target.database.query('DELETE FROM zoo');
    const into = await all(target);
    await mkdir(join(into.folder, 'journal'));
    await writeFile(join(into.folder, 'journal', '1.journal'), 'abc');
    await expect(restoreFile(into, migrations, file)).rejects.toMatchObject(notEmpty(/^journal \(3\)$/));
    await target.close();
  });

  it('may have the tables already, those of a later program too, and rows that a start leaves', async () => {
    const target = await openTestStore([...migrations, later]);
    await target.database.query('CREATE TABLE invoices (id int)');
    await target.database.query('INSERT INTO invoices VALUES (1)');
    await expect(restoreFile(await all(target), [...migrations, later], file)).rejects.toMatchObject(
      notEmpty(/^zoo \(1\)$/),
    );
    await expect(restoreFile(await all(target), migrations, file, ['zoo'])).rejects.toMatchObject({
      code: 'store.newer-than-program',
    });
    await restoreFile(await all(target), [...migrations, later], file, ['zoo']);
    const zoo = 'SELECT id, at, body, bytes, big FROM zoo ORDER BY id';
    expect(await target.database.query(zoo)).toEqual(await source.database.query(zoo));
    const events = sql`SELECT count() AS n, sum(cityHash64(person, name, texts)) AS hash FROM events`;
    expect(await target.warehouse.read(events)).toEqual(await source.warehouse.read(events));
    expect(await target.warehouse.read(sql`SELECT sum(n) AS n FROM counts`)).toEqual(
      await source.warehouse.read(sql`SELECT sum(n) AS n FROM counts`),
    );
    expect(await target.database.query('SELECT id FROM invoices')).toEqual([{ id: 1 }]);
    await target.close();
  });

  it('gets the files of the folder back, and none elsewhere', async () => {
    const from = await all(source);
    await mkdir(join(from.folder, 'journal'));
    await writeFile(join(from.folder, 'journal', '1.journal'), 'waits');
    await writeFile(join(from.folder, 'clocks'), 'late');
    await writeFile(join(from.folder, 'secret'), 'stays');
    const path = join(folder, 'with-files.linger');
    await backup(from, path, { program });
    const hostile = async function* () {
      for await (const entry of entriesOf(path)) {
        yield entry;
        if (entry.name.startsWith('folder/clocks'))
          yield { name: 'folder/journal/../../escaped', body: Buffer.from('x') };
      }
    };
    await writeFile(path, gzipSync(await buffer(packTar(withoutSums(hostile())))));
    const target = await openTestStore();
    const into = await all(target);
    await restoreFile(into, migrations, path);
    expect((await readdir(into.folder, { recursive: true })).sort()).toEqual([
      'clocks',
      'journal',
      'journal/1.journal',
    ]);
    expect(existsSync(join(into.folder, '..', 'escaped'))).toBe(false);
    expect(readFileSync(join(into.folder, 'journal', '1.journal'), 'utf8')).toBe('waits');
    await target.close();
  });
});

const disks = mayMount();
if (!disks) console.warn('skipped: a backup on a full disk; only root may mount one');

it.runIf(disks)('leaves the older file and the stores as they were when the disk is full', async () => {
  const disk = new SmallDisk(join(folder, 'small-disk'), 90);
  try {
    const file = join(disk.place, 'kept.linger');
    await backup(await all(source), file, { program });
    const before = readFileSync(file);
    disk.fill(66);
    const large = await openTestStore(migrations);
    await large.database.query(
      "INSERT INTO zoo (body) SELECT to_jsonb((SELECT string_agg(md5(n::text || g::text), '') FROM generate_series(1, 60) n)) FROM generate_series(1, 6000) g",
    );
    const full = backup(await all(large), file, { program, replace: true });
    await expect(full).rejects.toMatchObject({ code: 'store.no-room-for-backup' });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect((await readdir(disk.place)).sort()).toEqual(['filler', 'kept.linger']);
    expect(disk.free).toBeGreaterThan(60 * 2 ** 20);
    expect(await large.database.query('INSERT INTO zoo (body) VALUES (NULL) RETURNING id')).toHaveLength(1);
    await large.close();
  } finally {
    disk.remove();
  }
});

it('refuses a backup of a newer program', async () => {
  const file = join(folder, 'small.linger');
  await backup(await all(source), file, { program });
  const target = await openTestStore();
  await expect(restoreFile(await all(target), [], file)).rejects.toMatchObject({
    code: 'store.newer-than-program',
  });
  await target.close();
});
