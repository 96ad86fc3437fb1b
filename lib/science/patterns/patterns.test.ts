import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readParquet, reference } from '../testing/reference-data.ts';
import { associationRules } from './association-rules.ts';
import { type Baskets, basketsOf } from './baskets.ts';
import { fpGrowth } from './fp-growth.ts';
import { fitMarkovChain, stationaryDistribution, stepsUntil, walkChain } from './markov-chain.ts';
import { prefixSpan } from './prefix-span.ts';

const retail = reference('data/online_retail/online_retail_2010_2011_positive.parquet');

async function basketsIn(country: string): Promise<Baskets> {
  const rows = await readParquet(
    `SELECT list(DISTINCT StockCode) AS items FROM '${retail}'
     WHERE Country = '${country}' AND regexp_matches(StockCode, '^[0-9]') GROUP BY InvoiceNo`,
  );
  return basketsOf(rows.map(({ items }) => items as string[]));
}

describe.runIf(retail)('rules of Online Retail', () => {
  it.each([
    ['France', 382, 0.07, 63, 26],
    ['France', 382, 0.05, 117, 44],
    ['Germany', 443, 0.07, 26, 4],
    ['Germany', 443, 0.05, 60, 8],
  ])(
    '%s: as many sets and rules as an independent miner found',
    async (country, count, support, sets, rules) => {
      const baskets = await basketsIn(country);
      expect(baskets.starts).toHaveLength(count + 1);
      const found = await fpGrowth(baskets, { support: support });
      expect(found).toHaveLength(sets);
      expect(associationRules(found, baskets.starts.length - 1, 0.5, 1)).toHaveLength(rules);
    },
  );
});

const letters = ['a', 'b', 'c', 'd', 'e'];
const lists = fc.array(fc.array(fc.constantFrom(...letters), { maxLength: 7 }), {
  minLength: 1,
  maxLength: 25,
});

describe('frequent sets', () => {
  it('are those that naive counting finds, each once', async () => {
    await fc.assert(
      fc.asyncProperty(lists, fc.double({ min: 0.05, max: 1, noNaN: true }), async (baskets, support) => {
        const coded = basketsOf(baskets);
        const least = Math.max(1, Math.ceil(support * baskets.length - 1e-9));
        const expected = new Map<string, number>();
        for (let set = 1; set < 32; set++) {
          const items = letters.filter((_, k) => (set >> k) & 1);
          const count = baskets.filter((basket) => items.every((item) => basket.includes(item))).length;
          if (count >= least) expected.set(items.join(), count);
        }
        const found = (await fpGrowth(coded, { support: support })).map(
          ({ items, count }) =>
            [
              items
                .map((item) => coded.names[item]!)
                .sort()
                .join(),
              count,
            ] as const,
        );
        expect(new Map(found)).toEqual(expected);
        expect(found).toHaveLength(expected.size);
      }),
    );
  });

  it('can be kept short', async () => {
    const coded = basketsOf([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
    expect(
      (await fpGrowth(coded, { support: 1, longest: 2 })).map(({ items }) => items.length).sort(),
    ).toEqual([1, 1, 1, 2, 2, 2]);
    await expect(() => fpGrowth(coded, { support: 0 })).rejects.toThrow(/support is 0; it must be above 0/);
  });
});

describe('a rule', () => {
  it('has the measures of the textbook', async () => {
    // of 10 baskets a is in 5, b in 4, both in 4
    const baskets = basketsOf([
      ...Array.from({ length: 4 }, () => ['a', 'b']),
      ['a'],
      ...Array.from({ length: 5 }, () => ['c']),
    ]);
    const rules = associationRules(await fpGrowth(baskets, { support: 0.1 }), 10, 0.5);
    const rule = rules.find(({ when }) => baskets.names[when[0]!] === 'a')!;
    expect(rule).toMatchObject({ count: 4, support: 0.4, confidence: 0.8, lift: 2 });
    expect(rule.leverage).toBeCloseTo(0.2, 12);
    expect(rule.conviction).toBeCloseTo(3, 12);
    expect(rules.find(({ when }) => baskets.names[when[0]!] === 'b')!.conviction).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});

describe('frequent sequences', async () => {
  const follows = (
    sequence: readonly string[],
    pattern: readonly string[],
    gap: number,
    from = 0,
  ): boolean => {
    const [first, ...rest] = pattern;
    if (first === undefined) return true;
    const last = from === 0 ? sequence.length : Math.min(sequence.length, from + gap);
    for (let at = from; at < last; at++)
      if (sequence[at] === first && follows(sequence, rest, gap, at + 1)) return true;
    return false;
  };

  it.each([Number.POSITIVE_INFINITY, 1, 2])(
    'are those that naive matching finds, with gap %d',
    async (gap) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }), {
            minLength: 1,
            maxLength: 12,
          }),
          async (sequences) => {
            const coded = basketsOf(sequences);
            const expected = new Map<string, number>();
            const all = [[]] as string[][];
            for (let length = 1; length <= 3; length++)
              for (const start of all.filter((each) => each.length === length - 1))
                for (const item of ['a', 'b', 'c']) all.push([...start, item]);
            for (const pattern of all.slice(1)) {
              const count = sequences.filter((sequence) => follows(sequence, pattern, gap)).length;
              if (count >= Math.max(1, Math.ceil(0.3 * sequences.length - 1e-9)))
                expected.set(pattern.join(), count);
            }
            const found = await prefixSpan(coded, { support: 0.3, longest: 3, gap });
            expect(
              new Map(found.map(({ items, count }) => [items.map((i) => coded.names[i]!).join(), count])),
            ).toEqual(expected);
            expect(found).toHaveLength(expected.size);
          },
        ),
      );
    },
  );
});

describe('a Markov chain', () => {
  const weather = fitMarkovChain(
    basketsOf([['sun', 'sun', 'rain', 'sun', 'sun', 'sun', 'rain', 'rain', 'sun']]),
  );

  it('counts steps, walks, and comes to rest', () => {
    expect(weather.chances).toEqual([
      [3 / 5, 2 / 5],
      [2 / 3, 1 / 3],
    ]);
    expect([...walkChain(weather, [1, 0], 1)]).toEqual([0.6, 0.4]);
    expect(stationaryDistribution(weather)[0]).toBeCloseTo(0.625, 12);
    expect(stationaryDistribution(fitMarkovChain(basketsOf([['a', 'b', 'a']])))[0]).toBeCloseTo(0.5, 12);
  });

  it('knows the mean number of steps to an end', () => {
    expect(stepsUntil(weather, [1])[0]).toBeCloseTo(2.5, 12);
    expect(stepsUntil(weather, [0, 1])).toEqual(Float64Array.of(0, 0));
  });
});
