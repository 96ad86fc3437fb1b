import type { Pieces } from '../pieces.ts';
import { inPieces } from '../work.ts';
import { type TaskName, tasks } from './tasks.ts';
import type { Input, Order, Output, Reply, WorkerPool } from './worker-pool.ts';

/** No threads: the same tasks in the calling thread. */
export const alone: WorkerPool = {
  size: 1,
  run: async (task, inputs) => {
    const outputs: Output<typeof task>[] = [];
    for (const input of inputs) outputs.push(await perform(task, input));
    return outputs;
  },
  close: async () => {},
};

/** In the calling thread, which other work needs too: a task that can pause does. */
async function perform<K extends TaskName>(task: K, input: Input<K>): Promise<Output<K>> {
  const returned: unknown = (tasks[task] as (input: Input<K>) => unknown)(input);
  return (isPieces(returned) ? await inPieces(returned, {}) : returned) as Output<K>;
}

/** Whether a task answered in pieces. */
export const isPieces = (returned: unknown): returned is Pieces<unknown> =>
  typeof returned === 'object' && returned !== null && Symbol.iterator in returned && 'next' in returned;

/**
 * Starts a worker pool: the calling thread and `size − 1` workers that run the bundle of `worker.ts` at `script`.
 * The caller works too, so that two cores need one worker.
 */
export async function startWorkerPool(size: number, script: URL): Promise<WorkerPool> {
  const hands = await Promise.all(Array.from({ length: Math.max(0, size - 1) }, () => startWorker(script)));
  const crew = hands.length + 1;
  return {
    size: crew,
    async run(task, inputs) {
      const outputs = inputs.map((input, place) => hands[place % crew]?.ask(task, input));
      const own = inputs.map(async (input, place) => outputs[place] ?? perform(task, input));
      return Promise.all(own) as Promise<Output<typeof task>[]>;
    },
    close: async () => {
      await Promise.all(hands.map((hand) => hand.leave()));
    },
  };
}

async function startWorker(script: URL) {
  const { Worker } = await import('node:worker_threads');
  const waiting = new Map<number, Waiting>();
  let orders = 0;
  let worker = begin();
  return {
    ask(task: TaskName, input: Input<TaskName>): Promise<unknown> {
      const order: Order = { id: orders++, task, input };
      return new Promise((resolve, reject) => {
        waiting.set(order.id, { resolve, reject });
        worker.ref();
        worker.postMessage(order);
      });
    },
    leave: () => worker.terminate(),
  };

  /** A thread that ends, for want of memory say, fails what it had to do; the next order finds a new one. */
  function begin() {
    const started = new Worker(script);
    let why: unknown = new Error('a worker thread ended before its work was done');
    started.unref();
    started.on('message', (reply: Reply) => {
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (waiting.size === 0) started.unref();
      if ('error' in reply) asked?.reject(reply.error);
      else asked?.resolve(reply.output);
    });
    started.on('error', (error) => {
      why = error;
    });
    started.on('exit', () => {
      const lost = [...waiting.values()];
      waiting.clear();
      if (lost.length > 0) worker = begin();
      for (const { reject } of lost) reject(why);
    });
    return started;
  }
}

interface Waiting {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}
