const longestGoodbyeMs = 20_000;

/** Resolves at the first Ctrl-C or termination; a second one, or too long a goodbye, ends the process at once. */
export function untilStopped(onStop: () => void): Promise<void> {
  return new Promise((resolve) => {
    let stopping = false;
    const stop = () => {
      if (stopping) process.exit(1);
      stopping = true;
      onStop();
      setTimeout(() => process.exit(1), longestGoodbyeMs).unref();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}
