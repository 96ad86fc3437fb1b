import { atLeast } from '../check.ts';
import { outOfRange } from '../faults.ts';

/** Lists of items: basket i holds `itemOf[k]` for k from `starts[i]` to below `starts[i + 1]`; items are codes of `names`. */
export interface Baskets {
  readonly names: readonly string[];
  readonly starts: Uint32Array;
  readonly itemOf: Uint32Array;
}

/** From lists of names, coded in the order in which they first occur. */
export function basketsOf(lists: readonly (readonly string[])[]): Baskets {
  const codes = new Map<string, number>();
  const code = (name: string) => codes.get(name) ?? codes.set(name, codes.size).size - 1;
  const starts = new Uint32Array(lists.length + 1);
  for (const [i, list] of lists.entries()) starts[i + 1] = starts[i]! + list.length;
  const itemOf = Uint32Array.from(lists.flat(), code);
  return { names: [...codes.keys()], starts, itemOf };
}

/** The least number of baskets for a share of them, which is above 0 and at most 1. */
export function leastCount({ starts }: Baskets, support: number): number {
  atLeast('baskets', starts.length - 1, 1);
  if (!(support > 0 && support <= 1))
    throw outOfRange({ what: 'support', given: support, allowed: 'above 0, at most 1' });
  return Math.max(1, Math.ceil(support * (starts.length - 1) - 1e-9));
}
