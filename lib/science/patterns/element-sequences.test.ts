import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementPatterns, elementSequences } from './element-sequences.ts';

type Lists = readonly (readonly (readonly string[])[])[];

/** Every pattern of up to `longest` items that any sequence holds, counted by looking for it in each, without projections. */
function counted(lists: Lists, least: number, longest: number): Map<string, number> {
  const items = [...new Set(lists.flat(2))].sort();
  const holds = (sequence: readonly (readonly string[])[], pattern: readonly string[][]): boolean => {
    if (pattern.length === 0) return true;
    return sequence.some(
      (element, at) =>
        pattern[0]!.every((item) => element.includes(item)) &&
        holds(sequence.slice(at + 1), pattern.slice(1)),
    );
  };
  const found = new Map<string, number>();
  const grow = (pattern: string[][]) => {
    if (pattern.flat().length === longest) return;
    const next = items.flatMap((item) => {
      const last = pattern.at(-1);
      const later = [...pattern, [item]];
      return last && item > last.at(-1)! ? [later, [...pattern.slice(0, -1), [...last, item]]] : [later];
    });
    for (const each of next) {
      const count = lists.filter((sequence) => holds(sequence, each)).length;
      if (count < least) continue;
      found.set(JSON.stringify(each), count);
      grow(each);
    }
  };
  grow([]);
  return found;
}

const named = async (lists: Lists, options: { support: number; longest?: number }) => {
  const coded = elementSequences(lists);
  const found = await elementPatterns(coded, options);
  return new Map(
    found.map(({ elements, count }) => [
      JSON.stringify(elements.map((items) => items.map((item) => coded.names[item]!))),
      count,
    ]),
  );
};

describe('sequences with several items an element', () => {
  it('have the patterns of the paper’s example (Pei and others 2001)', async () => {
    const lists = [
      [['a'], ['a', 'b', 'c'], ['a', 'c'], ['d'], ['c', 'f']],
      [['a', 'd'], ['c'], ['b', 'c'], ['a', 'e']],
      [['e', 'f'], ['a', 'b'], ['d', 'f'], ['c'], ['b']],
      [['e'], ['g'], ['a', 'f'], ['c'], ['b'], ['c']],
    ];
    const found = await named(lists, { support: 0.5 });
    for (const [pattern, count] of [
      [[['a']], 4],
      [[['a'], ['b']], 4],
      [[['a'], ['b', 'c']], 2],
      [[['a'], ['b', 'c'], ['a']], 2],
      [[['a', 'b']], 2],
      [[['a', 'b'], ['c']], 2],
      [[['a', 'b'], ['d'], ['c']], 2],
      [[['e'], ['f'], ['c'], ['b']], 2],
    ] as const)
      expect(found.get(JSON.stringify(pattern))).toBe(count);
    expect(found.get(JSON.stringify([['g']]))).toBeUndefined();
    expect(found).toEqual(counted(lists, 2, 6));
  });

  it('are counted as by looking for every pattern in every sequence', async () => {
    const element = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 0, maxLength: 3 });
    const lists = fc.array(fc.array(element, { maxLength: 5 }), { minLength: 2, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(lists, fc.constantFrom(0.3, 0.5, 0.8), async (given, support) => {
        const least = Math.max(1, Math.ceil(support * given.length - 1e-9));
        expect(await named(given, { support, longest: 4 })).toEqual(counted(given, least, 4));
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('refuse a support of 0 and stop when asked to', async () => {
    const coded = elementSequences([[['a'], ['b']]]);
    await expect(elementPatterns(coded, { support: 0 })).rejects.toThrow(/support is 0/);
    await expect(elementPatterns(coded, { support: 1 }, { signal: AbortSignal.abort() })).rejects.toThrow(
      /stopped/,
    );
  });
});
