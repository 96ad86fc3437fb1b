import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '#lib/core';
import type { Columns, Migration, Rows } from '#lib/store';
import { accessMigrations, type Project, Scopes, type Viewer } from '#loop/access';
import { openTestStore } from '../../lib/store/testing.ts';
import { Collect, type CollectOptions } from './collect.ts';
import { intakeMigrations } from './intake-migrations.ts';

const temporary: Migration = {
  name: 'collect-0001-temporary',
  columns: () => [
    "CREATE TABLE IF NOT EXISTS events (project UInt32, person UInt64 DEFAULT sipHash64(project, distinct_id), time DateTime64(3,'UTC'), event LowCardinality(String), id UInt64, distinct_id String, texts Map(LowCardinality(String),String), numbers Map(LowCardinality(String),Float64), times Map(LowCardinality(String),DateTime64(3,'UTC')), source LowCardinality(String), received DateTime64(3,'UTC')) ENGINE=MergeTree ORDER BY (project, person, time) SETTINGS non_replicated_deduplication_window=1000",
    'CREATE TABLE IF NOT EXISTS merges (person UInt64, canonical UInt64) ENGINE=Join(ANY,LEFT,person) SETTINGS join_any_take_last_row=1',
    "CREATE TABLE IF NOT EXISTS merge_log (project UInt32, time DateTime64(3,'UTC'), kind LowCardinality(String), person UInt64, canonical UInt64, from_id String, into_id String) ENGINE=MergeTree ORDER BY (project, time) SETTINGS non_replicated_deduplication_window=1000",
    "CREATE TABLE IF NOT EXISTS first_times (project UInt32, event LowCardinality(String), person UInt64, time SimpleAggregateFunction(min, DateTime64(3,'UTC'))) ENGINE=AggregatingMergeTree ORDER BY (project,event,person) SETTINGS non_replicated_deduplication_window=1000",
    'CREATE MATERIALIZED VIEW IF NOT EXISTS first_times_mv TO first_times AS SELECT project, event, person, min(time) AS time FROM events GROUP BY project,event,person',
    "CREATE TABLE IF NOT EXISTS people (project UInt32, person UInt64, first SimpleAggregateFunction(min, DateTime64(3,'UTC')), last SimpleAggregateFunction(max, DateTime64(3,'UTC')), distinct_id SimpleAggregateFunction(any,String)) ENGINE=AggregatingMergeTree ORDER BY (project,person) SETTINGS non_replicated_deduplication_window=1000",
    'CREATE MATERIALIZED VIEW IF NOT EXISTS people_mv TO people AS SELECT project, person, min(time) AS first, max(time) AS last, any(distinct_id) AS distinct_id FROM events GROUP BY project,person',
    "CREATE TABLE IF NOT EXISTS person_properties (project UInt32, name LowCardinality(String), person UInt64, text String, number Nullable(Float64), moment Nullable(DateTime64(3,'UTC')), gone UInt8, version UInt64) ENGINE=ReplacingMergeTree(version) ORDER BY (project,name,person)",
    'CREATE TABLE IF NOT EXISTS segment_editions (project UInt32, segment String, edition UInt64) ENGINE=MergeTree ORDER BY project',
  ],
};

export const collectTestMigrations = [...accessMigrations, temporary, ...intakeMigrations];

/** The room on engines of its own, and what a test needs to stop it, start it again and look inside. */
export async function openTestCollect(clock: Clock = systemClock, options: Partial<CollectOptions> = {}) {
  const store = await openTestStore(collectTestMigrations);
  const folder = await mkdtemp(join(tmpdir(), 'linger-collect-'));
  const project = await makeProject(store.rows);
  const open = (more: Partial<CollectOptions> = {}) => openOn(store, folder, clock, { ...options, ...more });
  return {
    ...store,
    folder,
    project,
    viewer: viewerOf(project),
    open,
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

function openOn(
  { columns, rows }: { columns: Columns; rows: Rows },
  folder: string,
  clock: Clock,
  options: Partial<CollectOptions>,
): Promise<Collect> {
  return Collect.open({ folder, columns, rows, clock, scopes: new Scopes(columns, clock), ...options });
}

async function makeProject(rows: Rows): Promise<Project> {
  const [project] = await rows.query<{ id: number; name: string }>(
    "INSERT INTO projects (name, created) VALUES ('test', now()) RETURNING id, name",
  );
  return { id: project!.id, name: project!.name, timeZone: 'UTC', weekStart: 'monday' };
}

function viewerOf(project: Project): Viewer {
  return { project, role: 'owner', name: 'test', language: 'en' };
}
