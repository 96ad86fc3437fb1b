import { outOfRange } from '../faults.ts';
import { aNumber, checkOptions, type OptionRules } from '../options.ts';
import type { Pieces } from '../pieces.ts';
import { inPieces, type Work } from '../work.ts';
import { type Baskets, leastCount } from './baskets.ts';
import { FpTree, type Weighted } from './fp-tree.ts';

/** Items that occur together in `count` baskets; codes ascend. */
export interface Itemset {
  readonly items: readonly number[];
  readonly count: number;
}

export interface ItemsetOptions {
  /** Least share of the baskets. */
  readonly support: number;
  /** Most items of a set. */
  readonly longest?: number;
}

const itemsetOptionRules: OptionRules<ItemsetOptions> = { support: aNumber, longest: aNumber };

/**
 * All sets of items that occur together in at least a share of the baskets, by pattern growth
 * without candidates (Han, Pei & Yin 2000). An item that a basket holds twice counts once.
 */
export async function fpGrowth(
  baskets: Baskets,
  options: ItemsetOptions,
  work: Work = {},
): Promise<Itemset[]> {
  checkOptions(options, itemsetOptionRules);
  const { support, longest = Number.POSITIVE_INFINITY } = options;
  if (!(longest >= 1)) throw outOfRange({ what: 'the longest set', given: longest, allowed: 'at least 1' });
  const least = leastCount(baskets, support);
  const counts = basketCounts(baskets);
  const byRank = Array.from(counts.keys())
    .filter((item) => counts[item]! >= least)
    .sort((a, b) => counts[b]! - counts[a]! || a - b);
  const found: Itemset[] = [];
  function* grow(
    lists: Iterable<Weighted>,
    suffix: readonly number[],
    done: number,
    whole: number,
  ): Pieces<void> {
    const tree = new FpTree(byRank.length);
    const known: Weighted[] = [];
    for (const list of lists) if (known.push(list) % listsAtOnce === 0) yield done;
    let added = 0;
    for (const list of frequentOnly(known, byRank.length, least)) {
      tree.add(list);
      if (++added % listsAtOnce === 0) yield done;
    }
    for (let rank = byRank.length - 1; rank >= 0; rank--) {
      const count = tree.counts[rank]!;
      const before = done + whole * (1 - (rank + 1) / byRank.length);
      if (count < least) continue;
      yield before;
      const ranks = [rank, ...suffix];
      found.push({ items: ranks.map((each) => byRank[each]!).sort((a, b) => a - b), count });
      if (ranks.length < longest) yield* grow(tree.before(rank), ranks, before, whole / byRank.length);
    }
  }
  await inPieces(grow(rankedBaskets(baskets, byRank), [], 0, 1), work);
  return found;
}

const listsAtOnce = 1000;

/** In how many baskets each item is. */
function basketCounts({ names, starts, itemOf }: Baskets): Float64Array {
  const counts = new Float64Array(names.length);
  const last = new Int32Array(names.length).fill(-1);
  for (let i = 0; i + 1 < starts.length; i++)
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const item = itemOf[k]!;
      if (last[item] !== i) counts[item]!++;
      last[item] = i;
    }
  return counts;
}

function* rankedBaskets({ names, starts, itemOf }: Baskets, byRank: readonly number[]): Generator<Weighted> {
  const rankOf = new Int32Array(names.length).fill(-1);
  for (const [rank, item] of byRank.entries()) rankOf[item] = rank;
  for (let i = 0; i + 1 < starts.length; i++) {
    const ranks = new Set(itemOf.subarray(starts[i], starts[i + 1]).values());
    yield {
      items: Uint32Array.from([...ranks].map((item) => rankOf[item]!).filter((rank) => rank >= 0)).sort(),
      count: 1,
    };
  }
}

/** Leaves out of the lists what is not frequent in them. */
function* frequentOnly(lists: readonly Weighted[], size: number, least: number): Generator<Weighted> {
  const counts = new Float64Array(size);
  for (const { items, count } of lists) for (let k = 0; k < items.length; k++) counts[items[k]!]! += count;
  for (const { items, count } of lists)
    yield { items: Array.from(items).filter((item) => counts[item]! >= least), count };
}
