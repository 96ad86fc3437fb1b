const START = 1 << 12;

/**
 * Remembers at least the last `keep` 64-bit hashes and at most twice as many: two open-addressing tables, the older
 * of which is dropped when the younger is full. Grows as it fills; 32 bytes an id at most.
 */
export class RecentIds {
  private young: Table;
  private old: Table | undefined;

  constructor(private readonly keep: number) {
    this.young = new Table(Math.min(START, keep));
  }

  /** Remembers a hash; false when it was known already. */
  add(low: number, high: number): boolean {
    if (this.young.has(low, high) || this.old?.has(low, high)) return false;
    if (this.young.count === this.young.room) {
      if (this.young.room < this.keep)
        this.young = this.young.grown(Math.min(this.keep, this.young.room * 2));
      else {
        this.old = this.young;
        this.young = new Table(Math.min(START, this.keep));
      }
    }
    this.young.add(low, high);
    return true;
  }

  has(low: number, high: number): boolean {
    return this.young.has(low, high) || (this.old?.has(low, high) ?? false);
  }

  /** Forgets a hash: what it stood for was not kept after all. */
  remove(low: number, high: number): void {
    this.young.remove(low, high);
    this.old?.remove(low, high);
  }
}

/** Linear probing at a load of at most one half. The hash 0 stands for an empty slot and is never held. */
class Table {
  readonly slots: Uint32Array;
  private readonly mask: number;
  count = 0;

  constructor(readonly room: number) {
    const size = 2 ** Math.ceil(Math.log2(room * 2));
    this.slots = new Uint32Array(size * 2);
    this.mask = size - 1;
  }

  /** The slot that holds the hash, or the empty one where it would go. */
  private find(low: number, high: number): number {
    const { slots, mask } = this;
    for (let at = (low ^ high) & mask; ; at = (at + 1) & mask) {
      const here = slots[at * 2]!;
      const above = slots[at * 2 + 1]!;
      if ((here === low && above === high) || (here === 0 && above === 0)) return at;
    }
  }

  has(low: number, high: number): boolean {
    const at = this.find(low, high);
    return this.slots[at * 2] === low && this.slots[at * 2 + 1] === high && (low !== 0 || high !== 0);
  }

  add(low: number, high: number): void {
    const at = this.find(low, high);
    this.slots[at * 2] = low;
    this.slots[at * 2 + 1] = high;
    this.count++;
  }

  /** Empties the slot and moves up what stood behind it, so that no probe ends too early. */
  remove(low: number, high: number): void {
    if (!this.has(low, high)) return;
    let hole = this.find(low, high);
    this.slots[hole * 2] = 0;
    this.slots[hole * 2 + 1] = 0;
    this.count--;
    for (let at = (hole + 1) & this.mask; ; at = (at + 1) & this.mask) {
      const here = this.slots[at * 2]!;
      const above = this.slots[at * 2 + 1]!;
      if (here === 0 && above === 0) return;
      this.slots[at * 2] = 0;
      this.slots[at * 2 + 1] = 0;
      hole = this.find(here, above);
      this.slots[hole * 2] = here;
      this.slots[hole * 2 + 1] = above;
    }
  }

  grown(room: number): Table {
    const next = new Table(room);
    for (let at = 0; at < this.slots.length; at += 2) {
      const low = this.slots[at]!;
      const high = this.slots[at + 1]!;
      if (low !== 0 || high !== 0) next.add(low, high);
    }
    return next;
  }
}
