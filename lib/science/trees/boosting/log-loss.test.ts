import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '#lib/core';
import { logLoss, rocAuc } from '../../judge/index.ts';
import { normal } from '../../numeric/variates.ts';
import { categoryColumn, numberColumn, type Table, table } from '../../table.ts';
import { gainByChance } from '../bins/level-groups.ts';
import { naiveBoosting } from '../testing/naive-boosting.ts';
import { type BoostingOptions, fitGradientBoosting, predictGradientBoosting } from './gradient-boosting.ts';

/** Numbers, and codes of categories, with the chance that the target was drawn with. */
interface World {
  readonly numbers: Float64Array[];
  readonly categories: number[][];
  readonly truth: Float64Array;
  readonly target: Float64Array;
}

type Chance = (numbers: readonly number[], codes: readonly number[]) => number;

function world(rows: number, seed: number, levels: number, logOdds: Chance): World {
  const random = seededRandom(seed);
  const numbers = Array.from({ length: 5 }, () => Float64Array.from({ length: rows }, () => normal(random)));
  const categories = [0, 1].map(() => Array.from({ length: rows }, () => Math.floor(levels * random() ** 2)));
  const truth = Float64Array.from({ length: rows }, (_, row) => {
    const score = logOdds(
      numbers.map((column) => column[row]!),
      categories.map((codes) => codes[row]!),
    );
    return 1 / (1 + Math.exp(-score));
  });
  return { numbers, categories, truth, target: truth.map((chance) => (random() < chance ? 1 : 0)) };
}

const asTable = ({ numbers, categories }: World): Table =>
  table([
    ...numbers.map((values, j) => numberColumn(`x${j}`, values)),
    ...categories.map((codes, j) => categoryColumn(`c${j}`, codes.map(String))),
  ]);
const asNumbers = ({ numbers, categories }: World) => [
  ...numbers,
  ...categories.map((codes) => Float64Array.from(codes)),
];

async function boosted(learnt: World, held: World, options: Partial<BoostingOptions> = {}) {
  const all = { loss: { kind: 'binary' }, random: seededRandom(1), ...options } as const;
  const model = await fitGradientBoosting(asTable(learnt), learnt.target, all);
  return { model, chances: predictGradientBoosting(model, asTable(held)) };
}

describe('the log loss of boosting on other rows', () => {
  it('is that of a naive computation where all is numbers', async () => {
    for (const [seed, shift] of [
      [1, 0],
      [2, -2.5],
    ] as const) {
      const chance: Chance = ([a, b, c, d]) => shift + 1.5 * a! - b! + c! * d!;
      const [learnt, held] = [world(1200, seed, 2, chance), world(5000, seed + 50, 2, chance)];
      const numbersOnly = (from: World) => ({ ...from, categories: [] });
      const naive = naiveBoosting(learnt.numbers, learnt.target, 50)(held.numbers);
      const { chances } = await boosted(numbersOnly(learnt), numbersOnly(held), { trees: 50 });
      expect(logLoss(held.target, chances)).toBeLessThan(1.01 * logLoss(held.target, naive));
      expect(rocAuc(held.target, chances)).toBeGreaterThan(rocAuc(held.target, naive) - 0.005);
      const unpunished = (await boosted(numbersOnly(learnt), numbersOnly(held), { trees: 50, l2: 0 }))
        .chances;
      expect(Math.abs(logLoss(held.target, unpunished) / logLoss(held.target, naive) - 1)).toBeLessThan(0.03);
    }
  }, 60_000);

  it('is not above it with categories of 50 and of 300 levels, which the naive one takes for numbers', async () => {
    for (const levels of [50, 300]) {
      const drawn = seededRandom(77);
      const effects = [0, 1].map(() => Array.from({ length: levels }, () => 0.5 * normal(drawn)));
      const chance: Chance = ([a, b], [c, d]) => -1 + a! - 0.5 * b! + effects[0]![c!]! + effects[1]![d!]!;
      const [learnt, held] = [world(3000, 1, levels, chance), world(6000, 2, levels, chance)];
      const naive = naiveBoosting(asNumbers(learnt), learnt.target, 50)(asNumbers(held));
      const { chances } = await boosted(learnt, held, { trees: 50 });
      expect(logLoss(held.target, chances)).toBeLessThan(logLoss(held.target, naive));
      expect(rocAuc(held.target, chances)).toBeGreaterThan(rocAuc(held.target, naive));
    }
  }, 120_000);

  it('suffers little from categories that say nothing, however many levels they have', async () => {
    for (const levels of [20, 500]) {
      const chance: Chance = ([a, b]) => -1 + a! - 0.5 * b!;
      const [learnt, held] = [world(3000, 3, levels, chance), world(6000, 4, levels, chance)];
      const without = await boosted({ ...learnt, categories: [] }, { ...held, categories: [] });
      const withNoise = await boosted(learnt, held);
      expect(logLoss(held.target, withNoise.chances)).toBeLessThan(
        1.025 * logLoss(held.target, without.chances),
      );
    }
  }, 60_000);

  it('uses the level that answers for itself, at every size of its kind', async () => {
    const chance: Chance = (_, [c]) => (c! % 7 === 3 ? 2 : -2);
    const [learnt, held] = [world(6000, 5, 60, chance), world(6000, 6, 60, chance)];
    const { chances } = await boosted(learnt, held);
    expect(logLoss(held.target, chances)).toBeLessThan(1.06 * logLoss(held.target, held.truth));
  });

  it('of rare ones is near the truth from 10,001 rows on: a tenth is held back and says how many trees are enough', async () => {
    const chance: Chance = ([a, b]) => -4.5 + 0.8 * a! - 0.5 * b!;
    const [learnt, held] = [world(14_000, 7, 3, chance), world(20_000, 8, 3, chance)];
    const { model, chances } = await boosted(learnt, held);
    const all = await boosted(learnt, held, { heldShare: 0 });
    const least = logLoss(held.target, held.truth);
    expect(model.trees.length).toBeLessThan(60);
    expect(model.validationLoss.length).toBe(model.trees.length + 10);
    expect(all.model.trees).toHaveLength(100);
    expect(all.model.validationLoss).toEqual([]);
    expect(logLoss(held.target, chances)).toBeLessThan(1.05 * least);
    expect(logLoss(held.target, all.chances)).toBeGreaterThan(1.07 * least);
    const expected = chances.reduce((a, b) => a + b) / chances.length;
    const seen = held.target.reduce((a, b) => a + b) / chances.length;
    expect(Math.abs(expected - seen)).toBeLessThan(
      4 * Math.sqrt((seen * (1 - seen)) / chances.length + (seen * (1 - seen)) / 14_000),
    );
  }, 60_000);
});

describe('the gain by chance of putting levels in order', () => {
  it('is what levels that differ by noise gain, in the mean of 400 draws', () => {
    const random = seededRandom(5);
    for (const [named, all] of [
      [10, 40],
      [20, 40],
      [5, 100],
    ] as const) {
      let total = 0;
      for (let draw = 0; draw < 400; draw++) total += gainOf(named, all, random);
      expect(total / 400 / gainByChance(named, all)).toBeCloseTo(1, 1);
    }
    expect(gainByChance(7, 7)).toBe(0);
  });
});

/** Levels of one row each, with the gradient of noise: the fall of squared error by setting the lowest apart. */
function gainOf(named: number, all: number, random: Random): number {
  const gradients = Array.from({ length: all }, () => normal(random)).sort((a, b) => a - b);
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const [low, high] = [gradients.slice(0, named), gradients.slice(named)];
  return sum(low) ** 2 / named + sum(high) ** 2 / (all - named) - sum(gradients) ** 2 / all;
}
