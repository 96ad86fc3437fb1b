import { atLeast, wholeNumber } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { aNumber, checkOptions } from '../options.ts';
import { checkpoint, type Work } from '../work.ts';

/** Sequences whose elements are sets of items: visits with their products, orders with their lines. */
export interface ElementSequences {
  /** By sequence, its elements in the order of time; by element, its items, ascending and each once. */
  readonly sequences: readonly (readonly (readonly number[])[])[];
  readonly names: readonly string[];
}

/** Elements that follow each other, each contained in one of the sequence, in `count` of the sequences. */
export interface ElementPattern {
  readonly elements: readonly (readonly number[])[];
  readonly count: number;
}

export interface ElementPatternOptions {
  /** Least share of the sequences. */
  readonly support: number;
  /** Items of a pattern in all; 6. */
  readonly longest?: number;
}

/** From lists of names. An element without items is left out. */
export function elementSequences(lists: readonly (readonly (readonly string[])[])[]): ElementSequences {
  const names = [...new Set(lists.flat(2))].sort();
  const code = new Map(names.map((name, at) => [name, at]));
  const sequences = lists.map((elements) =>
    elements
      .filter((items) => items.length > 0)
      .map((items) => [...new Set(items.map((item) => code.get(item)!))].sort((a, b) => a - b)),
  );
  return { sequences, names };
}

/**
 * All frequent sequences of sets of items by growth of prefixes (PrefixSpan; Pei and others 2001): an item is added in a
 * later element or, in ascending order, to the last one. A pattern counts once in a sequence.
 */
export async function elementPatterns(
  { sequences, names }: ElementSequences,
  options: ElementPatternOptions,
  work: Work = {},
): Promise<ElementPattern[]> {
  checkOptions(options, { support: aNumber, longest: aNumber });
  const { support, longest = 6 } = options;
  atLeast('sequences', sequences.length, 1);
  wholeNumber('the longest pattern', longest, 1);
  if (!(support > 0 && support <= 1))
    throw outOfRange({ what: 'support', given: support, allowed: 'above 0, at most 1' });
  const least = Math.max(1, Math.ceil(support * sequences.length - 1e-9));
  const found: ElementPattern[] = [];
  let begun = 0;
  const grow = async (elements: readonly (readonly number[])[], within: readonly Projection[]) => {
    const { later, same } = extensions(sequences, elements.at(-1), within);
    const size = elements.reduce((sum, items) => sum + items.length, 0);
    for (const [item, kept] of frequent(later, least)) {
      await checkpoint(work, elements.length === 0 ? begun++ / names.length : begun / names.length);
      const next = [...elements, [item]];
      found.push({ elements: next, count: kept.length });
      if (size + 1 < longest) await grow(next, kept);
    }
    for (const [item, kept] of frequent(same, least)) {
      const next = [...elements.slice(0, -1), [...elements.at(-1)!, item]];
      found.push({ elements: next, count: kept.length });
      if (size + 1 < longest) await grow(next, kept);
    }
  };
  await grow(
    [],
    sequences.map((_, sequence) => ({ sequence, ends: [-1] })),
  );
  return found;
}

/** Where the last element of a prefix can lie in a sequence, if those before it lie as early as they can: all such elements. */
interface Projection {
  readonly sequence: number;
  readonly ends: readonly number[];
}

type Extensions = Map<number, Projection[]>;

const frequent = (of: Extensions, least: number) =>
  [...of].filter(([, kept]) => kept.length >= least).sort(([a], [b]) => a - b);

function extensions(
  sequences: ElementSequences['sequences'],
  last: readonly number[] | undefined,
  within: readonly Projection[],
): { later: Extensions; same: Extensions } {
  const later: Extensions = new Map();
  const same: Extensions = new Map();
  for (const { sequence, ends } of within) {
    const elements = sequences[sequence]!;
    const placesOf = (first: number, allowed: (at: number) => boolean, above: number) => {
      const places = new Map<number, number[]>();
      for (let at = first; at < elements.length; at++)
        if (allowed(at))
          for (const item of elements[at]!)
            if (item > above) (places.get(item) ?? places.set(item, []).get(item)!).push(at);
      return places;
    };
    const note = (into: Extensions, places: ReadonlyMap<number, number[]>) => {
      for (const [item, at] of places)
        (into.get(item) ?? into.set(item, []).get(item)!).push({ sequence, ends: at });
    };
    note(
      later,
      placesOf(ends[0]! + 1, () => true, -1),
    );
    if (last)
      note(
        same,
        placesOf(ends[0]!, (at) => ends.includes(at), last.at(-1)!),
      );
  }
  return { later, same };
}
