import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '#app/product';
import { interrupted } from '../faults.ts';
import type { Terminal } from '../terminal.ts';
import type { CallProduct } from '../with-product.ts';
import { progressLine } from './import-text.ts';

type Run = Api['file/run']['output'];

const LOOK = 250;

/** Shows how far an import is until it has ended; Ctrl-C ends the looking on, not the import. */
export async function follow(
  call: CallProduct,
  { id, file }: Pick<Run, 'id' | 'file'>,
  { language, json }: Terminal,
): Promise<Run> {
  const bar = !json && process.stderr.isTTY;
  const stop = new AbortController();
  const stopped = new Promise<'stopped'>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
  const onStop = () => stop.abort();
  process.once('SIGINT', onStop);
  try {
    for (let wait = 20; ; wait = Math.min(LOOK, wait * 2)) {
      // while a store is away there is no answer to wait for
      const run = await Promise.race([call('file/run', { id }), stopped]);
      if (run === 'stopped') throw interrupted({ file, id });
      if (bar) process.stderr.write(`\r${progressLine(run, language)}\u001b[K`);
      if (bar && run.state !== 'running') process.stderr.write('\n');
      if (run.state !== 'running') return run;
      await Promise.race([sleep(wait), stopped]);
    }
  } finally {
    process.off('SIGINT', onStop);
  }
}
