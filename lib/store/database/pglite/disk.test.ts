import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultWithin } from '../../fault-within.ts';
import { ImageDisk, mayBreakDisks, mayMount } from '../../testing/disk.ts';
import { unlessFull } from '../../unless-full.ts';
import { DiskState } from './disk-state.ts';
import { openPglite } from './open-pglite.ts';

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
  const database = await openPglite(join(folder, 'plain'), Number.MAX_SAFE_INTEGER);
  const insert = 'INSERT INTO notes VALUES ($1, $2)';
  await expect(database.query(insert, [2, 'b'])).rejects.toMatchObject(full);
  await expect(database.script('INSERT INTO notes VALUES (3)')).rejects.toMatchObject(full);
  const inside = database.db.transaction(async (transaction) => {
    await transaction.execute(sql`SELECT 1`);
    await transaction.execute(sql`UPDATE notes SET body = 'c'`);
  });
  expect(faultWithin(await inside.catch((cause: unknown) => cause))).toMatchObject(full);
  await unlessFull(database.db.execute(sql`UPDATE notes SET body = 'seen'`));
  const mistaken = unlessFull(database.db.execute(sql`UPDATE nowhere SET body = 1`));
  expect(await mistaken.catch((cause: Error) => cause.cause)).toMatchObject({ code: '42P01' });
  expect(await database.query('SELECT * FROM notes')).toEqual([{ id: 1, body: 'a' }]);
  await database.close();
}, 60_000);

const able = mayMount();
const breakable = mayBreakDisks();
if (!breakable)
  console.warn('skipped: a disk that turns read-only or loses power; run as root where ext4 can be mounted');
if (!able) console.warn('skipped: a small disk that fills up; run as root to mount one');

it.runIf(able)('lets go on at once when space was freed', async () => {
  const place = join(folder, 'freed');
  mkdirSync(place);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', place]);
  try {
    const disk = new DiskState(place, 4 * MIB);
    writeFileSync(join(place, 'filler'), Buffer.alloc(6 * MIB));
    expect(disk.hindrance()).toBe('full');
    rmSync(join(place, 'filler'));
    expect(disk.hindrance()).toBeUndefined();
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
      const database = await openPglite(place);
      await database.script('CREATE TABLE pages (id serial PRIMARY KEY, body text)');
      writeFileSync(join(place, 'filler'), Buffer.alloc(Math.max(0, free() - 90 * MIB)));
      const body = 'x'.repeat(200_000);
      const writing = async () => {
        for (;;)
          await database.query(
            'INSERT INTO pages (body) SELECT $1 || md5(random()::text) FROM generate_series(1, 20)',
            [body],
          );
      };
      await expect(writing()).rejects.toMatchObject(full);
      expect(free()).toBeGreaterThan(16 * MIB);
      const [counted] = await database.query<{ n: string }>('SELECT count(*) AS n FROM pages');
      await database.close();
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

const readOnly = { code: 'store.rows-read-only', status: 503 };

it.runIf(breakable)(
  'is asked on, but not written to, when its disk turns read-only, and written to again afterwards',
  async () => {
    const disk = new ImageDisk(join(folder, 'turned'), 600);
    const { place } = disk;
    try {
      await cp(join(folder, 'plain', 'rows'), join(place, 'rows'), { recursive: true });
      const database = await openPglite(place);
      await database.query('INSERT INTO notes VALUES (2, $1)', ['before']);
      disk.turnReadOnly();
      // the state of the disk is trusted for a second: a write of that time breaks the database, which comes back
      const failed = await database
        .query("INSERT INTO notes VALUES (3, 'lost')")
        .catch((cause: unknown) => cause);
      expect(failed).toBeInstanceOf(Error);
      const read = () => database.query('SELECT id, body FROM notes ORDER BY id');
      await expect.poll(() => read().catch(() => []), { timeout: 20_000 }).toHaveLength(2);
      await expect(database.query("INSERT INTO notes VALUES (4, 'no')")).rejects.toMatchObject(readOnly);
      await unlessFull(database.db.execute(sql`UPDATE notes SET body = 'seen'`));
      expect(await read()).toEqual([
        { id: 1, body: 'a' },
        { id: 2, body: 'before' },
      ]);
      // nothing of the disk is open any more
      disk.repair();
      await expect
        .poll(
          () =>
            database.query("INSERT INTO notes VALUES (5, 'again')").then(
              () => true,
              () => false,
            ),
          { timeout: 20_000 },
        )
        .toBe(true);
      await database.close();
    } finally {
      disk.remove();
    }
  },
  90_000,
);

it.runIf(breakable)(
  'holds what was answered with success after a loss of power, soon after its first start too',
  async () => {
    const disk = new ImageDisk(join(folder, 'power'), 600);
    try {
      const database = await openPglite(disk.place);
      await database.script('CREATE TABLE notes (id int PRIMARY KEY, body text)');
      const moments: { place: string; mount: () => void }[] = [];
      for (let id = 1; id <= 40; id++) {
        await database.query('INSERT INTO notes SELECT $1::int, repeat(md5($1::int::text), 3000)', [id]);
        if (id % 20 === 0) await database.script('CHECKPOINT');
        const place = join(folder, `power-${id}`);
        if (id % 8 === 1) moments.push({ place, mount: disk.afterPowerLoss(place) });
      }
      await database.close();
      const found: number[] = [];
      for (const { place, mount } of moments) {
        mount();
        // after a loss of power no process is left that the lock could name
        rmSync(join(place, 'rows.lock'), { recursive: true, force: true });
        try {
          const reopened = await openPglite(place);
          const [counted] = await reopened.query<{ n: number }>('SELECT count(*)::int AS n FROM notes');
          found.push(counted?.n ?? 0);
          await reopened.close();
        } finally {
          execFileSync('umount', ['-l', place]);
        }
      }
      expect(found).toEqual([1, 9, 17, 25, 33]);
    } finally {
      disk.remove();
    }
  },
  120_000,
);
