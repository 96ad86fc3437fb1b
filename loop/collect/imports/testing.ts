import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#lib/core';
import type { Jobs } from '#lib/jobs';
import { sql } from '#lib/sql';
import { Scopes, type Viewer } from '#loop/access';
import { openTestJobs } from '../../../lib/jobs/testing.ts';
import { openTestStore } from '../../../lib/store/testing/stores.ts';
import { Identity } from '../identity/identity.ts';
import { collectTables } from '../tables.ts';
import { collectTestMigrations } from '../testing.ts';
import { Files, type FilesOptions } from './imports.ts';
import type { Layout } from './mapping/mapping.ts';
import type { Wishes } from './propose/propose.ts';

/** Files on engines of their own, and what a test needs to write, import and look inside. */
export async function openTestFiles(
  options: Partial<FilesOptions> = {},
  stores: ReturnType<typeof openTestStore> = openTestStore(collectTestMigrations),
) {
  const store = await stores;
  const { warehouse, database, dataDir } = store;
  const place = await mkdtemp(join(tmpdir(), 'linger-files-'));
  const [project] = await database.query<{ id: number }>(
    "INSERT INTO projects (name, created) VALUES ('test', now()) RETURNING id",
  );
  const viewer: Viewer = {
    project: { id: project!.id, name: 'test', timeZone: 'UTC', weekStart: 'monday' },
    role: 'owner',
    name: 'test',
    language: 'en',
  };
  const identity = await Identity.open(warehouse, database);
  const opened: Jobs[] = [];
  const open = async (more: Partial<FilesOptions> = {}) => {
    const jobs = await openTestJobs(database);
    opened.push(jobs);
    return Files.open({
      jobs,
      folder: dataDir,
      warehouse,
      database,
      clock: systemClock,
      scopes: new Scopes(warehouse, collectTables, systemClock),
      identify: (facts, token) => identity.apply(facts, token),
      ...options,
      ...more,
    });
  };
  const files = await open();
  const write = async (name: string, content: string | Buffer) => {
    const path = join(place, name);
    await writeFile(path, content);
    return path;
  };
  const propose = async (path: string, layout: Partial<Layout> = {}, wishes: Partial<Wishes> = {}) =>
    files.propose(viewer, (await files.take(viewer, path)).id, layout, wishes);
  const start = async (path: string, layout: Partial<Layout> = {}, wishes: Partial<Wishes> = {}) => {
    const proposed = await propose(path, layout, wishes);
    return files.import(viewer, proposed.file.id, proposed.layout, proposed.mapping, true);
  };
  return {
    ...store,
    files,
    viewer,
    open,
    write,
    propose,
    start,
    /** Imports as proposed; gives the ledger's row when it has ended. */
    async run(path: string, layout: Partial<Layout> = {}, wishes: Partial<Wishes> = {}) {
      const { entry } = await start(path, layout, wishes);
      await files.runner.settled(entry.id);
      return files.ledger.get(viewer.project.id, entry.id);
    },
    ledger: (id: string) => files.ledger.get(viewer.project.id, id),
    events: (id: string) =>
      warehouse.read<Arrived>(sql`SELECT distinct_id AS person, event, time, texts, numbers, times FROM events
        WHERE source = ${`file:${id}`} ORDER BY time, distinct_id`),
    count: async (id: string) => {
      const [row] = await warehouse.read<{ rows: string; ids: string; people: string }>(
        sql`SELECT toString(count()) AS rows, toString(uniqExact(id)) AS ids, toString(uniqExact(person)) AS people FROM events WHERE source = ${`file:${id}`}`,
      );
      return { rows: Number(row?.rows), ids: Number(row?.ids), people: Number(row?.people) };
    },
    rejects: (id: string) =>
      warehouse.read<{ line: number; reason: string; raw: string }>(
        sql`SELECT toUInt32(line) AS line, reason, raw FROM rejects WHERE source = ${`file:${id}`} ORDER BY line`,
      ),
    close: async () => {
      await files.close();
      await Promise.all(opened.map((jobs) => jobs.close()));
      await store.close();
      await rm(place, { recursive: true });
    },
  };
}

export interface Arrived {
  readonly person: string;
  readonly event: string;
  readonly time: string;
  readonly texts: Record<string, string>;
  readonly numbers: Record<string, number>;
  readonly times: Record<string, string>;
}

/** The fault a promise ends with. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
  return 'no fault';
}
