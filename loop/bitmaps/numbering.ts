import type { Warehouse } from '#lib/store';
import type { Scope } from '#loop/condition';
import { lastNumber } from './number-people.ts';

/** Who gives numbers to the people of a project: one change at a time, whichever time zone's days are written. */
export class Numbering {
  /** How often numbers were given. */
  given = 0;
  private version = 0;
  private last: Promise<number> | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly warehouse: Warehouse) {}

  /** Runs a change when those before it have ended; it is handed the highest number so far, and the version to write under. */
  change<T>(scope: Scope, work: (last: number, version: number) => Promise<T>): Promise<T> {
    const change = async () => work(await this.lastOf(scope), this.nextVersion(scope));
    const done = this.turn.then(change, change);
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** Numbers were given: what was known of them holds no longer. */
  changed(): void {
    this.given++;
    this.last = undefined;
  }

  /** Later than every version before, whatever the clock says. */
  nextVersion({ now }: Scope): number {
    this.version = Math.max(this.version + 1, now.getTime());
    return this.version;
  }

  /** A version that was used before. */
  isUsed(version: number): void {
    this.version = Math.max(this.version, version);
  }

  private lastOf(scope: Scope): Promise<number> {
    this.last ??= lastNumber(this.warehouse, scope).then(({ last, version }) => {
      this.isUsed(version);
      return last;
    });
    this.last.catch(() => {
      this.last = undefined;
    });
    return this.last;
  }
}
