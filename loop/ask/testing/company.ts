import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate } from '#demo';
import { stoppedClock } from '#lib/core';
import { accessMigrations, Scopes, type Viewer } from '#loop/access';
import { Bitmaps, bitmapMigrations } from '#loop/bitmaps';
import { Catalogue } from '#loop/catalogue';
import { Collect, collectMigrations, type Json } from '#loop/collect';
import { Definitions, definitionMigrations } from '#loop/definition';
import { openTestStore } from '../../../lib/store/testing/stores.ts';
import { testTables } from '../../access/testing.ts';
import { Composer } from '../compose/composer.ts';
import { AnswerCache } from '../kept/answer-cache.ts';
import { askMigrations } from '../migrations.ts';
import { question } from '../saved/kind.ts';
import { segmentKind } from '../segments/kind.ts';
import { Segments } from '../segments/segments.ts';

/** The moment at which the company of the tests stands still. */
export const companyNow = '2026-11-20T04:00:00Z';

/** A small demo company in real stores, with the modules at work on it. */
export async function openCompany(people: number, own?: Parameters<typeof openTestStore>[1]) {
  const store = await openTestStore(
    [
      ...accessMigrations,
      ...collectMigrations,
      ...bitmapMigrations,
      ...definitionMigrations,
      ...askMigrations,
    ],
    own,
  );
  const { warehouse, database } = store;
  const clock = stoppedClock(companyNow);
  const scopes = new Scopes(warehouse, testTables, clock);
  const folder = await mkdtemp(join(tmpdir(), 'linger-company-'));
  const [project] = await database.query<{ id: number }>(
    `INSERT INTO projects (name, created) VALUES ('test', now()) RETURNING id`,
  );
  const collect = await Collect.open({ folder, warehouse, database, scopes, clock });
  const viewer: Viewer = {
    project: { id: project!.id, name: 'test', timeZone: 'Asia/Shanghai', weekStart: 'monday' },
    role: 'owner',
    name: 'tester',
    language: 'en',
  };
  for (const { events } of simulate({ people, until: '2026-11-20', seed: 3 }))
    await collect.receive({ project: viewer.project.id, messages: events as unknown as Json[] });
  await collect.settle();
  const definitions = new Definitions({ database, clock }, [
    question,
    segmentKind({ warehouse, database, scopes, clock, collect }),
  ]);
  const composer = new Composer();
  return {
    warehouse,
    database,
    definitions,
    clock,
    scopes,
    catalogue: new Catalogue(warehouse, database, scopes),
    bitmaps: new Bitmaps(warehouse),
    collect,
    viewer,
    cache: new AnswerCache(),
    composer,
    segments: new Segments({ warehouse, database, scopes, clock, collect, definitions }),
    async close() {
      await composer.close();
      await collect.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Company = Awaited<ReturnType<typeof openCompany>>;
