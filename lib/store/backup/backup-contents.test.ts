import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { openTestStore } from '../testing/stores.ts';
import { packTar } from './archive.ts';
import { backup } from './backup.ts';
import { entriesOf, readBackup } from './backup-contents.ts';
import {
  besideFolder,
  migrations,
  packed,
  program,
  restoreFile,
  type TestStore,
  withoutSums,
} from './testing.ts';

let source: TestStore;
let folder: string;
const all = (store: Pick<TestStore, 'warehouse' | 'database'>) => besideFolder(store, folder);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linger-backup-'));
  source = await openTestStore(migrations);
  const { warehouse, database } = source;
  await warehouse.run(
    sql`INSERT INTO events SELECT number, concat('event', toString(cityHash64(number))), map('k', toString(number)) FROM numbers(50000)`,
  );
  await database.query("INSERT INTO zoo (body) VALUES ('1')");
  await database.query("INSERT INTO animals VALUES (1, 2, 'a'), (2, NULL, NULL)");
});
afterAll(async () => {
  await source.close();
  await rm(folder, { recursive: true });
});

/** The unpacked bytes; undefined where they cannot be unpacked. */
function contentOf(path: string): Buffer | undefined {
  try {
    return gunzipSync(readFileSync(path));
  } catch {
    return undefined;
  }
}

describe('what a backup is read as', () => {
  let file: string;
  beforeAll(async () => {
    file = join(folder, 'read.linger');
    await backup(await all(source), file, { program });
  });
  const changed = async (name: string, change: (bytes: Buffer) => Buffer) => {
    const path = join(folder, name);
    await writeFile(path, change(readFileSync(file)));
    return path;
  };

  it('is what was in the stores', async () => {
    const { head, tables, checked } = await readBackup(file);
    expect(head).toMatchObject({ program, installation: null, migrations: ['a-0001-tables'] });
    expect(checked).toBe(true);
    const [events] = await source.warehouse.read<{ n: string }>(sql`SELECT count() AS n FROM events`);
    expect(tables).toMatchObject({ events: Number(events?.n), zoo: 2, animals: 2 });
  });

  it.each([0, 1, 300, 4096, -1, -8, -600])('is cut short when it ends at %i', async (at) => {
    const path = await changed('short', (bytes) => bytes.subarray(0, at < 0 ? bytes.length + at : at));
    await expect(readBackup(path)).rejects.toMatchObject({ code: 'store.backup-cut-short' });
    const target = await openTestStore();
    await expect(restoreFile(await all(target), migrations, path)).rejects.toMatchObject({
      code: 'store.backup-cut-short',
    });
    expect(await target.database.query("SELECT to_regclass('zoo') AS zoo")).toEqual([{ zoo: null }]);
    await target.close();
  });

  it('is damaged wherever one bit is turned', async () => {
    const { length } = readFileSync(file);
    const content = gunzipSync(readFileSync(file));
    for (let k = 1; k < 40; k++) {
      const at = Math.floor((length * k) / 40);
      const path = await changed('flipped', (bytes) => {
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (k % 8));
        return bytes;
      });
      // between two blocks of packed bytes stand bits that nothing is read from
      if (contentOf(path)?.equals(content)) continue;
      await expect(readBackup(path), `bit at ${at}`).rejects.toMatchObject({
        code: expect.stringMatching(/^store\.backup-(damaged|cut-short)$/),
      });
    }
  });

  it('is damaged when it was packed again around other rows', async () => {
    const again = async function* () {
      for await (const entry of entriesOf(file))
        yield entry.name.startsWith('rows/animals')
          ? { ...entry, body: Buffer.from(entry.body.toString().replace('"a"', '"b"')) }
          : entry;
    };
    const path = join(folder, 'repacked');
    await writeFile(path, gzipSync(await buffer(packTar(again()))));
    await expect(readBackup(path)).rejects.toMatchObject({
      code: 'store.backup-damaged',
      values: { part: expect.stringContaining('rows/animals') },
    });
  });

  it('is whole without checksums, as older programs wrote it', async () => {
    const path = join(folder, 'older');
    await writeFile(path, gzipSync(await buffer(packTar(withoutSums(entriesOf(file))))));
    expect(await readBackup(path)).toMatchObject({ checked: false, tables: undefined });
    const target = await openTestStore();
    await restoreFile(await all(target), migrations, path);
    expect(await target.database.query('SELECT count(*)::int AS n FROM animals')).toEqual([{ n: 2 }]);
    await target.close();
  });

  it.each([
    ['a text', 'id,name\n1,a\n', 'store.not-a-backup'],
    ['another archive', packed({ 'photo.jpg': 'x'.repeat(2000) }), 'store.not-a-backup'],
    ['a packed text', gzipSync('id,name\n'.repeat(500)), 'store.not-a-backup'],
    ['an archive with a head of another kind', packed({ 'head.json': '{"name":"x"}' }), 'store.not-a-backup'],
    ['a head that is no JSON', packed({ 'head.json': '{' }), 'store.not-a-backup'],
    ['a backup written in a later way', packed({ 'head.json': '{"version":2}' }), 'store.newer-than-program'],
  ])('is not a backup: %s', async (_, content, code) => {
    const path = join(folder, 'foreign');
    await writeFile(path, await content);
    await expect(readBackup(path)).rejects.toMatchObject({ code });
    await expect(restoreFile(await all(source), migrations, path)).rejects.toMatchObject({ code });
  });

  it('cannot be read where there is none', async () => {
    for (const path of [join(folder, 'absent'), folder])
      await expect(readBackup(path)).rejects.toMatchObject({ code: 'store.backup-unreadable' });
  });
});
