import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Words } from '#lib/core';
import { sql } from '#lib/sql';
import { migrate, openDatabase, openWarehouse, pendingMigrations, readBackup, restore } from '#lib/store';
import { mayMount, SmallDisk } from '../../../lib/store/testing/disk.ts';
import { buildTerminal, linger, startLine, stopAll } from '../../command/testing.ts';
import { migrations } from '../migrations.ts';
import { openProduct } from '../product.ts';
import { wholeFolder } from './before-upgrade.ts';
import { usualBackups } from './settings.ts';
import { contentsOf } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'linger-upgrade-'));
let count = 0;
const newFolder = () => join(folder, `data-${++count}`);

beforeAll(buildTerminal, 120_000);
afterEach(stopAll);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }), 120_000);

async function openBoth(data: string) {
  const [database, warehouse] = await Promise.all([
    openDatabase({ dataDir: data }),
    openWarehouse({ dataDir: data }),
  ]);
  return { database, warehouse, close: () => Promise.all([database.close(), warehouse.close()]) };
}

/** A folder as an older program left it, which knew only the first steps, with data and an event in the journal. */
async function older(steps: number, events = 1000) {
  const data = newFolder();
  mkdirSync(join(data, 'journal'), { recursive: true });
  const stores = await openBoth(data);
  const { database, warehouse } = stores;
  await migrate(warehouse, database, migrations.slice(0, steps));
  await database.query(
    "INSERT INTO accounts (mail, password, created) VALUES ('li@example.com', 'x', now())",
  );
  await database.query(`INSERT INTO projects (name, created) VALUES ('shop', now()), ('中文', now())`);
  await warehouse.run(
    sql`INSERT INTO events (project, distinct_id, time, event, texts) SELECT 1, concat('p', toString(number % 77)), now64(3) - number, 'buy', map('k', toString(number)) FROM numbers(${sql.integer(events)})`,
  );
  await warehouse.run(
    sql`INSERT INTO person_properties (project, name, person, text) VALUES (1, 'city', 7, '上海')`,
  );
  const contents = await contentsOf(stores);
  await stores.close();
  return { data, contents };
}

async function upgrade(data: string, backups = usualBackups) {
  const told: Words[] = [];
  const product = await openProduct({ data, backups, tell: (words) => told.push(words) }, 'make');
  const { migrated } = product;
  await product.close();
  return { told: told.map(({ en }) => en).join('\n'), migrated };
}

/** What the older program finds when it restores the backup into a new folder. */
async function restoredByOlder(file: string, steps: number) {
  const data = newFolder();
  const stores = await openBoth(data);
  const into = { ...stores, folder: data, parts: wholeFolder };
  await restore(into, migrations.slice(0, steps), await readBackup(file), []);
  expect(await pendingMigrations(stores.database, migrations.slice(0, steps))).toEqual([]);
  const contents = await contentsOf(stores);
  await stores.close();
  return { data, contents };
}

const madeIn = (data: string) =>
  existsSync(join(data, 'backups')) ? readdirSync(join(data, 'backups')).sort() : [];
const onlyOne = (data: string) => {
  const [name = '', ...others] = madeIn(data);
  expect(others).toEqual([]);
  expect(name).toMatch(/^before-\d+\.\d+\.\d+-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.tar\.gz$/);
  return join(data, 'backups', name);
};
const first = migrations.findIndex(({ name }) => name === 'collect-0001-events-people') + 1;

describe('before an upgrade the data are kept as they are', () => {
  it.each([
    ['the oldest layout', first],
    ['the last but one', migrations.length - 1],
  ])(
    'in %s, for the older program',
    async (_, steps) => {
      const { data, contents } = await older(steps);
      writeFileSync(join(data, 'device-clocks'), '12 3000\n');
      const { told, migrated } = await upgrade(data);
      expect(migrated).toEqual(migrations.slice(steps).map(({ name }) => name));
      const file = onlyOne(data);
      expect(told).toContain(`LINGER_DATA=NEW_FOLDER linger restore ${file}`);
      const back = await restoredByOlder(file, steps);
      expect(back.contents).toEqual(contents);
      expect(readdirSync(back.data)).toContain('device-clocks');
      expect((await upgrade(data)).told).toBe('');
      expect(onlyOne(data)).toBe(file);
      expect(existsSync(join(data, 'upgrade.json'))).toBe(false);
    },
    60_000,
  );

  it('with the events that wait in the journal', async () => {
    const { data } = await older(migrations.length - 1);
    writeFileSync(join(data, 'journal', '0000000000000001-x.journal'), 'frames of an event');
    const stores = await openBoth(data);
    const { backupBeforeUpgrade } = await import('./before-upgrade.ts');
    await backupBeforeUpgrade({ ...stores, data, settings: usualBackups, tell: () => undefined });
    await stores.close();
    const back = await restoredByOlder(onlyOne(data), migrations.length - 1);
    expect(readdirSync(join(back.data, 'journal'))).toEqual(['0000000000000001-x.journal']);
  }, 240_000);

  it('but not where it is off, nor where there are no data', async () => {
    const { data } = await older(first);
    await upgrade(data, { ...usualBackups, beforeMigration: false });
    expect(madeIn(data)).toEqual([]);
    const fresh = newFolder();
    await upgrade(fresh);
    const half = newFolder();
    const stores = await openBoth(half);
    await migrate(stores.warehouse, stores.database, migrations.slice(0, 3));
    await stores.close();
    expect((await upgrade(half)).migrated).toHaveLength(migrations.length - 3);
    expect([...madeIn(fresh), ...madeIn(half)]).toEqual([]);
  }, 240_000);

  it('in three files at most', async () => {
    const { data } = await older(first);
    mkdirSync(join(data, 'backups'));
    const old = ['0.0.9-2024-01-01', '0.0.10-2025-01-01', '0.0.11-2025-02-01'].map(
      (name) => `before-${name}T00-00-00Z.tar.gz`,
    );
    for (const name of [...old, 'mine.tar.gz', 'before-0.0.1-2020-01-01T00-00-00Z.tar.gz.12.part'])
      writeFileSync(join(data, 'backups', name), '');
    await upgrade(data);
    expect(madeIn(data)).toEqual([
      ...old.slice(1).sort(),
      expect.stringMatching(/^before-\d/),
      'mine.tar.gz',
    ]);
  }, 240_000);

  const disks = mayMount();
  it.runIf(disks)(
    'or nothing is changed: a disk without room is told with the ways out',
    async () => {
      const { data, contents } = await older(first, 200_000);
      const disk = new SmallDisk(join(folder, 'disk'), 70);
      try {
        disk.fill(65);
        const environment = { LINGER_DATA: data, LINGER_BACKUP_FOLDER: disk.place };
        const refused = await linger(['migrate'], environment);
        expect(refused.code).toBe(1);
        expect(refused.err).toContain('LINGER_BACKUP_BEFORE_MIGRATION=off');
        expect(readdirSync(disk.place)).toEqual(['filler']);
        const zh = await linger(['migrate'], { ...environment, LANG: 'zh_CN.UTF-8' });
        expect(zh.err).toContain('磁盘放不下');
        const stores = await openBoth(data);
        expect(await contentsOf(stores)).toEqual(contents);
        expect(await pendingMigrations(stores.database, migrations)).toHaveLength(migrations.length - first);
        await stores.close();
        const off = await linger(['migrate'], { ...environment, LINGER_BACKUP_BEFORE_MIGRATION: 'off' });
        expect([off.code, off.err]).toEqual([0, '']);
      } finally {
        disk.remove();
      }
    },
    90_000,
  );

  it('or nothing is changed: a folder that takes no files is told', async () => {
    const { data } = await older(first);
    writeFileSync(join(folder, 'a-file'), '');
    const settings = { LINGER_DATA: data, LINGER_BACKUP_FOLDER: join(folder, 'a-file', 'in') };
    const refused = await linger(['start'], { ...settings, LINGER_PORT: '0' });
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('could not be written to')]);
  }, 240_000);
});

describe('killed on the way', () => {
  const until = async (there: () => boolean) => {
    for (let waited = 0; waited < 30_000 && !there(); waited += 2) await sleep(2);
    expect(there()).toBe(true);
  };

  it('in the backup: the next start makes a whole one and goes on', async () => {
    const { data, contents } = await older(first, 400_000);
    const running = startLine(['migrate'], { LINGER_DATA: data });
    await until(() => madeIn(data).some((name) => name.endsWith('.part')));
    await running.kill();
    expect(madeIn(data).filter((name) => !name.endsWith('.part'))).toEqual([]);
    const { told } = await upgrade(data);
    expect(told).toContain('to go back');
    expect((await restoredByOlder(onlyOne(data), first)).contents).toEqual(contents);
  }, 240_000);

  it('in the upgrade: the next start goes on, and the backup stays the one from before', async () => {
    const { data, contents } = await older(first, 240_000);
    const running = startLine(['migrate'], { LINGER_DATA: data });
    await until(() => existsSync(join(data, 'upgrade.json')));
    await running.kill();
    const file = onlyOne(data);
    const { told } = await upgrade(data);
    expect(told).toContain(file);
    expect(onlyOne(data)).toBe(file);
    expect((await restoredByOlder(file, first)).contents).toEqual(contents);
    const stores = await openBoth(data);
    expect(await pendingMigrations(stores.database, migrations)).toEqual([]);
    await stores.close();
  }, 240_000);

  it('and used by the older program again: the next upgrade keeps what was added', async () => {
    const { data } = await older(migrations.length - 1);
    const stale = join(data, 'backups', 'before-0.0.1-2024-01-01T00-00-00Z.tar.gz');
    const stores = await openBoth(data);
    const { backupBeforeUpgrade } = await import('./before-upgrade.ts');
    await backupBeforeUpgrade({ ...stores, data, settings: usualBackups, tell: () => undefined });
    const before = onlyOne(data);
    await stores.database.query("INSERT INTO projects (name, created) VALUES ('later', now())");
    await stores.close();
    await sleep(1100);
    await upgrade(data);
    expect(existsSync(stale)).toBe(false);
    const newer = madeIn(data).filter((name) => !before.endsWith(name));
    expect(newer).toHaveLength(1);
    expect((await readBackup(join(data, 'backups', newer[0] ?? ''))).tables).toMatchObject({ projects: 3 });
  }, 240_000);
});
