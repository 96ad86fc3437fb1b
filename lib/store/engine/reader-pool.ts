import { Worker } from 'node:worker_threads';
import { EngineError } from './engine-error.ts';
import type { FromReader, ToReader } from './reader.ts';

/** A read to be run, and where its blocks go; `block` resolves when the receiver can take more. */
export interface Read {
  readonly prelude: string;
  readonly text: string;
  readonly format: string;
  block(bytes: Uint8Array): Promise<void>;
}

/** Threads that stream answers, started when first needed, at most `size`; further questions wait in line. */
export class ReaderPool {
  private readonly idle: Worker[] = [];
  private readonly line: ((worker: Worker) => void)[] = [];
  private started = 0;

  constructor(
    private readonly script: URL,
    private readonly folder: string,
    private readonly size: number,
  ) {}

  /** Resolves when the answer is complete, or when `signal` has stopped it. */
  async run(read: Read, signal: AbortSignal): Promise<void> {
    const worker = await this.take();
    try {
      if (!signal.aborted) await converse(worker, read, signal);
    } finally {
      this.giveBack(worker);
    }
  }

  private take(): Promise<Worker> {
    const free = this.idle.pop();
    if (free) return Promise.resolve(free);
    if (this.started < this.size) {
      this.started++;
      return Promise.resolve(new Worker(this.script, { workerData: this.folder }));
    }
    return new Promise((resolve) => this.line.push(resolve));
  }

  private giveBack(worker: Worker): void {
    const next = this.line.shift();
    if (next) next(worker);
    else this.idle.push(worker);
  }
}

function converse(worker: Worker, read: Read, signal: AbortSignal): Promise<void> {
  const tell = (message: ToReader) => worker.postMessage(message);
  const cancel = () => tell({ kind: 'cancel' });
  return new Promise<void>((resolve, reject) => {
    const finish = (error?: Error) => {
      worker.off('message', hear);
      signal.removeEventListener('abort', cancel);
      if (error) reject(error);
      else resolve();
    };
    const hear = (message: FromReader) => {
      if (message.kind === 'end') finish();
      else if (message.kind === 'fault') finish(new EngineError(message.code, message.message));
      else read.block(message.bytes).then(() => tell({ kind: 'more' }), cancel);
    };
    worker.on('message', hear);
    signal.addEventListener('abort', cancel, { once: true });
    tell({ kind: 'read', prelude: read.prelude, text: read.text, format: read.format });
  });
}
