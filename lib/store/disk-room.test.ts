import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DiskRoom } from './disk-room.ts';
import { openPglite } from './pglite.ts';
import { unlessFull } from './unless-full.ts';

const MIB = 1024 ** 2;
const full = { code: 'store.disk-full', status: 507 };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linger-room-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('lets nothing be written where the disk has less room than is kept free, and everything be read', async () => {
  const before = await openPglite(join(folder, 'plain'));
  await before.script(
    'CREATE TABLE notes (id int PRIMARY KEY, body text); INSERT INTO notes VALUES (1, $$a$$)',
  );
  await before.close();
  const rows = await openPglite(join(folder, 'plain'), Number.MAX_SAFE_INTEGER);
  const insert = 'INSERT INTO notes VALUES ($1, $2)';
  await expect(rows.query(insert, [2, 'b'])).rejects.toMatchObject(full);
  await expect(rows.script('INSERT INTO notes VALUES (3)')).rejects.toMatchObject(full);
  const inside = rows.db.transaction(async (transaction) => {
    await transaction.execute(sql`SELECT 1`);
    await transaction.execute(sql`UPDATE notes SET body = 'c'`);
  });
  await expect(inside).rejects.toMatchObject({ cause: full });
  await unlessFull(rows.db.execute(sql`UPDATE notes SET body = 'seen'`));
  await expect(unlessFull(rows.db.execute(sql`UPDATE nowhere SET body = 1`))).resolves.toBeUndefined();
  expect(await rows.query('SELECT * FROM notes')).toEqual([{ id: 1, body: 'a' }]);
  await rows.close();
}, 60_000);

const mayMount = () => {
  try {
    return process.getuid?.() === 0 && execFileSync('unshare', ['--mount', 'true']).length === 0;
  } catch {
    return false;
  }
};
const able = mayMount();
if (!able) console.warn('skipped: a small disk that fills up; run as root to mount one');

it.runIf(able)('lets go on at once when space was freed', async () => {
  const place = join(folder, 'freed');
  mkdirSync(place);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', place]);
  try {
    const room = new DiskRoom(place, 4 * MIB);
    writeFileSync(join(place, 'filler'), Buffer.alloc(6 * MIB));
    await expect(room.check('INSERT INTO notes VALUES (1)')).rejects.toMatchObject(full);
    await expect(room.check('SELECT * FROM notes')).resolves.toBeUndefined();
    rmSync(join(place, 'filler'));
    await expect(room.check('INSERT INTO notes VALUES (1)')).resolves.toBeUndefined();
  } finally {
    execFileSync('umount', ['-l', place]);
  }
});

it.runIf(able)(
  'opens again on a disk that stays full, after heavy writing until it was',
  async () => {
    const place = join(folder, 'small');
    mkdirSync(place);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', place]);
    const free = () => statfsSync(place).bavail * statfsSync(place).bsize;
    try {
      await cp(join(folder, 'plain', 'rows'), join(place, 'rows'), { recursive: true });
      const rows = await openPglite(place);
      await rows.script('CREATE TABLE pages (id serial PRIMARY KEY, body text)');
      writeFileSync(join(place, 'filler'), Buffer.alloc(Math.max(0, free() - 90 * MIB)));
      const body = 'x'.repeat(200_000);
      const writing = async () => {
        for (;;)
          await rows.query(
            'INSERT INTO pages (body) SELECT $1 || md5(random()::text) FROM generate_series(1, 20)',
            [body],
          );
      };
      await expect(writing()).rejects.toMatchObject(full);
      expect(free()).toBeGreaterThan(16 * MIB);
      const [counted] = await rows.query<{ n: string }>('SELECT count(*) AS n FROM pages');
      await rows.close();
      const again = await openPglite(place);
      expect(await again.query('SELECT count(*) AS n FROM pages')).toEqual([counted]);
      await again.close();
    } finally {
      execFileSync('umount', ['-l', place]);
      rmSync(place, { recursive: true, force: true });
    }
  },
  60_000,
);
