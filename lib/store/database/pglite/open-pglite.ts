import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { lockFolder } from '../../folder/lock-folder.ts';
import type { Database } from '../database.ts';
import { databaseFault } from '../database-fault.ts';
import { poolDatabase } from '../pool-database.ts';
import type { Backend } from './backend.ts';
import { RESERVE } from './disk-state.ts';
import { forceToDisk } from './durable-folder.ts';
import { openFault } from './open-fault.ts';
import { startParams } from './start-params.ts';
import type { FromThread, Order } from './thread.ts';
import { ThreadBackend } from './thread-backend.ts';
import { threadScript } from './thread-script.ts';
import { WireStream } from './wire-stream.ts';

/** Rows in a folder of the data folder, by PostgreSQL in a thread of this process. */
export async function openPglite(dataDir: string, reserve: number = RESERVE): Promise<Database> {
  const folder = join(dataDir, 'rows');
  const lock = await lockFolder(`${folder}.lock`);
  try {
    if (!existsSync(folder)) await makeFolder(folder);
    const backend = await ThreadBackend.open({ task: 'serve', folder, reserve });
    return backendRows(backend, () => lock.release());
  } catch (cause) {
    await lock.release();
    throw cause;
  }
}

/**
 * A new row store. Making one takes half a gigabyte, which only the end of a thread gives back; it appears under its name
 * when it is whole and on the disk, so that being killed or losing power on the way leaves nothing that does not open.
 */
async function makeFolder(folder: string): Promise<void> {
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const order: Order = { task: 'make', folder: draft };
  const worker = new Worker(threadScript(), { workerData: order });
  let refused: Extract<FromThread, { kind: 'refused' }> | undefined;
  worker.on('message', (message: FromThread) => {
    if (message.kind === 'refused') refused = message;
  });
  await once(worker, 'exit');
  if (refused) throw await openFault(draft, refused.detail, refused.code);
  await rename(draft, folder);
  forceToDisk(dirname(folder));
}

/** Rows in memory, gone when closed, from a dump when one is given: for tests. */
export async function openPgliteInMemory(dump?: Blob): Promise<Database> {
  const lite = await PGlite.create({ startParams, ...(dump ? { loadDataDir: dump } : {}) });
  const backend: Backend = {
    exchange: (messages) => lite.runExclusive(() => lite.execProtocolRaw(messages, { syncToFs: false })),
    close: () => lite.close(),
  };
  return backendRows(backend, () => Promise.resolve());
}

function backendRows(backend: Backend, release: () => Promise<void>): Database {
  const pool = new pg.Pool({ max: 1, stream: () => new WireStream(backend) as never });
  const queues = new Map<string, Promise<unknown>>();
  return poolDatabase(pool, {
    engine: 'pglite',
    faultOf: databaseFault,
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
      await pool.end();
      await backend.close().finally(release);
    },
  });
}
