/** Answers by key, the least recently used thrown away first; equal questions at the same time are computed once. */
export class AnswerCache {
  private readonly kept = new Map<string, { value: unknown; bytes: number }>();
  private readonly running = new Map<string, Running>();
  private bytes = 0;

  /** @param capacity bytes of answers kept, counted as JSON text */
  constructor(private readonly capacity = 64 * 1024 * 1024) {}

  /**
   * The answer kept under the key, the one being computed, or a new one.
   * The computation stops when everyone who waits for it has gone away.
   */
  async get<T>(key: string, compute: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const found = this.kept.get(key);
    if (found) {
      this.kept.delete(key);
      this.kept.set(key, found);
      return found.value as T;
    }
    let running = this.running.get(key);
    if (!running) {
      running = start(compute, (value) => this.keep(key, value));
      this.running.set(key, running);
      const mine = running;
      const forget = () => this.running.get(key) === mine && this.running.delete(key);
      running.promise.then(forget, forget);
      running.stop.signal.addEventListener('abort', forget);
    }
    return join(running, signal) as Promise<T>;
  }

  private keep(key: string, value: unknown): void {
    const bytes = 2 * (JSON.stringify(value)?.length ?? 0);
    if (bytes > this.capacity / 4) return;
    this.kept.set(key, { value, bytes });
    this.bytes += bytes;
    for (const [oldest, { bytes: freed }] of this.kept) {
      if (this.bytes <= this.capacity) break;
      this.kept.delete(oldest);
      this.bytes -= freed;
    }
  }
}

interface Running {
  readonly promise: Promise<unknown>;
  readonly stop: AbortController;
  waiting: number;
}

function start(compute: (signal: AbortSignal) => Promise<unknown>, done: (value: unknown) => void): Running {
  const stop = new AbortController();
  const promise = compute(stop.signal).then((value) => {
    done(value);
    return value;
  });
  return { promise, stop, waiting: 0 };
}

function join(running: Running, signal: AbortSignal | undefined): Promise<unknown> {
  signal?.throwIfAborted();
  running.waiting++;
  return new Promise((resolve, reject) => {
    const leave = () => {
      running.waiting--;
      if (running.waiting === 0) running.stop.abort(signal?.reason);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', leave, { once: true });
    running.promise.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave));
  });
}
