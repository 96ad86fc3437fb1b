import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { DiskState, type Hindrance, mayWrite } from './disk-state.ts';
import { DurableFolder, forceTreeToDisk } from './durable-folder.ts';
import { MemoryCopy } from './memory-copy.ts';
import { startParams } from './start-params.ts';
import { nameFullDisk, outcomeOf, simpleQuery } from './wire.ts';

/** What a thread is started for. */
export type Order =
  | { readonly task: 'make'; readonly folder: string }
  | { readonly task: 'serve'; readonly folder: string; readonly reserve: number };

/** What is asked of it, and answered in the same order. */
export type ToThread = { readonly messages: Uint8Array } | 'close';
export type FromThread =
  | { readonly kind: 'open' }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }
  | { readonly kind: 'answer'; readonly bytes: Uint8Array }
  | { readonly kind: 'broken'; readonly detail: string }
  | { readonly kind: 'closed' };

/** How often a copy in memory looks whether its folder can be written to again. */
const LOOK_AGAIN_MS = 1000;

const port = parentPort;
const order = workerData as Order;
if (port) {
  const tell = (message: FromThread) => port.postMessage(message);
  const work = order.task === 'make' ? make(order.folder) : serve(order);
  work.catch((cause: unknown) => tell({ kind: 'refused', code: codeOf(cause), detail: detailOf(cause) }));

  async function serve({ folder, reserve }: Extract<Order, { task: 'serve' }>): Promise<void> {
    const backend = mayWrite(join(folder, '..', 'rows.writable'))
      ? await inFolder(folder, reserve)
      : await inMemory(folder);
    tell({ kind: 'open' });
    port?.on('message', async (message: ToThread) => {
      try {
        if (message === 'close') {
          await backend.close();
          tell({ kind: 'closed' });
        } else tell({ kind: 'answer', bytes: await backend.exchange(message.messages) });
      } catch (cause) {
        tell({ kind: 'broken', detail: detailOf(cause) });
      }
    });
  }

  async function inMemory(folder: string) {
    const pg = await PGlite.create({ fs: new MemoryCopy(folder), startParams });
    await pg.exec('SET default_transaction_read_only = on');
    const probe = setInterval(() => {
      if (mayWrite(join(folder, '..', 'rows.writable')))
        tell({ kind: 'broken', detail: 'the folder can be written to again' });
    }, LOOK_AGAIN_MS);
    return {
      exchange: (messages: Uint8Array) => pg.execProtocolRaw(messages, { syncToFs: false }),
      close: async () => {
        clearInterval(probe);
        await pg.close();
      },
    };
  }
}

/** A new database, forced to the disk as a whole before it is used. */
async function make(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const pg = await PGlite.create({ dataDir: folder });
  await pg.close();
  await forceTreeToDisk(folder);
}

async function inFolder(folder: string, reserve: number) {
  const files = new DurableFolder(folder);
  const pg = await PGlite.create({ fs: files, startParams });
  files.flush();
  const disk = new DiskState(folder, reserve);
  let known: Hindrance | undefined;
  let inTransaction = false;
  const run = (messages: Uint8Array) => pg.execProtocolRaw(messages, { syncToFs: false });

  /** The database itself refuses to write while the disk can't take it: it does not outlive a log that it can't write. */
  async function follow(hindrance: Hindrance | undefined): Promise<void> {
    if (hindrance === known) return;
    if (inTransaction && hindrance) await run(simpleQuery('SET transaction_read_only = on'));
    else await run(simpleQuery(`SET default_transaction_read_only = ${hindrance ? 'on' : 'off'}`));
    if (!inTransaction) known = hindrance;
  }

  return {
    async exchange(messages: Uint8Array) {
      const hindrance = disk.hindrance();
      await follow(hindrance);
      const bytes = await run(messages);
      const outcome = outcomeOf(bytes);
      if (hindrance === 'full') nameFullDisk(bytes);
      if (outcome.panicked) throw new Error('the database panicked');
      inTransaction = outcome.inTransaction ?? inTransaction;
      files.commit();
      return bytes;
    },
    async close() {
      await pg.close();
      files.flush();
    },
  };
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

function detailOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
