import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, type Fault, systemClock } from '#lib/core';
import { type Jobs, openJobs } from '#lib/jobs';
import { sql } from '#lib/sql';
import {
  type Columns,
  checkInstallation,
  machine,
  migrate,
  noStore,
  outsideCauseOf,
  pendingMigrations,
  placeOf,
  type Rows,
  storeOlder,
} from '#lib/store';
import { type Access, access, Scopes } from '#loop/access';
import { AnswerCache, Composer, Segments, segmentJobs } from '#loop/ask';
import { Catalogue, promotionJobs } from '#loop/catalogue';
import { Collect, Files } from '#loop/collect';
import { Definitions, definitionJobs } from '#loop/definition';
import { backupBeforeUpgrade, endUpgrade } from './backups/before-upgrade.ts';
import { usualBackups } from './backups/settings.ts';
import { Demo } from './demo/demo.ts';
import { kinds } from './kinds.ts';
import { migrations } from './migrations.ts';
import { type HouseOptions, openStores } from './open-stores.ts';
import { tables } from './tables.ts';

/** The opened stores and the rooms at work on them. */
export interface House {
  readonly data: string;
  readonly columns: Columns;
  readonly rows: Rows;
  readonly clock: Clock;
  readonly access: Access;
  readonly scopes: Scopes;
  readonly catalogue: Catalogue;
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

/** Opens the stores and puts the rooms to work. One at a time per folder. */
export async function openHouse(options: HouseOptions, opening: Opening): Promise<House> {
  const { rows, columns, lost, beforeClose, close } = await openStores(options, opening === 'make');
  try {
    const { data } = options;
    const migrated = await upToDate({ rows, columns }, options, opening);
    const clock = systemClock;
    const scopes = new Scopes(columns, tables, clock);
    const collect = await Collect.open({ folder: data, columns, rows, scopes, clock });
    beforeClose(() => collect.close());
    const catalogue = new Catalogue(columns, rows, scopes);
    const jobs = await openJobs(rows, { clock, cores: machine().cpus });
    beforeClose(() => jobs.close());
    const files = await Files.open({
      folder: data,
      columns,
      rows,
      clock,
      jobs,
      scopes,
      readsFiles: !options.clickhouse,
      identify: (facts, token) => collect.identity.apply(facts, token),
    });
    beforeClose(() => files.close());
    const demo = new Demo({ catalogue, collect, rows, clock, jobs });
    const house = furnish({
      data,
      rows,
      columns,
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
    await promotionJobs(jobs, columns, files);
    await definitionJobs(jobs, house.definitions);
    await segmentJobs(jobs, house.segments, (project) => house.access.insider(project, 'en'));
    return house;
  } catch (error) {
    await close();
    throw (await outsideCauseOf(options.data, error)) ?? error;
  }
}

/** Takes the steps that are missing where that is meant, and refuses stores that lack some where it is not. */
async function upToDate(
  { rows, columns }: Pick<House, 'rows' | 'columns'>,
  options: HouseOptions,
  opening: Opening,
): Promise<readonly string[]> {
  const { data, database, clickhouse } = options;
  const places = { rows: placeOf(database), columns: placeOf(clickhouse) };
  const check = (marks: boolean) => checkInstallation({ rows, columns, dataDir: data }, places, marks);
  const pending = await pendingMigrations(rows, migrations);
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
    await backupBeforeUpgrade({ rows, columns, data, settings: backups, tell });
  const taken = await migrate(columns, rows, migrations);
  await check(true);
  await endUpgrade(data);
  return taken;
}

type Bare = Omit<House, 'access' | 'cache' | 'composer' | 'definitions' | 'segments' | 'healthy'>;

function furnish(bare: Bare): House {
  const { rows, columns, clock, scopes, collect } = bare;
  const definitions = new Definitions({ rows, clock }, kinds(bare));
  return {
    ...bare,
    access: access({ rows, clock }),
    cache: new AnswerCache(),
    composer: new Composer(),
    definitions,
    segments: new Segments({ columns, rows, scopes, clock, collect, definitions }),
    healthy: () => isHealthy(bare),
  };
}

/** How long each part may take to show that it works; who asks for our health waits 5 s. */
const HEALTH_MS = 4000;

/** Both stores answer and the folder takes writes. What is stuck would never say that it is: we stop waiting ourselves. */
async function isHealthy({ rows, columns, data }: Pick<Bare, 'rows' | 'columns' | 'data'>): Promise<boolean> {
  const signal = AbortSignal.timeout(HEALTH_MS);
  const works = Promise.all([
    rows.query('SELECT 1'),
    columns.read(sql`SELECT 1`, { signal }),
    writeFile(join(data, 'healthy'), '', { mode: 0o600 }),
  ]);
  works.catch(() => undefined);
  const late = once(signal, 'abort').then(() => Promise.reject(new Error('no answer')));
  return Promise.race([works, late]).then(
    () => true,
    () => false,
  );
}
