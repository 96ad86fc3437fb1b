import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { Fault } from '#lib/core';
import { folderReadOnly, rowsDamaged } from './faults.ts';
import { lockFolder } from './lock-folder.ts';
import { rowFault } from './row-fault.ts';
import type { Rows } from './rows.ts';

const asText = (value: string) => value;
const parsers = { [types.INT8]: asText, [types.DATE]: asText, [types.NUMERIC]: asText };

/** Rows in a folder of the data folder, by PostgreSQL in this process. */
export async function openPglite(dataDir: string): Promise<Rows> {
  const folder = join(dataDir, 'rows');
  const lock = await lockFolder(`${folder}.lock`);
  let pg: PGlite;
  try {
    await mkdir(folder, { recursive: true });
    pg = await PGlite.create({ dataDir: folder, parsers });
  } catch (cause) {
    await lock.release();
    throw openFault(cause, folder);
  }
  return pgliteRows(pg, () => lock.release());
}

/** Rows in memory, gone when closed, from a dump when one is given: for tests. */
export async function openPgliteInMemory(dump?: Blob): Promise<Rows> {
  const pg = await PGlite.create({ parsers, ...(dump ? { loadDataDir: dump } : {}) });
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
      await pg.close();
      await release();
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
