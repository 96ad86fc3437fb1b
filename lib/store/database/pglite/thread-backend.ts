import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Fault } from '#lib/core';
import { databaseDown, databaseRestarting } from '../../faults.ts';
import { outsideCause } from '../../folder/folder-fault.ts';
import type { Backend } from './backend.ts';
import { openFault } from './open-fault.ts';
import type { FromThread, Order, ToThread } from './thread.ts';
import { threadScript } from './thread-script.ts';

/** No statement of the row store takes so long; a thread that is silent for it is stuck and replaced. */
const PATIENCE_MS = 60_000;
/** How long opening may take, with the repair after a crash. */
const OPEN_PATIENCE_MS = 60_000;
/** How long a statement waits for a thread that is being replaced. */
const WAIT_MS = 10_000;
const PAUSE_MS = [0, 200, 1000, 3000];

/**
 * A database in a thread of its own: whatever it does, this thread goes on. One that panics or is stuck, as on a disk
 * that was taken away under it, is replaced.
 */
export class ThreadBackend implements Backend {
  private thread: Thread | undefined;
  private ready: Promise<Thread>;
  private turn: Promise<unknown> = Promise.resolve();
  private failures = 0;
  private closing = false;

  private constructor(private readonly order: Extract<Order, { task: 'serve' }>) {
    this.ready = this.start();
    this.ready.catch(() => undefined);
  }

  static async open(order: Extract<Order, { task: 'serve' }>): Promise<ThreadBackend> {
    const backend = new ThreadBackend(order);
    await backend.ready;
    return backend;
  }

  exchange(messages: Uint8Array): Promise<Uint8Array> {
    const mine = this.turn.then(() => this.ask(messages));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  async close(): Promise<void> {
    this.closing = true;
    const thread = this.thread;
    if (!thread) return;
    await thread.ask('close', PATIENCE_MS).catch(() => undefined);
    await thread.end();
  }

  private async ask(messages: Uint8Array): Promise<Uint8Array> {
    const thread = await within(this.ready, WAIT_MS);
    try {
      const reply = await thread.ask({ messages }, PATIENCE_MS);
      if (reply.kind !== 'answer') throw databaseRestarting({});
      this.failures = 0;
      return reply.bytes;
    } catch (cause) {
      this.replace(thread);
      throw cause;
    }
  }

  private async start(): Promise<Thread> {
    const thread = new Thread(this.order);
    this.thread = thread;
    try {
      await thread.opened;
    } catch (cause) {
      await thread.end();
      throw cause;
    }
    thread.whenBroken(() => this.replace(thread));
    return thread;
  }

  private replace(broken: Thread): void {
    if (this.closing || this.thread !== broken) return;
    this.thread = undefined;
    this.ready = this.restart(broken);
    this.ready.catch(() => undefined);
  }

  private async restart(broken: Thread): Promise<Thread> {
    await broken.end();
    for (;;) {
      await sleep(PAUSE_MS[Math.min(this.failures++, PAUSE_MS.length - 1)], undefined, { ref: false });
      if (this.closing) throw databaseRestarting({});
      try {
        return await this.start();
      } catch {
        // tried again after a longer pause
      }
    }
  }
}

/** One life of the thread. */
class Thread {
  readonly opened: Promise<void>;
  private readonly worker: Worker;
  private readonly waiting: ((reply: FromThread) => void)[] = [];
  private broken: (() => void) | undefined;
  private detail: string | undefined;

  constructor(order: Order) {
    const { folder } = order;
    this.worker = new Worker(threadScript(), { workerData: order });
    this.worker.unref();
    this.worker.on('error', (cause) => this.fail(cause.message));
    this.worker.on('exit', () => this.fail('its thread ended'));
    this.worker.on('message', (reply: FromThread) => {
      if (reply.kind === 'broken') this.fail(reply.detail);
      else this.waiting.shift()?.(reply);
    });
    this.opened = this.next(OPEN_PATIENCE_MS).then(async (reply) => {
      if (reply.kind === 'refused') throw await openFault(folder, reply.detail, reply.code);
      // a thread that ended or was too slow says nothing of the data
      if (reply.kind === 'broken')
        throw (
          (await outsideCause(dirname(folder), reply)) ?? databaseDown({ detail: reply.detail }, reply.detail)
        );
    });
    this.opened.catch(() => undefined);
  }

  whenBroken(tell: () => void): void {
    this.broken = tell;
    if (this.detail !== undefined) tell();
  }

  ask(message: ToThread, patienceMs: number): Promise<FromThread> {
    if (this.detail !== undefined) return Promise.reject(databaseRestarting({}, this.detail));
    this.worker.postMessage(message);
    return this.next(patienceMs);
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private next(patienceMs: number): Promise<FromThread> {
    return new Promise((resolve) => {
      const enough = setTimeout(() => this.fail('it does not answer'), patienceMs);
      this.worker.ref();
      this.waiting.push((reply) => {
        clearTimeout(enough);
        this.worker.unref();
        resolve(reply);
      });
    });
  }

  private fail(detail: string): void {
    if (this.detail !== undefined) return;
    this.detail = detail;
    for (const hear of this.waiting.splice(0)) hear({ kind: 'broken', detail });
    this.broken?.();
  }
}

async function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(databaseRestarting({})), limitMs);
  });
  try {
    return await Promise.race([work, enough]);
  } catch (cause) {
    throw cause instanceof Fault ? cause : databaseRestarting({}, cause);
  } finally {
    clearTimeout(timer);
  }
}
