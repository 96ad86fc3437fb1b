import type { Language } from '#lib/core';
import { unwritten } from './faults.ts';

/** A reader that has seen enough, such as `head`, ends no work; any other answer that is lost is a fault. */
export function endWithReaders(language: Language): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      process.exitCode = 1;
      const { message } = error;
      if (stream === process.stdout)
        process.stderr.write(`linger: ${unwritten({ reason: message }).say(language)}\n`);
    });
}
