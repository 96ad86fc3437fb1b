import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { compose, type Lines, type Material } from './compose.ts';
import type { Order, Reply } from './worker.ts';

/** Bytes of rows from which on an answer is put together in a worker: parsing and adding up would hold everybody else up. */
const LARGE = 256 * 1024;
/** How long a worker that nobody needs is kept. */
const IDLE_MS = 60_000;

interface Waiting {
  readonly resolve: (body: Buffer) => void;
  readonly reject: (cause: unknown) => void;
}

/** Puts answers together as the bytes they are sent as: small ones here, large ones in a worker. */
export class Composer {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private orders = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly large = LARGE) {}

  async compose(material: Material): Promise<Buffer> {
    const size = [material, ...material.before].reduce((sum, { lines }) => sum + sizeOf(lines), 0);
    if (size < this.large) return Buffer.from(JSON.stringify(await compose(material)));
    const id = ++this.orders;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.workers().postMessage({ id, material } satisfies Order);
    });
  }

  private workers(): Worker {
    clearTimeout(this.idle);
    if (this.worker) return this.worker;
    const worker = new Worker(workerScript());
    this.worker = worker;
    worker.unref();
    worker.on('message', (reply: Reply) => {
      const waiting = this.waiting.get(reply.id);
      this.waiting.delete(reply.id);
      if ('body' in reply) waiting?.resolve(Buffer.from(reply.body.buffer));
      else waiting?.reject(reply.error);
      if (this.waiting.size === 0) this.idle = setTimeout(() => void this.close(), IDLE_MS).unref();
    });
    worker.on('error', (error) => this.fail(worker, error));
    worker.on('exit', () => this.fail(worker, new Error('the worker that composes answers ended')));
    return worker;
  }

  /** What a worker that ended was asked cannot be answered; the next question gets a new one. */
  private fail(worker: Worker, cause: unknown): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(cause);
    this.waiting.clear();
  }

  async close(): Promise<void> {
    clearTimeout(this.idle);
    await this.worker?.terminate();
  }
}

const sizeOf = (lines: Lines) => Object.values(lines).reduce((sum, { byteLength }) => sum + byteLength, 0);

/** The bundled worker: beside the bundled product, or in `dist` when the product runs from its sources. */
function workerScript(): URL {
  const places = ['./answers.js', '../../../dist/answers.js'].map((path) => new URL(path, import.meta.url));
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error('dist/answers.js is missing, run `npm run build`');
  return found;
}
