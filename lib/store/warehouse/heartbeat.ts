const BEAT_MS = 5_000;

/** Bounds the waits on a server: while somebody waits for it, it is asked now and then whether it is there. */
export class Heartbeat {
  private readonly waiting = new Set<AbortController>();
  private heard = 0;
  private timer: NodeJS.Timeout | undefined;

  /** `ping` asks the server for a sign of life; `onSilence` hears that there was none for so long. */
  constructor(
    private readonly ping: (signal: AbortSignal) => Promise<unknown>,
    private readonly onSilence: () => void,
    private readonly patienceMs = 45_000,
    private readonly beatMs = BEAT_MS,
  ) {}

  /** Runs `work`; its signal fires with `signal`, or with `Silence` as its reason when the server is silent. */
  async during<T>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { signal: both, end } = this.watch(signal);
    try {
      return await work(both);
    } finally {
      end();
    }
  }

  /** The same for work that has no single end, such as a stream: it is watched until `end` is called. */
  watch(signal: AbortSignal | undefined): { readonly signal: AbortSignal; end(): void } {
    const silence = new AbortController();
    this.waiting.add(silence);
    this.begin();
    const both = signal ? AbortSignal.any([signal, silence.signal]) : silence.signal;
    return { signal: both, end: () => this.end(silence) };
  }

  private begin(): void {
    if (this.timer) return;
    this.heard = performance.now();
    this.timer = setInterval(() => void this.beat(), this.beatMs).unref();
  }

  private end(one: AbortController): void {
    this.waiting.delete(one);
    if (this.waiting.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async beat(): Promise<void> {
    if (performance.now() - this.heard > this.patienceMs) {
      this.heard = performance.now();
      this.onSilence();
      for (const one of this.waiting) one.abort(new Silence(this.patienceMs));
      return;
    }
    try {
      await this.ping(AbortSignal.timeout(this.patienceMs));
      this.heard = performance.now();
    } catch {
      // a server that refuses connections fails those who wait by itself
    }
  }
}

/** The reason of an abort: the server gave no sign of life for so many milliseconds. */
export class Silence extends Error {
  constructor(readonly milliseconds: number) {
    super('no sign of life');
  }
}
