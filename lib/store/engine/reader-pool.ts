import { Worker } from 'node:worker_threads';
import { EngineError } from './engine-error.ts';
import type { Block, FromReader, ToReader } from './reader.ts';

/** A question to be run, and where its blocks go; `block` resolves when the receiver can take more. */
export interface Read {
  readonly prelude: string;
  readonly text: string;
  readonly format: string;
  block(bytes: Block): Promise<void>;
}

/**
 * Threads that stream answers, as many as are needed at once; they are kept.
 * A thread that dies takes the process with it, which the supervisor replaces: nobody waits for ever.
 */
export class ReaderPool {
  private readonly idle: Worker[] = [];

  constructor(
    private readonly script: URL,
    private readonly folder: string,
  ) {}

  /** Gives the last block, when the answer is complete or `signal` has stopped it. */
  async run(read: Read, signal: AbortSignal): Promise<Block | undefined> {
    const worker = this.idle.pop() ?? new Worker(this.script, { workerData: this.folder });
    try {
      return await converse(worker, read, signal);
    } finally {
      this.idle.push(worker);
    }
  }
}

function converse(worker: Worker, read: Read, signal: AbortSignal): Promise<Block | undefined> {
  const tell = (message: ToReader) => worker.postMessage(message);
  const cancel = () => tell({ kind: 'cancel' });
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      worker.off('message', hear);
      signal.removeEventListener('abort', cancel);
      settle();
    };
    const hear = (message: FromReader) => {
      if (message.kind === 'end') finish(() => resolve(message.last));
      else if (message.kind === 'fault') finish(() => reject(new EngineError(message.code, message.message)));
      else read.block(message.bytes).then(() => tell({ kind: 'more' }), cancel);
    };
    worker.on('message', hear);
    signal.addEventListener('abort', cancel, { once: true });
    tell({ kind: 'read', prelude: read.prelude, text: read.text, format: read.format });
  });
}
