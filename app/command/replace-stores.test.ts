import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { Sql } from '#lib/sql';
import { openDatabase, openWarehouse } from '#lib/store';
import { Supervisor } from '../../lib/store/engine/supervisor.ts';
import { attach } from '../../lib/store/warehouse/open-warehouse.ts';
import { contentsOf } from '../product/backups/testing.ts';
import { ProductProcess, Workshop } from '../server/testing/product.ts';
import { batchOf } from '../server/testing/shop.ts';
import { linger } from './testing.ts';

const server = process.env.LINGER_TEST_POSTGRES;
if (!server) console.warn('skipped: replacing PGlite by a PostgreSQL; set LINGER_TEST_POSTGRES to run it');

let workshop: Workshop;
let engine: Supervisor;
const made: string[] = [];

beforeAll(async () => {
  workshop = await Workshop.open();
  const dataDir = join(workshop.folder, 'engine-of-its-own');
  mkdirSync(dataDir);
  engine = await Supervisor.open({ dataDir, lowMemory: true });
}, 180_000);
afterAll(async () => {
  await dropDatabases();
  await engine.close();
  await workshop.close();
});

type Addresses = Readonly<Record<string, string>>;

/** A new database on the engine that stands alone. */
async function newClickhouse(): Promise<string> {
  const database = `moved_${randomBytes(4).toString('hex')}`;
  const warehouse = attach(() => engine.address(), 'default');
  await warehouse.run(new Sql([`CREATE DATABASE ${database} ENGINE = Atomic`], []));
  await warehouse.close();
  const { url, password } = await engine.address();
  return Object.assign(new URL(url), { username: 'default', password, pathname: database }).href;
}

async function newPostgres(): Promise<string> {
  const name = `moved_${randomBytes(4).toString('hex')}`;
  const admin = await openDatabase({ dataDir: '', url: server });
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.close();
  made.push(name);
  return Object.assign(new URL(server ?? ''), { pathname: name }).href;
}

async function dropDatabases(): Promise<void> {
  if (!server) return;
  const admin = await openDatabase({ dataDir: '', url: server });
  for (const name of made) await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.close();
}

/** What is in both stores, and in the folder beside them, where nobody works on it. */
async function everythingIn(data: string, { DATABASE_URL, CLICKHOUSE_URL }: Addresses) {
  const [database, warehouse] = await Promise.all([
    openDatabase({ dataDir: data, url: DATABASE_URL }),
    openWarehouse({ dataDir: data, url: CLICKHOUSE_URL }),
  ]);
  const contents = await contentsOf({ database, warehouse });
  await Promise.all([database.close(), warehouse.close()]);
  const waiting = readdirSync(join(data, 'journal')).filter((name) => name.endsWith('.journal'));
  return { contents, waiting };
}

async function move(from: string, was: Addresses, to: string, is: Addresses): Promise<void> {
  const file = join(workshop.folder, `${randomBytes(4).toString('hex')}.tar.gz`);
  const backup = await linger(['backup', file], { LINGER_DATA: from, ...was });
  expect([backup.code, backup.err]).toEqual([0, 'backing up …\n']);
  const restore = await linger(['restore', file], { LINGER_DATA: to, ...is });
  expect([restore.code, restore.err]).toEqual([0, 'restoring …\n']);
}

const runs = z.object({ runs: z.array(z.object({ state: z.string() })) });

/** A folder with people, events, an import, accounts and keys, whose product was killed while events waited in the journal. */
async function used(): Promise<string> {
  const data = workshop.data();
  const product = await ProductProcess.start(data);
  for (const line of [
    ['account', 'create', 'li@example.com', '--role', 'viewer'],
    ['project', 'create', 'overseas'],
  ])
    expect((await linger(line, { LINGER_DATA: data })).code).toBe(0);
  const file = join(workshop.folder, 'orders.csv');
  writeFileSync(
    file,
    `user,event,time\n${'li,pay,2026-03-02 08:00:00\n'.repeat(3)}wang,pay,2026-03-03 08:00:00\n`,
  );
  expect((await linger(['import', file, '--yes'], { LINGER_DATA: data })).code).toBe(0);
  // the answer after an import asks for the index of people by day, which would be written while the stores are compared
  await expect
    .poll(
      async () => {
        const found = await product.get('run/list', { kind: 'person-days' }, runs);
        return [...new Set(found.runs.map(({ state }) => state))];
      },
      { timeout: 30_000 },
    )
    .toEqual(['done']);
  for (let batch = 0; batch < 12; batch++)
    expect((await product.send('batch', { batch: batchOf(batch) })).status).toBe(200);
  await product.killAll();
  return data;
}

it('replaces each store alone and both together, there and back, with all that is in them', async () => {
  const [postgres, again] = server ? [await newPostgres(), await newPostgres()] : [undefined, undefined];
  const rowsAt = (url: string | undefined): Addresses => (url ? { DATABASE_URL: url } : {});
  const route: Addresses[] = [
    {},
    { ...rowsAt(postgres) },
    { ...rowsAt(again), CLICKHOUSE_URL: await newClickhouse() },
    { CLICKHOUSE_URL: await newClickhouse() },
    {},
  ];
  let data = await used();
  let addresses: Addresses = {};
  for (const next of route) {
    const to = join(workshop.folder, `moved-${randomBytes(4).toString('hex')}`);
    const file = JSON.parse(readFileSync(join(data, 'installation.json'), 'utf8'));
    await move(data, addresses, to, next);
    const before = await everythingIn(data, addresses);
    mkdirSync(join(to, 'journal'), { recursive: true });
    const after = await everythingIn(to, next);
    expect(after).toEqual(before);
    expect(before.waiting).toEqual([]);
    expect(Object.keys(before.contents)).toEqual(
      expect.arrayContaining(['accounts', 'keys', 'file_imports', 'events', 'merge_log', 'known_people']),
    );
    expect(before.contents.events).toMatch(/^244 /);
    expect(JSON.parse(readFileSync(join(data, 'installation.json'), 'utf8'))).toEqual(file);
    const imports = await linger(['imports', '--json'], { LINGER_DATA: data, ...addresses });
    const migrated = await linger(['migrate'], { LINGER_DATA: to, ...next });
    expect([migrated.code, migrated.out]).toEqual([0, 'already up to date\n']);
    expect((await linger(['imports', '--json'], { LINGER_DATA: to, ...next })).out).toBe(imports.out);
    [data, addresses] = [to, next];
  }
  const keys = { LINGER_DATA: data, ...addresses };
  expect((await linger(['doctor'], keys)).code).toBe(0);
}, 600_000);

it('refuses the old folder with the new address, and a new folder with a store that has data', async () => {
  const data = workshop.data();
  const url = await newClickhouse();
  const mixed = await linger(['start'], { LINGER_DATA: data, CLICKHOUSE_URL: url, LINGER_PORT: '0' });
  expect([mixed.code, mixed.err]).toEqual([1, expect.stringContaining('belongs with a store at embedded')]);
}, 60_000);
