import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { Fault } from '#lib/core';
import { DiskRoom, withRoom } from './disk-room.ts';
import { folderReadOnly, rowsDamaged } from './faults.ts';
import { lockFolder } from './lock-folder.ts';
import { rowFault } from './row-fault.ts';
import type { Rows } from './rows.ts';

/** Rows are few; PostgreSQL's own 128 MB of buffers would be touched whole at the start. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];
const asText = (value: string) => value;
const parsers = { [types.INT8]: asText, [types.DATE]: asText, [types.NUMERIC]: asText };

/** Rows in a folder of the data folder, by PostgreSQL in this process. */
export async function openPglite(dataDir: string, reserveBytes?: number): Promise<Rows> {
  const folder = join(dataDir, 'rows');
  const lock = await lockFolder(`${folder}.lock`);
  let pg: PGlite;
  try {
    if (!existsSync(folder)) await makeFolder(folder);
    pg = await PGlite.create({ dataDir: folder, parsers, startParams });
  } catch (cause) {
    await lock.release();
    throw openFault(cause, folder);
  }
  return pgliteRows(withRoom(pg, new DiskRoom(folder, reserveBytes)), () => lock.release());
}

const maker = `const { workerData } = require('node:worker_threads');
import(workerData.module)
  .then(({ PGlite }) => PGlite.create({ dataDir: workerData.folder }))
  .then((pg) => pg.close());`;

/**
 * A new row store. Making one takes half a gigabyte, which only the end of a thread gives back; it appears under its name
 * when it is whole, so that being killed on the way leaves nothing that does not open.
 */
async function makeFolder(folder: string): Promise<void> {
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  const module = pathToFileURL(createRequire(import.meta.url).resolve('@electric-sql/pglite')).href;
  const worker = new Worker(maker, { eval: true, workerData: { module, folder: draft } });
  await once(worker, 'exit');
  await rename(draft, folder);
}

/** Rows in memory, gone when closed, from a dump when one is given: for tests. */
export async function openPgliteInMemory(dump?: Blob): Promise<Rows> {
  const pg = await PGlite.create({ parsers, startParams, ...(dump ? { loadDataDir: dump } : {}) });
  return pgliteRows(pg, () => Promise.resolve());
}

function pgliteRows(pg: PGlite, release: () => Promise<void>): Rows {
  const queues = new Map<string, Promise<unknown>>();
  return {
    db: drizzle(pg),
    engine: 'pglite',
    async query<Row>(text: string, values: readonly unknown[] = []) {
      try {
        return (await pg.query<Row>(text, [...values])).rows;
      } catch (cause) {
        throw rowFault(cause);
      }
    },
    async script(text) {
      try {
        await pg.transaction((transaction) => transaction.exec(text));
      } catch (cause) {
        throw rowFault(cause);
      }
    },
    async alone<T>(name: string, work: () => Promise<T>) {
      const before = queues.get(name) ?? Promise.resolve();
      const mine = before.then(work, work);
      queues.set(
        name,
        mine.catch(() => undefined),
      );
      return mine;
    },
    async close() {
      await pg.close().finally(release);
    },
  };
}

function openFault(cause: unknown, folder: string): Error {
  if (cause instanceof Fault) return cause;
  const detail = cause instanceof Error ? cause.message : String(cause);
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (/^(EACCES|EROFS|EPERM)$/.test(code)) return folderReadOnly({ folder }, cause);
  const known = rowFault(cause);
  return known instanceof Fault ? known : rowsDamaged({ folder, detail }, cause);
}
