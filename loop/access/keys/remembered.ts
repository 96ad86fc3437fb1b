import type { Clock } from '#lib/core';
import type { Database } from '#lib/store';

/** For how long what was read is not read again, however still the row store is. */
const LONGEST_MS = 5000;
/** A statement that writes has ended so long after it began; what was read meanwhile may be from before it. */
const SETTLED_MS = 2000;
const MOST = 10_000;

/**
 * What was read of the row store a moment ago and nothing was written since. Who asks a hundred times a second is looked up
 * once; a key that is revoked, a session that ends, a role that changes is a write, and what was remembered is read anew.
 */
export class Remembered<T> {
  private readonly known = new Map<string, { value: Promise<T>; at: number; moment: number }>();

  constructor(
    private readonly context: { readonly database: Pick<Database, 'wroteAt'>; readonly clock: Clock },
  ) {}

  get(name: string, read: () => Promise<T>): Promise<T> {
    const now = performance.now();
    const moment = this.context.clock.now().getTime();
    const held = this.known.get(name);
    // by the clock too: what ends at a moment must end although the clock was set
    const isYoung = held && now - held.at < LONGEST_MS && Math.abs(moment - held.moment) < LONGEST_MS;
    if (held && isYoung && this.context.database.wroteAt < held.at - SETTLED_MS) return held.value;
    if (this.known.size >= MOST) this.known.clear();
    const value = read();
    this.known.set(name, { value, at: now, moment });
    value.catch(() => this.known.delete(name));
    return value;
  }
}
