import { atLeast } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { aNumber, checkOptions, type OptionRules } from '../options.ts';
import type { Pieces } from '../pieces.ts';
import { inPieces, type Work } from '../work.ts';
import { type Baskets, leastCount } from './baskets.ts';

/** Items that follow each other, not necessarily at once, in `count` of the sequences. */
export interface SequentialPattern {
  readonly items: readonly number[];
  readonly count: number;
}

export interface PrefixSpanOptions {
  /** Least share of the sequences. */
  readonly support: number;
  readonly longest?: number;
  /** Greatest number of steps from one item to the next; 1 is "right after". */
  readonly gap?: number;
}

const prefixSpanOptionRules: OptionRules<PrefixSpanOptions> = {
  support: aNumber,
  longest: aNumber,
  gap: aNumber,
};

/**
 * All frequent subsequences by growth of prefixes over projected sequences (Pei and others 2001). Each element of a
 * sequence is one item; a pattern counts once in a sequence. With a gap, every place where a prefix can end is followed.
 */
export async function prefixSpan(
  sequences: Baskets,
  options: PrefixSpanOptions,
  work: Work = {},
): Promise<SequentialPattern[]> {
  checkOptions(options, prefixSpanOptionRules);
  const { support, longest = 10, gap = Number.POSITIVE_INFINITY } = options;
  if (!(gap >= 1)) throw outOfRange({ what: 'gap', given: gap, allowed: 'at least 1' });
  atLeast('the longest pattern', longest, 1);
  const least = leastCount(sequences, support);
  const { starts, itemOf } = sequences;
  const found: SequentialPattern[] = [];
  function* grow(
    prefix: readonly number[],
    ends: ReadonlyMap<number, readonly number[]>,
    done: number,
    whole: number,
  ): Pieces<void> {
    let seen = 0;
    const within = prefix.length === 0 ? Number.POSITIVE_INFINITY : gap;
    const next = new Map<number, Map<number, number[]>>();
    for (const [sequence, places] of ends) {
      if (++seen % sequencesAtOnce === 0) yield done;
      for (const place of reachable(places, starts[sequence + 1]!, within)) {
        const item = itemOf[place]!;
        const of = next.get(item) ?? next.set(item, new Map()).get(item)!;
        const known = of.get(sequence);
        if (!known) of.set(sequence, [place]);
        else if (gap !== Number.POSITIVE_INFINITY) known.push(place);
      }
    }
    const share = whole / next.size;
    for (const [at, [item, of]] of [...next].sort(([a], [b]) => a - b).entries()) {
      if (of.size < least) continue;
      const items = [...prefix, item];
      found.push({ items, count: of.size });
      if (items.length < longest) yield* grow(items, of, done + at * share, share);
    }
  }
  const all = new Map(Array.from({ length: starts.length - 1 }, (_, i) => [i, [starts[i]! - 1]]));
  await inPieces(grow([], all, 0, 1), work);
  return found;
}

const sequencesAtOnce = 500;

/** The places up to `end` that follow one of `places` within the gap, each once. */
function* reachable(places: readonly number[], end: number, gap: number): Generator<number> {
  let from = 0;
  for (const place of places) {
    for (let at = Math.max(from, place + 1); at < Math.min(end, place + 1 + gap); at++) yield at;
    from = Math.max(from, Math.min(end, place + 1 + gap));
  }
}
