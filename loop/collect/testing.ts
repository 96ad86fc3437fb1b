import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '#lib/core';
import type { Database, Warehouse } from '#lib/store';
import { accessMigrations, type Project, Scopes, type Viewer } from '#loop/access';
import { openTestStore } from '../../lib/store/testing/stores.ts';
import { Collect, type CollectOptions } from './collect.ts';
import { collectMigrations } from './migrations/index.ts';
import { collectTables } from './tables.ts';

export const collectTestMigrations = [...accessMigrations, ...collectMigrations];

/** The module on engines of its own, and what a test needs to stop it, start it again and look inside. */
export async function openTestCollect(clock: Clock = systemClock, options: Partial<CollectOptions> = {}) {
  const store = await openTestStore(collectTestMigrations);
  const folder = await mkdtemp(join(tmpdir(), 'linger-collect-'));
  const project = await makeProject(store.database);
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
  { warehouse, database }: { warehouse: Warehouse; database: Database },
  folder: string,
  clock: Clock,
  options: Partial<CollectOptions>,
): Promise<Collect> {
  return Collect.open({
    folder,
    warehouse,
    database,
    clock,
    scopes: new Scopes(warehouse, collectTables, clock),
    ...options,
  });
}

async function makeProject(database: Database): Promise<Project> {
  const [project] = await database.query<{ id: number; name: string }>(
    "INSERT INTO projects (name, created) VALUES ('test', now()) RETURNING id, name",
  );
  return { id: project!.id, name: project!.name, timeZone: 'UTC', weekStart: 'monday' };
}

function viewerOf(project: Project): Viewer {
  return { project, role: 'owner', name: 'test', language: 'en' };
}
