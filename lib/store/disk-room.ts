import { statfs } from 'node:fs/promises';
import { diskFull } from './faults.ts';

/** What a store needs to be opened again on a disk that stays full: it writes a log of its own first. */
export const RESERVE = 64 * 1024 ** 2;
const LOOK_MS = 1000;
const WRITES = /\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|CREATE|ALTER|TRUNCATE|DROP|COPY|setval)\b/i;

/** Keeps a store from writing when its disk is nearly full; what only reads goes on. Room that was seen is trusted for a second; a full disk is looked at each time, so that work goes on as soon as space is freed. */
export class DiskRoom {
  private looked = Number.NEGATIVE_INFINITY;
  private short = false;

  constructor(
    private readonly folder: string,
    private readonly reserve = RESERVE,
  ) {}

  /** Fails when a statement would write and there is no room for it. */
  async check(statement: string): Promise<void> {
    if (!WRITES.test(statement)) return;
    if (this.short || performance.now() - this.looked >= LOOK_MS) {
      const { bavail, bsize } = await statfs(this.folder);
      this.short = bavail * bsize < this.reserve;
      this.looked = performance.now();
    }
    if (this.short) throw diskFull({});
  }
}

/** The same client, whose statements are checked before they are run, in transactions too. */
export function withRoom<T extends object>(client: T, room: DiskRoom): T {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name === 'query' || name === 'exec')
        return async (statement: string, ...rest: unknown[]) => {
          await room.check(statement);
          return value.call(target, statement, ...rest);
        };
      if (name === 'transaction')
        return (work: (inner: object) => unknown) =>
          value.call(target, (inner: object) => work(withRoom(inner, room)));
      return value.bind(target);
    },
  });
}
