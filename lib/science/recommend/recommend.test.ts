import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { identity, matrix, multiply } from '../numeric/matrix.ts';
import { type Sparse, sparse } from '../numeric/sparse.ts';
import { invertSymmetric } from '../numeric/symmetric-inverse.ts';
import { normal } from '../numeric/variates.ts';
import { atOnce } from '../pieces.ts';
import { blend, fitBlend } from './blend.ts';
import { fitBpr } from './bpr.ts';
import { contentScores, fitContent } from './content.ts';
import { easeScores, fitEase } from './ease.ts';
import { evaluateLists, evaluateRanking } from './evaluate-ranking.ts';
import { leaveOneOut, timeSplit } from './holdout.ts';
import { factorRecommender, fitImplicitAls } from './implicit-als.ts';
import { fitItemNeighbourhood, itemNeighbourhoodScores } from './item-neighbourhood.ts';
import { nearestRows } from './neighbours.ts';
import { fitPopularity, popularityScores } from './popularity.ts';
import { type Recommender, topItems } from './recommender.ts';
import { fitSequenceRecommender, sequenceScores } from './sequence.ts';
import { fitUserNeighbourhood, userNeighbourhoodScores } from './user-neighbourhood.ts';

/** Four people, four items: 0 and 1 had {0, 1}, 2 had {0, 1, 2}, 3 had {3}. */
const small = sparse(4, 4, [0, 0, 1, 1, 2, 2, 2, 3], [0, 1, 0, 1, 0, 1, 2, 3]);
const scoresOf = (recommender: Recommender, person: number, items = 4) => {
  const scores = new Float64Array(items);
  recommender(person, scores);
  return [...scores].map((score) => Math.round(score * 1e4) / 1e4);
};

/** 60 people of two tastes: even people have even items, odd people odd ones, each item with chance 0.5. */
function twoTastes(): Sparse {
  const random = seededRandom(9);
  const pairs = Array.from({ length: 60 * 20 }, (_, at) => [Math.floor(at / 20), at % 20] as const).filter(
    ([person, item]) => person % 2 === item % 2 && random() < 0.5,
  );
  return sparse(
    60,
    20,
    pairs.map(([person]) => person),
    pairs.map(([, item]) => item),
  );
}

const popularity = (of: Sparse) => popularityScores(fitPopularity(of));

describe('neighbours', () => {
  it('are the nearest by cosine, drawn to 0 by shrinkage', async () => {
    const near = await nearestRows(small, 2);
    expect([...near.columnsOf.subarray(0, near.starts[1])]).toEqual([1, 2]);
    expect(near.values[0]).toBeCloseTo(1, 12);
    expect(near.values[1]).toBeCloseTo(2 / Math.sqrt(6), 12);
    expect((await nearestRows(small, 2, 2)).values[0]).toBeCloseTo(2 / 4, 12);
  });

  it('recommend what others had beside the same items', async () => {
    const byItem = itemNeighbourhoodScores(await fitItemNeighbourhood(small, { neighbours: 4 }), small);
    expect(scoresOf(byItem, 0)[2]).toBeCloseTo(2 / Math.sqrt(3), 4);
    const byPerson = userNeighbourhoodScores(fitUserNeighbourhood(small, { neighbours: 4 }), small);
    expect(scoresOf(byPerson, 0)[2]).toBeCloseTo(2 / Math.sqrt(6), 4);
    expect(scoresOf(byPerson, 0)[3]).toBe(0);
  });
});

describe('popularity, sequence and content', () => {
  it('count people, next items and shared features', () => {
    expect(scoresOf(popularity(small), 3)).toEqual([3, 3, 1, 1]);
    const orders = [
      [0, 1, 2],
      [0, 1, 3],
      [0, 1, 2],
      [0, 1],
    ];
    const next = sequenceScores(fitSequenceRecommender(orders, 4), orders);
    expect(scoresOf(next, 3)).toEqual([0, 0.5, 0.6667, 0.3333]);
    const features = sparse(4, 2, [0, 1, 1, 2, 3], [0, 0, 1, 0, 1]);
    const [, second, , last] = scoresOf(contentScores(fitContent(features), small), 3);
    expect(second).toBeCloseTo(Math.SQRT1_2, 3);
    expect(last).toBe(1);
  });
});

describe('EASE', () => {
  it('inverts large symmetric matrices', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.integer(), (n, seed) => {
        const random = seededRandom(seed);
        const x = matrix(
          n,
          n,
          Array.from({ length: n * n }, () => normal(random)),
        );
        const gram = identity(n);
        for (let i = 0; i < n; i++)
          for (let j = 0; j < n; j++)
            for (let k = 0; k < n; k++)
              gram.values[i * n + j]! += x.values[k * n + i]! * x.values[k * n + j]!;
        const one = multiply(gram, atOnce(invertSymmetric(gram)));
        for (const [at, value] of identity(n).values.entries()) expect(one.values[at]).toBeCloseTo(value, 8);
      }),
      { numRuns: 30 },
    );
  });

  it('of two items that always go together gives n / (n + λ)', async () => {
    const pairs = sparse(3, 2, [0, 0, 1, 1, 2], [0, 1, 0, 1, 0]);
    // XᵀX + I = [[4, 2], [2, 3]]: B₁₀ = 2 / 4 from item 0 to 1 by the closed form of two variables
    expect(scoresOf(easeScores(await fitEase(pairs, { lambda: 1 }), pairs), 2, 2)).toEqual([0, 0.5]);
  });
});

describe('factors', () => {
  it('of alternating least squares minimise the loss that they say', async () => {
    const data = twoTastes();
    const options = { factors: 4, penalty: 1, alpha: 5 };
    const loss = async (sweeps: number) => {
      const { people, items } = await fitImplicitAls(data, { ...options, sweeps, random: seededRandom(1) });
      const score = factorRecommender({ people, items });
      let total = [...people.values, ...items.values].reduce((sum, value) => sum + value ** 2, 0);
      const scores = new Float64Array(20);
      for (let person = 0; person < 60; person++) {
        score(person, scores);
        const had = new Set(data.columnsOf.subarray(data.starts[person], data.starts[person + 1]));
        for (const [item, each] of scores.entries()) total += had.has(item) ? 6 * (1 - each) ** 2 : each ** 2;
      }
      return total;
    };
    const [one, five, forty] = [await loss(1), await loss(5), await loss(40)];
    expect(five).toBeLessThan(one);
    expect(forty).toBeLessThanOrEqual(five);
    expect(await loss(80)).toBeCloseTo(forty, 0);
  });

  it('of both kinds tell two tastes apart', async () => {
    const data = twoTastes();
    const cases = Array.from({ length: 60 }, (_, person) => {
      const had = new Set(data.columnsOf.subarray(data.starts[person], data.starts[person + 1]));
      const free = Array.from({ length: 20 }, (_, item) => item).filter((item) => !had.has(item));
      return {
        person,
        relevant: free.filter((item) => item % 2 === person % 2),
        others: free.filter((item) => item % 2 !== person % 2),
      };
    }).filter(({ relevant }) => relevant.length > 0);
    const als = await fitImplicitAls(data, { factors: 4, penalty: 1, alpha: 5, random: seededRandom(1) });
    const bpr = await fitBpr(data, { factors: 4, random: seededRandom(1) });
    for (const factors of [als, bpr])
      expect(evaluateRanking(factorRecommender(factors), data, cases).ndcg).toBeGreaterThan(0.97);
    expect(evaluateRanking(popularity(data), data, cases).ndcg).toBeLessThan(0.9);
  });

  it('repeat with the seed, and refuse what cannot be', async () => {
    const data = twoTastes();
    const train = () => fitImplicitAls(data, { factors: 3, sweeps: 2, random: seededRandom(5) });
    expect(await train()).toEqual(await train());
    await expect(fitImplicitAls(data, { penalty: 0, random: seededRandom(1) })).rejects.toThrow(
      /penalty is 0/,
    );
    await expect(fitImplicitAls(sparse(2, 2, [], []), { random: seededRandom(1) })).rejects.toThrow(
      /interactions: at least 1/,
    );
  });
});

describe('a blend', () => {
  it('trusts the recommender that knows, not the one that guesses', async () => {
    const random = seededRandom(3);
    const noise: Recommender = (_, scores) => {
      for (let i = 0; i < scores.length; i++) scores[i] = random();
    };
    const knows: Recommender = (person, scores) => {
      for (let i = 0; i < scores.length; i++) scores[i] = i % 2 === person % 2 ? 1 : 0;
    };
    const preferences = Array.from({ length: 40 }, (_, person) => ({
      person,
      liked: (person % 2) + 2 * (person % 5),
      others: [1 - (person % 2), 3 - (person % 2)],
    }));
    const weights = await fitBlend([noise, knows], 10, preferences);
    expect(weights[1]).toBeGreaterThan(5 * Math.abs(weights[0]!));
    const scores = scoresOf(blend([noise, knows], [0, 1]), 0, 10);
    expect(topItems(Float64Array.from(scores), [0], 2)).toEqual(Uint32Array.of(2, 4));
  });
});

describe('judging', () => {
  const fixed: Recommender = (_, scores) => scores.set([5, 4, 3, 2, 1, 0]);
  const none = sparse(1, 6, [], []);

  it('counts hits, gains and ranks of the first places', () => {
    const one = evaluateRanking(fixed, none, [{ person: 0, relevant: [2] }], 3);
    expect(one).toEqual({ hitRate: 1, ndcg: 0.5, mrr: 1 / 3, recall: 1 });
    const two = evaluateRanking(fixed, none, [{ person: 0, relevant: [0, 5] }], 3);
    expect(two.ndcg).toBeCloseTo(1 / (1 + 1 / Math.log2(3)), 12);
    expect(two.recall).toBe(0.5);
  });

  it('counts equal scores against the recommender', () => {
    const flat: Recommender = (_, scores) => scores.fill(1);
    expect(evaluateRanking(flat, none, [{ person: 0, relevant: [0], others: [1, 2, 3] }], 3).hitRate).toBe(0);
  });

  it('describes lists: how many items they show, how different and how unknown', () => {
    const lists = evaluateLists(popularity(small), small, [0, 3], 1);
    expect(lists.coverage).toBe(0.5);
    expect(lists.novelty).toBeCloseTo((2 + Math.log2(4 / 3)) / 2, 12);
    expect(evaluateLists(popularity(small), small, [3], 2).diversity).toBeCloseTo(0, 12);
  });
});

describe('what is held back', () => {
  const history = {
    people: Uint32Array.of(0, 1, 0, 0, 2),
    items: Uint32Array.of(4, 5, 6, 7, 8),
    times: Float64Array.of(3, 1, 9, 9, 5),
  };

  it('is the last row of each person who has more than one', () => {
    expect(leaveOneOut(history)).toEqual({ train: Uint32Array.of(0, 1, 2, 4), test: Uint32Array.of(3) });
  });

  it('or all rows from a moment on', () => {
    expect(timeSplit(history, 5)).toEqual({ train: Uint32Array.of(0, 1), test: Uint32Array.of(2, 3, 4) });
    expect(() => timeSplit({ ...history, times: Float64Array.of(1) }, 5)).toThrow(/times must have 5 values/);
  });
});
