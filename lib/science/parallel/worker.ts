import { parentPort } from 'node:worker_threads';
import { tasks } from './tasks.ts';
import type { Order, Reply } from './team.ts';

const post = (reply: Reply) => parentPort?.postMessage(reply);

parentPort?.on('message', ({ id, task, input }: Order) => {
  try {
    post({ id, output: (tasks[task] as (input: unknown) => unknown)(input) });
  } catch (error) {
    post({ id, error });
  }
});
