import { availableParallelism } from 'node:os';

/** What takes longer than this is heavy. */
const HEAVY_MS = 300;
/** As how long something new of an unknown kind is taken. */
const UNKNOWN_MS = 1000;
/** How many durations are remembered. */
const MOST_KNOWN = 5000;

interface Waiting {
  readonly cost: number;
  readonly since: number;
  /** How many wait for it; nobody waits for what is renewed ahead of time. */
  readonly readers: () => number;
  readonly start: () => void;
}

/**
 * Lets computations into the engine: light ones at once, of heavy ones only as many as leave room, since each takes all the
 * threads it gets. First come those that somebody waits for, and of these the shortest, yet the longer one has waited the
 * sooner: nothing is passed by for ever. Last comes what is renewed ahead of time.
 */
export class ComputeQueue {
  private readonly waiting: Waiting[] = [];
  private readonly running = { heavy: 0, light: 0 };
  private readonly most: Readonly<Record<'heavy' | 'light', number>>;
  private readonly took = new Map<string, number>();

  constructor(threads = availableParallelism()) {
    this.most = { heavy: Math.max(1, Math.floor(threads / 2)), light: 2 * threads };
  }

  /**
   * Does the work when it is its turn, and notes how long it took.
   * @param name of this work, and of its kind, whose past durations tell what it costs
   */
  async run<T>(
    [name, kind]: readonly [name: string, kind: string],
    readers: () => number,
    work: () => Promise<T>,
  ): Promise<T> {
    const cost = this.took.get(name) ?? this.took.get(kind) ?? UNKNOWN_MS;
    const lane = cost > HEAVY_MS ? 'heavy' : 'light';
    await new Promise<void>((start) => {
      this.waiting.push({ cost, since: performance.now(), readers, start });
      this.next();
    });
    const began = performance.now();
    try {
      return await work();
    } finally {
      const took = performance.now() - began;
      this.note(name, took);
      this.note(kind, 0.8 * (this.took.get(kind) ?? took) + 0.2 * took);
      this.running[lane]--;
      this.next();
    }
  }

  private next(): void {
    for (const lane of ['light', 'heavy'] as const) {
      while (this.running[lane] < this.most[lane]) {
        const own = this.waiting.filter(({ cost }) => (cost > HEAVY_MS ? 'heavy' : 'light') === lane);
        if (own.length === 0) break;
        const wanted = own.filter(({ readers }) => readers() > 0);
        const now = performance.now();
        const first = (wanted.length > 0 ? wanted : own).reduce((best, one) =>
          due(one, now) < due(best, now) ? one : best,
        );
        this.waiting.splice(this.waiting.indexOf(first), 1);
        this.running[lane]++;
        first.start();
      }
    }
  }

  private note(name: string, took: number): void {
    this.took.delete(name);
    this.took.set(name, took);
    if (this.took.size > MOST_KNOWN) this.took.delete(this.took.keys().next().value!);
  }
}

/** The smaller, the sooner: what a computation costs, less what it has waited. */
function due({ cost, since }: Waiting, now: number): number {
  return cost - (now - since);
}
