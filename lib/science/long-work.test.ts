import { afterEach, describe, expect, it, vi } from 'vitest';
import { seededRandom } from '#lib/core';
import * as science from './index.ts';
import { fit as train } from './models/fit.ts';
import type { Work } from './work.ts';

const rows = 120;
const draws = seededRandom(2);
const column = () => Float64Array.from({ length: rows }, () => draws());
const people = science.table([science.numberColumn('a', column()), science.numberColumn('b', column())]);
const yes = Float64Array.from({ length: rows }, (_, row) => row % 2);
const points = science.designMatrix(people);
const groups = Int32Array.from(yes);
const had = science.sparse(
  rows,
  12,
  Array.from({ length: 4 * rows }, (_, k) => Math.floor(k / 4)),
  Array.from({ length: 4 * rows }, (_, k) => (k * 7) % 12),
);
const lists = science.basketsOf(Array.from({ length: 2000 }, (_, i) => ['a', 'b', `c${i % 5}`]));
const texts = Array.from({ length: 60 }, (_, i) => `the parcel number ${i % 30} came late`);
const noise = Float64Array.from({ length: 1500 }, () => draws());
const random = () => seededRandom(1);
const seeded = () => ({ random: random() });

/** All that takes more than a second on large data: one line each. */
const longWork: Record<string, (work: Work) => Promise<unknown>> = {
  bpr: (work) => science.fitBpr(had, { ...seeded(), factors: 2, epochs: 4 }, work),
  blend: (work) => {
    const seen = science.sparse(rows, 12, [], []);
    const first: science.Recommender = (_, scores) => scores.fill(0).fill(1, 0, 6);
    const other: science.Recommender = (person, scores) => scores.fill(0).fill(1, person % 12);
    const held = Array.from({ length: rows }, (_, person) => ({ person, liked: person % 9 }));
    return science.fitBlend([first, other], 12, science.drawPreferences(seen, held), {}, work);
  },
  'change points': (work) => science.changePoints(noise, {}, work),
  'decision tree': (work) => science.fitDecisionTree(people, yes, { target: 'binary' }, work),
  ease: (work) => science.fitEase(had, {}, work),
  encoding: (work) => train(people, yes, { kind: 'logistic-regression' }, work),
  'fp-growth': (work) => science.fpGrowth(lists, { support: 0.1 }, work),
  'gap statistic': (work) => science.gapStatistic(points, 2, { ...seeded(), references: 3 }, work),
  'gaussian mixture': (work) => science.fitGaussianMixture(points, 2, seeded(), work),
  'gradient boosting': (work) =>
    science.fitGradientBoosting(people, yes, { ...seeded(), loss: { kind: 'binary' }, trees: 5 }, work),
  'group stability': (work) =>
    science.groupStability(points, async () => groups, { ...seeded(), rounds: 3 }, work),
  hdbscan: (work) => science.hdbscan(points, 5, work),
  'implicit als': (work) => science.fitImplicitAls(had, { ...seeded(), factors: 2 }, work),
  'isolation forest': (work) => science.fitIsolationForest(people, { ...seeded(), trees: 5 }, work),
  'isolation reasons': async (work) =>
    science.isolationReasons(await science.fitIsolationForest(people, seeded()), people, {}, work),
  'item neighbourhood': (work) => science.fitItemNeighbourhood(had, {}, work),
  'k-means': (work) => science.fitKMeans(points, 3, seeded(), work),
  'k-prototypes': (work) => science.fitKPrototypes(people, 3, seeded(), work),
  'near duplicates': (work) => science.nearDuplicates(texts, {}, work),
  'out of fold': (work) =>
    science.predictOutOfFold(
      people,
      yes,
      { kind: 'nearest-neighbours' },
      science.randomFolds(rows, 3, random()),
      work,
    ),
  'permutation importance': (work) =>
    science.permutationImportance(
      () => (people.columns[0]!.kind === 'number' ? people.columns[0]!.values : yes),
      people,
      yes,
      science.rocAuc,
      seeded(),
      work,
    ),
  predicting: async (work) =>
    science.predict(await train(people, yes, { kind: 'random-forest', trees: 5 }), people, work),
  'patterns of elements': (work) =>
    science.elementPatterns(
      science.elementSequences(Array.from({ length: 200 }, (_, i) => [['a', 'b'], [`c${i % 5}`]])),
      { support: 0.1 },
      work,
    ),
  'prefix span': (work) => science.prefixSpan(lists, { support: 0.1 }, work),
  'random forest': (work) =>
    science.fitRandomForest(people, yes, { ...seeded(), target: 'binary', trees: 5 }, work),
  'response to spending': (work) =>
    science.fitResponse([noise.subarray(0, 40)], noise.subarray(40, 80), { starts: 3 }, work),
  silhouettes: (work) => science.silhouettes(points, groups, work),
  ward: (work) => science.wardHierarchy(points, work),
};
const names = Object.keys(longWork);

/** A clock by which every pause is due, however fast the machine is: what is counted are turns of the loop. */
let now = 1e9;
function everyPauseIsDue() {
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 1000;
    return now;
  });
}

afterEach(() => vi.restoreAllMocks());

/** How often the loop of the process had its turn while this was under way. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let over = false;
  const count = () => {
    turns++;
    if (!over) setImmediate(count);
  };
  setImmediate(count);
  await work();
  over = true;
  return turns;
}

describe('long work', () => {
  it.each(names)('%s lets the loop have its turns, and tells how far it is', async (name) => {
    everyPauseIsDue();
    const shares: number[] = [];
    const turns = await turnsDuring(() => longWork[name]!({ progress: (share) => shares.push(share) }));
    expect(turns).toBeGreaterThanOrEqual(3);
    expect(shares.length).toBeGreaterThan(0);
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it.each(names)('%s ends at the pause after it was stopped', async (name) => {
    everyPauseIsDue();
    const stop = new AbortController();
    let after = 0;
    const progress = () => {
      if (stop.signal.aborted) after++;
      else stop.abort();
    };
    await expect(longWork[name]!({ progress, signal: stop.signal })).rejects.toThrow(
      /the computation was stopped/,
    );
    expect(after).toBe(0);
  });

  it.each(names)('%s answers the same with pauses as without', async (name) => {
    const plain = await longWork[name]!({});
    everyPauseIsDue();
    expect(await longWork[name]!({})).toEqual(plain);
  });
});
