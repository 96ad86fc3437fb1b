import { parentPort } from 'node:worker_threads';
import { atOnce } from '../pieces.ts';
import { isPieces } from './start-worker-pool.ts';
import { tasks } from './tasks.ts';
import type { Order, Reply } from './worker-pool.ts';

const post = (reply: Reply) => parentPort?.postMessage(reply);

parentPort?.on('message', ({ id, task, input }: Order) => {
  try {
    const returned = (tasks[task] as (input: unknown) => unknown)(input);
    post({ id, output: isPieces(returned) ? atOnce(returned) : returned });
  } catch (error) {
    post({ id, error });
  }
});
