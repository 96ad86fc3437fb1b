import { DAY } from '../calendar.ts';
import type { TrueCause } from './person.ts';

/** In the first days many try the shop and never return: this much more leaving, fading with this many days. */
export const EARLY_EXTRA = 14;
export const EARLY_FADES = 3.5;

/** Counts how much reason to leave has gathered; the person leaves when it exceeds their patience. */
export class Hazard {
  private readonly found = new Map<string, TrueCause>();
  private factor = 1;
  private gathered = 0;

  constructor(
    readonly base: number,
    private readonly arrivedAt: number,
    private patience: number,
  ) {}

  /** The probability of leaving, a day, once the first days are over. */
  get rate(): number {
    return this.base * this.factor;
  }

  get causes(): readonly TrueCause[] {
    return [...this.found.values()];
  }

  /** Sets a cause that holds one value at a time, such as the member level. */
  set(cause: TrueCause['cause'], ratio: number, at: number): void {
    const before = this.found.get(cause)?.ratio ?? 1;
    this.factor *= ratio / before;
    if (ratio === 1) this.found.delete(cause);
    else this.found.set(cause, { cause, ratio, since: new Date(at).toISOString() });
  }

  /** Adds to a cause that can happen again, such as a late delivery. */
  again(cause: TrueCause['cause'], ratio: number, at: number): void {
    this.set(cause, (this.found.get(cause)?.ratio ?? 1) * ratio, at);
  }

  has(cause: TrueCause['cause']): boolean {
    return this.found.has(cause);
  }

  /** Lets time pass; the moment the person leaves, if it lies in this stretch. */
  pass(from: number, to: number): number | undefined {
    const spent = this.rate * (this.exposure(to) - this.exposure(from));
    if (this.gathered + spent < this.patience) {
      this.gathered += spent;
      return undefined;
    }
    return this.moment(from, to);
  }

  /** A person won back has patience again. */
  renew(patience: number): void {
    this.gathered = 0;
    this.patience = patience;
  }

  /** Days lived since the arrival, the first ones weighing more. */
  private exposure(at: number): number {
    const age = (at - this.arrivedAt) / DAY;
    return age + EARLY_EXTRA * EARLY_FADES * (1 - Math.exp(-age / EARLY_FADES));
  }

  private moment(from: number, to: number): number {
    const wanted = this.exposure(from) + (this.patience - this.gathered) / this.rate;
    let low = from;
    let high = to;
    for (let step = 0; step < 30; step++) {
      const middle = (low + high) / 2;
      if (this.exposure(middle) < wanted) low = middle;
      else high = middle;
    }
    return Math.round(high);
  }
}
