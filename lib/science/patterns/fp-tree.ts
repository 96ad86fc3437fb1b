/** A list of items with how often it occurs; items are ranks, the most frequent is 0, ascending. */
export interface Weighted {
  readonly items: ArrayLike<number>;
  readonly count: number;
}

/**
 * A prefix tree of lists (Han, Pei & Yin 2000): lists with the same beginning share its nodes; the nodes of an item
 * are chained, and each knows its parent, so that all that stands before an item is found without a search.
 */
export class FpTree {
  readonly counts: Float64Array;
  private readonly itemOf: number[] = [-1];
  private readonly countOf: number[] = [0];
  private readonly parentOf: number[] = [-1];
  private readonly nextOf: number[] = [-1];
  private readonly firstOf: Int32Array;
  private readonly children = new Map<number, number>();

  constructor(private readonly size: number) {
    this.counts = new Float64Array(size);
    this.firstOf = new Int32Array(size).fill(-1);
  }

  add({ items, count }: Weighted): void {
    let node = 0;
    for (let k = 0; k < items.length; k++) {
      const item = items[k]!;
      this.counts[item]! += count;
      const key = node * this.size + item;
      let child = this.children.get(key);
      if (child === undefined) {
        child = this.itemOf.length;
        this.itemOf.push(item);
        this.countOf.push(0);
        this.parentOf.push(node);
        this.nextOf.push(this.firstOf[item]!);
        this.firstOf[item] = child;
        this.children.set(key, child);
      }
      this.countOf[child]! += count;
      node = child;
    }
  }

  /** The lists that end just before `item`, as often as they lead to it. */
  *before(item: number): Generator<Weighted> {
    for (let node = this.firstOf[item]!; node >= 0; node = this.nextOf[node]!) {
      const items: number[] = [];
      for (let up = this.parentOf[node]!; up > 0; up = this.parentOf[up]!) items.push(this.itemOf[up]!);
      if (items.length > 0) yield { items: items.reverse(), count: this.countOf[node]! };
    }
  }
}
