import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, type Fault, systemClock } from '#lib/core';
import { type Jobs, openJobs } from '#lib/jobs';
import { sql } from '#lib/sql';
import {
  checkInstallation,
  type Database,
  machine,
  migrate,
  noStore,
  outsideCauseOf,
  pendingMigrations,
  placeOf,
  storeOlder,
  type Warehouse,
} from '#lib/store';
import { type Access, access, Scopes } from '#loop/access';
import { AnswerCache, Composer, Segments, segmentJobs } from '#loop/ask';
import { Bitmaps, bitmapJobs } from '#loop/bitmaps';
import { Catalogue, materializedJobs } from '#loop/catalogue';
import { Collect, Files } from '#loop/collect';
import { Definitions, definitionJobs } from '#loop/definition';
import { backupBeforeUpgrade, endUpgrade } from './backups/before-upgrade.ts';
import { usualBackups } from './backups/settings.ts';
import { Demo } from './demo/demo.ts';
import { kinds } from './kinds.ts';
import { migrations } from './migrations.ts';
import { openStores, type ProductOptions } from './open-stores.ts';
import { tables } from './tables.ts';

/** The opened stores and the modules at work on them. */
export interface Product {
  readonly data: string;
  readonly warehouse: Warehouse;
  readonly database: Database;
  readonly clock: Clock;
  readonly access: Access;
  readonly scopes: Scopes;
  readonly catalogue: Catalogue;
  readonly bitmaps: Bitmaps;
  readonly collect: Collect;
  readonly files: Files;
  readonly cache: AnswerCache;
  readonly composer: Composer;
  readonly definitions: Definitions;
  readonly segments: Segments;
  readonly demo: Demo;
  readonly jobs: Jobs;
  /** Resolves when another Linger has taken the stores over. */
  readonly lost: Promise<Fault>;
  /** The steps that opening took to bring the stores up to date. */
  readonly migrated: readonly string[];
  /** Whether both engines answer. */
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

/** Whether stores may be made and brought up to date, or must be there as this program knows them. */
export type Opening = 'make' | 'use';

/** Opens the stores and starts the modules. One at a time per folder. */
export async function openProduct(options: ProductOptions, opening: Opening): Promise<Product> {
  const { database, warehouse, lost, beforeClose, close } = await openStores(options, opening === 'make');
  try {
    const { data } = options;
    const migrated = await upToDate({ database, warehouse }, options, opening);
    const clock = systemClock;
    const scopes = new Scopes(warehouse, tables, clock);
    const collect = await Collect.open({ folder: data, warehouse, database, scopes, clock });
    beforeClose(() => collect.close());
    const catalogue = new Catalogue(warehouse, database, scopes);
    const jobs = await openJobs(database, { clock, cores: machine().cpus });
    beforeClose(() => jobs.close());
    const files = await Files.open({
      folder: data,
      warehouse,
      database,
      clock,
      jobs,
      scopes,
      readsFiles: !options.warehouseUrl,
      identify: (facts, token) => collect.identity.apply(facts, token),
    });
    beforeClose(() => files.close());
    const demo = new Demo({ catalogue, collect, database, clock, jobs });
    const product = assemble({
      data,
      database,
      warehouse,
      clock,
      scopes,
      catalogue,
      collect,
      files,
      demo,
      jobs,
      migrated,
      lost,
      close,
    });
    await demo.register();
    await materializedJobs(jobs, warehouse, files);
    await bitmapJobs({
      jobs,
      bitmaps: product.bitmaps,
      scopes,
      viewerOf: (project) => product.access.systemViewer(project, 'en'),
      projects: () => product.access.projects(),
    });
    await definitionJobs(jobs, product.definitions);
    await segmentJobs(jobs, product.segments, (project) => product.access.systemViewer(project, 'en'));
    return product;
  } catch (error) {
    await close();
    throw (await outsideCauseOf(options.data, error)) ?? error;
  }
}

/** Takes the steps that are missing where that is meant, and refuses stores that lack some where it is not. */
async function upToDate(
  { database, warehouse }: Pick<Product, 'database' | 'warehouse'>,
  options: ProductOptions,
  opening: Opening,
): Promise<readonly string[]> {
  const { data, databaseUrl, warehouseUrl } = options;
  const places = { rows: placeOf(databaseUrl), columns: placeOf(warehouseUrl) };
  const check = (marks: boolean) => checkInstallation({ database, warehouse, dataDir: data }, places, marks);
  const pending = await pendingMigrations(database, migrations);
  if (opening === 'use') {
    if (pending.length === migrations.length) throw noStore({ folder: data });
    await check(false);
    if (pending.length > 0) throw storeOlder({ folder: data, steps: pending.length });
    return [];
  }
  await check(false);
  const { backups = usualBackups, tell = () => undefined } = options;
  const upgrades = pending.length > 0 && pending.length < migrations.length;
  if (upgrades && backups.beforeMigration)
    await backupBeforeUpgrade({ database, warehouse, data, settings: backups, tell });
  const taken = await migrate(warehouse, database, migrations);
  await check(true);
  await endUpgrade(data);
  return taken;
}

type Parts = Omit<
  Product,
  'access' | 'cache' | 'composer' | 'bitmaps' | 'definitions' | 'segments' | 'healthy'
>;

function assemble(parts: Parts): Product {
  const { database, warehouse, clock, scopes, collect } = parts;
  const definitions = new Definitions({ database, clock }, kinds(parts));
  return {
    ...parts,
    access: access({ database, clock }),
    cache: new AnswerCache(),
    bitmaps: new Bitmaps(warehouse),
    composer: new Composer(),
    definitions,
    segments: new Segments({ warehouse, database, scopes, clock, collect, definitions }),
    healthy: () => isHealthy(parts),
  };
}

/** How long each part may take to show that it works; who asks for our health waits 5 s. */
const HEALTH_MS = 4000;

/** Both stores answer and the folder takes writes. What is stuck would never say that it is: we stop waiting ourselves. */
async function isHealthy({
  database,
  warehouse,
  data,
}: Pick<Parts, 'database' | 'warehouse' | 'data'>): Promise<boolean> {
  const signal = AbortSignal.timeout(HEALTH_MS);
  const works = Promise.all([
    database.query('SELECT 1'),
    warehouse.read(sql`SELECT 1`, { signal }),
    writeFile(join(data, 'healthy'), '', { mode: 0o600 }),
  ]);
  works.catch(() => undefined);
  const late = once(signal, 'abort').then(() => Promise.reject(new Error('no answer')));
  return Promise.race([works, late]).then(
    () => true,
    () => false,
  );
}
