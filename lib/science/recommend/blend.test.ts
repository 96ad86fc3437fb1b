import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { sparse } from '../numeric/sparse.ts';
import { normal, weighted } from '../numeric/variates.ts';
import { blend, drawPreferences, fitBlend } from './blend.ts';
import { easeScores, fitEase } from './ease.ts';
import { evaluateRanking } from './evaluate-ranking.ts';
import { fitItemNeighbourhood, itemNeighbourhoodScores } from './item-neighbourhood.ts';
import { fitPopularity, popularityScores } from './popularity.ts';
import type { Recommender } from './recommender.ts';
import { fitSequenceRecommender, sequenceScores } from './sequence.ts';

const people = 600;
const items = 200;

/** What people choose by: what all choose, their taste, taste among items of unequal fame, or what comes after the last. */
const worlds = {
  fame: { fame: 0.8, taste: 0, chain: 0 },
  taste: { fame: 0, taste: 1, chain: 0 },
  both: { fame: 1.2, taste: 0.5, chain: 0 },
  order: { fame: 0.8, taste: 1, chain: 0.6 },
};

function historiesOf({ fame, taste, chain }: (typeof worlds)['fame'], seed: number): number[][] {
  const random = seededRandom(seed);
  const traits = Array.from({ length: items }, () => [normal(random), normal(random), normal(random)]);
  return Array.from({ length: people }, () => {
    const wants = [normal(random), normal(random), normal(random)];
    const pull = Float64Array.from(traits, (of, item) => {
      const liking = of.reduce((sum, trait, k) => sum + trait * wants[k]!, 0);
      return Math.exp(taste * liking) / (item + 5) ** fame;
    });
    const history: number[] = [];
    const length = 8 + Math.floor(20 * random() ** 2);
    while (history.length < length) {
      const after = ((history.at(-1) ?? 0) * 7 + 1) % items;
      const item = random() < chain && pull[after]! > 0 ? after : weighted(random, pull);
      history.push(item);
      pull[item] = 0;
    }
    return history;
  });
}

/** Recommenders that have seen all but the last `held` items of each history. */
async function madeFrom(histories: readonly number[][], held: number) {
  const known = histories.map((history) => history.slice(0, history.length - held));
  const seen = sparse(
    people,
    items,
    known.flatMap((history, person) => history.map(() => person)),
    known.flat(),
  );
  const makers = [
    popularityScores(fitPopularity(seen)),
    itemNeighbourhoodScores(await fitItemNeighbourhood(seen, { neighbours: 20 }), seen),
    easeScores(await fitEase(seen, { lambda: 100 }), seen),
    sequenceScores(fitSequenceRecommender(known, items), known),
  ];
  return { seen, makers };
}

describe('a blend of recommenders', () => {
  it.each(Object.keys(worlds) as (keyof typeof worlds)[])(
    'is not below its best part where people choose by %s',
    async (name) => {
      const histories = historiesOf(worlds[name], 1);
      const inner = await madeFrom(histories, 2);
      const liked = histories.map((history, person) => ({ person, liked: history.at(-2)! }));
      const weights = await fitBlend(inner.makers, items, drawPreferences(inner.seen, liked));
      const { seen, makers } = await madeFrom(histories, 1);
      const cases = histories.map((history, person) => ({ person, relevant: [history.at(-1)!] }));
      const judged = (recommender: Recommender) => evaluateRanking(recommender, seen, cases, items).ndcg;
      const best = Math.max(...makers.map(judged));
      // a paired difference of 600 people has a standard error near .004
      expect(judged(blend(makers, weights))).toBeGreaterThan(best - 0.006);
    },
    60_000,
  );

  it('is the best part alone where the others only guess', async () => {
    const histories = historiesOf(worlds.taste, 2);
    const { seen, makers } = await madeFrom(histories, 1);
    const random = seededRandom(4);
    const guess: Recommender = (_, scores) => {
      for (let item = 0; item < items; item++) scores[item] = random();
    };
    const liked = histories.map((history, person) => ({ person, liked: history.at(-1)! }));
    const weights = await fitBlend([guess, makers[2]!, guess], items, drawPreferences(seen, liked));
    expect(Math.abs(weights[0]!)).toBeLessThan(0.1 * weights[1]!);
    expect(Math.abs(weights[2]!)).toBeLessThan(0.1 * weights[1]!);
  });

  it('learns from others that the person has not had', () => {
    const seen = sparse(2, 5, [0, 0, 0, 1], [0, 1, 2, 4]);
    const [first, second] = drawPreferences(
      seen,
      [
        { person: 0, liked: 3 },
        { person: 1, liked: 0 },
      ],
      { others: 50, seed: 3 },
    );
    expect(new Set(Array.from(first!.others))).toEqual(new Set([4]));
    expect(new Set(Array.from(second!.others))).toEqual(new Set([1, 2, 3]));
    expect(() => drawPreferences(sparse(1, 1, [], []), [{ person: 0, liked: 0 }])).toThrow(/has not had/);
  });
});
