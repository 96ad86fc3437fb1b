import { ComputeQueue } from './compute-queue.ts';

/** A value to be had from what is kept, or to be computed. */
export interface Wanted<T> {
  readonly key: string;
  /** Of what sort it is: what others of it cost tells what this one may. */
  readonly kind: string;
  /** A number that grows whenever the data it is made from change. */
  readonly version: () => number;
  /** Milliseconds since a kept value may have changed by time alone; 0 while it holds. */
  readonly ended: (value: T) => number;
  /** Milliseconds for which a value may be old. */
  readonly fresh: number;
  /** Bytes it takes to keep. */
  readonly size: (value: T) => number;
  readonly compute: (signal: AbortSignal) => Promise<T>;
}

export interface Had<T> {
  readonly value: T;
  /** Milliseconds since it was computed. */
  readonly age: number;
  /** A newer one is being computed. */
  readonly renewing: boolean;
}

interface Entry {
  readonly value: unknown;
  readonly bytes: number;
  readonly version: number;
  /** When its computation began: what came in meanwhile may be missing. */
  readonly at: number;
  /** Renewing it failed, so that the next who asks computes it, and hears why. */
  failed?: boolean;
}

interface Running {
  readonly promise: Promise<unknown>;
  readonly stop: AbortController;
  /** What of the data it has surely seen. */
  version: number;
  waiting: number;
  /** Goes on though nobody waits. */
  readonly ahead: boolean;
}

/** What is out of date for this many times as long as it may be old is not shown any more while it is renewed. */
const STILL_SHOWN = 10;
/** What only time has made old is shown for so long while it is renewed. */
const TIME_ALONE_MS = 120_000;

/**
 * Answers that are kept. Within its freshness a kept one is given; after it, for a while, the old one while one computation
 * renews it; else the question is computed, once for all who ask it at the same time. The least recently used are dropped first.
 */
export class AnswerCache {
  private readonly kept = new Map<string, Entry>();
  private readonly running = new Map<string, Running>();
  private bytes = 0;

  /** @param capacity bytes of answers kept */
  constructor(
    private readonly capacity = 128 * 1024 * 1024,
    private readonly queue = new ComputeQueue(),
  ) {}

  /** What is kept, while it may be given; undefined when it must be computed. */
  peek<T>(wanted: Wanted<T>): Had<T> | undefined {
    const found = this.kept.get(wanted.key);
    if (!found || found.failed) return undefined;
    const value = found.value as T;
    const age = performance.now() - found.at;
    const unchanged = found.version === wanted.version();
    const ended = wanted.ended(value);
    const current = unchanged && ended === 0;
    const isShown = age <= STILL_SHOWN * wanted.fresh || (unchanged && ended <= TIME_ALONE_MS);
    if (!current && !isShown) return undefined;
    this.kept.delete(wanted.key);
    this.kept.set(wanted.key, found);
    const old = !current && age > wanted.fresh;
    if (old) this.renew(wanted, found);
    return { value, age, renewing: old };
  }

  /** The value, from what is kept or computed. A computation stops when everyone who waits for it has gone away. */
  async get<T>(wanted: Wanted<T>, signal?: AbortSignal): Promise<Had<T>> {
    const kept = this.peek(wanted);
    if (kept) return kept;
    for (;;) {
      const running = this.running.get(wanted.key);
      // one that began before the last change may not have seen it: all who came since wait for the next one together
      const isEnough = running && (wanted.fresh > 0 || running.version === wanted.version());
      if (!running || isEnough) {
        const value = (await join(running ?? this.start(wanted, false), signal)) as T;
        return { value, age: 0, renewing: false };
      }
      await join(running, signal).catch(() => signal?.throwIfAborted());
      const since = this.peek(wanted);
      if (since) return since;
    }
  }

  private renew<T>(wanted: Wanted<T>, entry: Entry): void {
    if (this.running.has(wanted.key)) return;
    this.start(wanted, true).promise.catch(() => {
      entry.failed = true;
    });
  }

  private start<T>(wanted: Wanted<T>, ahead: boolean): Running {
    const { key, kind } = wanted;
    const stop = new AbortController();
    let running: Running | undefined;
    const work = async () => {
      stop.signal.throwIfAborted();
      const version = wanted.version();
      if (running) running.version = version;
      const at = performance.now();
      const value = await wanted.compute(stop.signal);
      this.keep(key, { value, version, at, bytes: wanted.size(value) });
      return value;
    };
    const promise = this.queue.run([key, kind], () => running?.waiting ?? 1, work);
    running = { promise, stop, version: wanted.version(), waiting: 0, ahead };
    this.running.set(key, running);
    const mine = running;
    const forget = () => this.running.get(key) === mine && this.running.delete(key);
    promise.then(forget, forget);
    stop.signal.addEventListener('abort', forget);
    return mine;
  }

  private keep(key: string, entry: Entry): void {
    this.bytes -= this.kept.get(key)?.bytes ?? 0;
    this.kept.delete(key);
    if (entry.bytes > this.capacity / 4) return;
    this.kept.set(key, entry);
    this.bytes += entry.bytes;
    for (const [oldest, { bytes }] of this.kept) {
      if (this.bytes <= this.capacity) break;
      this.kept.delete(oldest);
      this.bytes -= bytes;
    }
  }
}

function join(running: Running, signal: AbortSignal | undefined): Promise<unknown> {
  signal?.throwIfAborted();
  running.waiting++;
  return new Promise((resolve, reject) => {
    const leave = () => {
      running.waiting--;
      if (running.waiting === 0 && !running.ahead) running.stop.abort(signal?.reason);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', leave, { once: true });
    running.promise.then(resolve, reject).finally(() => {
      signal?.removeEventListener('abort', leave);
    });
  });
}
