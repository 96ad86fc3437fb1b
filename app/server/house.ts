import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, systemClock } from '#lib/core';
import { openJobs } from '#lib/jobs';
import { sql } from '#lib/sql';
import { type Columns, migrate, type Rows } from '#lib/store';
import { type Access, access, Scopes } from '#loop/access';
import { AnswerCache, Segments, segmentJobs } from '#loop/ask';
import { Collect, Files, promotionJobs } from '#loop/collect';
import { Demo } from './demo/demo.ts';
import { migrations } from './migrations.ts';
import { type HouseOptions, openStores } from './open-stores.ts';

/** The opened stores and the rooms at work on them. */
export interface House {
  readonly data: string;
  readonly columns: Columns;
  readonly rows: Rows;
  readonly clock: Clock;
  readonly access: Access;
  readonly scopes: Scopes;
  readonly collect: Collect;
  readonly files: Files;
  readonly cache: AnswerCache;
  readonly segments: Segments;
  readonly demo: Demo;
  /** The steps that opening took to bring the stores up to date. */
  readonly migrated: readonly string[];
  /** Whether both engines answer. */
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens the stores, brings them up to date and puts the rooms to work. One at a time per folder. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { rows, columns, beforeClose, close } = await openStores(options);
  try {
    const { data } = options;
    const migrated = await migrate(columns, rows, migrations);
    const clock = systemClock;
    const scopes = new Scopes(columns, clock);
    const collect = await Collect.open({ folder: data, columns, rows, scopes, clock });
    beforeClose(() => collect.close());
    const files = await Files.open({ folder: data, columns, rows, clock, readsFiles: !options.clickhouse });
    beforeClose(() => files.close());
    const demo = new Demo({ collect, rows, clock });
    beforeClose(() => demo.close());
    const house = furnish({ data, rows, columns, clock, scopes, collect, files, demo, migrated, close });
    const jobs = await openJobs(rows, () => undefined);
    beforeClose(() => jobs.close());
    await promotionJobs(jobs, columns, files);
    await segmentJobs(jobs, house.segments, (project) => house.access.insider(project, 'en'));
    return house;
  } catch (error) {
    await close();
    throw error;
  }
}

type Bare = Omit<House, 'access' | 'cache' | 'segments' | 'healthy'>;

function furnish(bare: Bare): House {
  const { rows, columns, clock, scopes } = bare;
  return {
    ...bare,
    access: access({ rows, clock }),
    cache: new AnswerCache(),
    segments: new Segments({ columns, rows, scopes, clock }),
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
