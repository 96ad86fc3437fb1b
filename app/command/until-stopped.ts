/** Who stops us waits 10 s, as `docker stop` does, before it kills what is left. */
const LONGEST_STOP_MS = 8_000;

/** Resolves at the first Ctrl-C or termination; a second one, or too long a goodbye, ends the process at once. */
export function untilStopped(onStop: () => void): Promise<void> {
  return new Promise((resolve) => {
    let stopping = false;
    const stop = () => {
      if (stopping) endAtOnce();
      stopping = true;
      onStop();
      setTimeout(endAtOnce, LONGEST_STOP_MS).unref();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}

/** Ends the process, with the code that is set by then, after its last words, whatever is still open. */
export function endSoon(): void {
  setTimeout(() => process.exit(), 100).unref();
  setTimeout(endAtOnce, 1000).unref();
}

/** Not by `process.exit`, which waits for threads and for files that a dead disk never closes. What was acknowledged is kept. */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL');
}
