import { randomBytes } from 'node:crypto';
import { stoppedClock } from '#lib/core';
import { type Database, type Migration, migrate, openDatabase, type Warehouse } from '#lib/store';
import type { Scope } from '#loop/condition';
import { openPgliteInMemory } from '../../lib/store/database/pglite/open-pglite.ts';
import { askTables } from '../ask/tables.ts';
import { bitmapTables } from '../bitmaps/tables.ts';
import { collectTables } from '../collect/tables.ts';
import { access } from './access.ts';
import { accessMigrations } from './migrations.ts';
import { makeScope } from './scope/scope.ts';
import type { TableState } from './scope/scope-reader.ts';
import type { Project } from './viewer.ts';

const postgres = process.env.LINGER_TEST_POSTGRES;

/** The engines these tests run on; PostgreSQL where the environment names one. */
export const testEngines = postgres ? (['pglite', 'postgres'] as const) : (['pglite'] as const);

/** Access on an empty store of its own, with a clock that the test moves, and the tables of other modules where they are wanted. */
export async function openTestAccess(
  engine: (typeof testEngines)[number] = 'pglite',
  more: readonly Migration[] = [],
) {
  const database = engine === 'postgres' ? await openOwnDatabase(postgres ?? '') : await openPgliteInMemory();
  await migrate(noColumns, database, [...accessMigrations, ...more]);
  const clock = stoppedClock('2026-03-01T08:00:00Z');
  return { access: access({ database, clock }), database, clock };
}

/** Access keeps nothing in columns: its migrations never reach them. */
const noColumns = { cluster: undefined } as Warehouse;

async function openOwnDatabase(url: string): Promise<Database> {
  const name = `access_${randomBytes(6).toString('hex')}`;
  const server = await openDatabase({ dataDir: '', url });
  await server.query(`CREATE DATABASE ${name}`);
  const database = await openDatabase({
    dataDir: '',
    url: Object.assign(new URL(url), { pathname: name }).href,
  });
  const close = async () => {
    await database.close();
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await server.close();
  };
  return { ...database, close };
}

/** What all modules name of the event store. */
export const testTables = [...collectTables, ...bitmapTables, ...askTables];

/** The tables of a project as somebody who may see all of it sees them. */
export function testScope(project: Project, state: Partial<TableState>, now: Date): Scope {
  return makeScope({
    viewer: { project },
    tables: testTables,
    state: { merged: false, materialized: new Set(), sources: [], ...state },
    now,
  });
}
