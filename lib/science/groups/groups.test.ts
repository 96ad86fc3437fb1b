import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { type Matrix, matrix } from '../numeric/matrix.ts';
import { mean } from '../numeric/mean.ts';
import { standardDeviation } from '../numeric/variance.ts';
import { normal } from '../numeric/variates.ts';
import { categoryColumn, numberColumn, table } from '../table.ts';
import { readColumns, reference } from '../testing/reference-data.ts';
import { rfm } from '../testing/rfm.ts';
import { telco } from '../testing/telco.ts';
import { adjustedRand } from './adjusted-rand.ts';
import { calinskiHarabasz } from './calinski-harabasz.ts';
import { daviesBouldin } from './davies-bouldin.ts';
import { gapStatistic } from './gap-statistic.ts';
import { fitGaussianMixture, mixtureMembership } from './gaussian-mixture.ts';
import { groupCounts } from './group-counts.ts';
import { groupProfile } from './group-profile.ts';
import { groupStability } from './group-stability.ts';
import { hdbscan } from './hdbscan.ts';
import { assignToCentres, fitKMeans } from './k-means.ts';
import { assignToPrototypes, fitKPrototypes } from './k-prototypes.ts';
import { fitMiniBatchKMeans } from './mini-batch-k-means.ts';
import { fitPca, projectPca } from './pca.ts';
import { meanSilhouette, silhouettes } from './silhouette.ts';
import { cutHierarchy, wardHierarchy } from './ward.ts';

const rfmFile = reference('refs/online_retail_rfm.csv');
const moonsFile = reference('refs/moons_noise.csv');
const moonsExpected = reference('refs/moons_hdbscan_minpts10.csv');
const blobsFile = reference('refs/blobs5.csv');
const telcoData = telco();

/** Files without a header: numbers, the last column the planted group. */
function points(file: string): { data: Matrix; truth: number[] } {
  const columns = Object.entries(readColumns(file)).map(([first, rest]) => [first, ...rest].map(Number));
  const variables = columns.slice(0, -1);
  const data = matrix(variables[0]!.length, variables.length);
  for (const [j, column] of variables.entries())
    for (const [i, value] of column.entries()) data.values[i * variables.length + j] = value;
  return { data, truth: columns.at(-1)! };
}

/** `each` points around every centre. */
function blobs(centres: readonly number[][], each: number, seed: number): Matrix {
  const random = seededRandom(seed);
  const d = centres[0]!.length;
  return matrix(
    centres.length * each,
    d,
    centres.flatMap((centre) =>
      Array.from({ length: each }, () => centre.map((c) => c + normal(random))).flat(),
    ),
  );
}
const three = blobs(
  [
    [0, 0],
    [8, 0],
    [0, 9],
  ],
  60,
  1,
);
const truth = Int32Array.from({ length: 180 }, (_, i) => Math.floor(i / 60));

describe.runIf(rfmFile)('k-means of 4,339 customers', () => {
  it.each([
    [2, 6511.4501, 0.43233, 4333.07, 0.89173, [2674, 1665]],
    [3, 4892.9277, 0.33679, 3599.683, 1.04342, [1872, 1704, 763]],
    [4, 3963.4931, 0.33524, 3300.704, 1.01541, [1581, 1164, 876, 718]],
    [5, 3301.581, 0.31862, 3188.368, 0.98257, [1148, 1009, 967, 875, 340]],
  ])(
    'in %i groups reaches the reference’s inertia and criteria',
    async (k, inertia, silhouette, ch, db, sizes) => {
      const data = rfm(rfmFile!);
      const model = await fitKMeans(data, k, { random: seededRandom(1) });
      expect(Math.abs(model.inertia / inertia - 1)).toBeLessThan(1e-4);
      for (const [c, size] of sizes.entries())
        expect(Math.abs(model.sizes[c]! - size)).toBeLessThanOrEqual(8);
      const labels = assignToCentres(model, data);
      if (k === 2) expect(await meanSilhouette(data, labels)).toBeCloseTo(silhouette, 3);
      expect(calinskiHarabasz(data, labels) / ch).toBeCloseTo(1, 3);
      expect(daviesBouldin(data, labels)).toBeCloseTo(db, 2);
    },
  );
});

describe.runIf(moonsFile && moonsExpected)('HDBSCAN', () => {
  it('finds both moons and the same 47 points of noise as the reference', async () => {
    const { data, truth: planted } = points(moonsFile!);
    const { labels, strength } = await hdbscan(data, 10);
    const expected = readColumns(moonsExpected!).cl!.map(Number);
    expect(labels.filter((label) => label < 0)).toHaveLength(47);
    expect(
      adjustedRand(
        labels,
        expected.map((cl) => (cl === 0 ? -1 : cl)),
      ),
    ).toBe(1);
    for (const [i, label] of labels.entries())
      if (label >= 0 && planted[i]! >= 0) expect(strength[i]).toBeGreaterThan(0);
    expect(new Set(labels)).toEqual(new Set([-1, 0, 1]));
  });

  it.runIf(blobsFile)('finds the reference’s four groups in five overlapping blobs', async () => {
    const { labels } = await hdbscan(points(blobsFile!).data, 15);
    expect(new Set(labels.filter((label) => label >= 0)).size).toBe(4);
  });
});

describe.runIf(blobsFile)('five blobs', () => {
  it('come out of k-means and Gaussian mixtures almost as they were planted', async () => {
    const { data, truth: planted } = points(blobsFile!);
    const model = await fitKMeans(data, 5, { random: seededRandom(1) });
    expect(adjustedRand(assignToCentres(model, data), planted)).toBeCloseTo(0.9967, 3);
    const mixture = await fitGaussianMixture(data, 5, { random: seededRandom(1) });
    const shares = mixtureMembership(mixture, data);
    const labels = planted.map((_, i) => {
      const row = [...shares.values.subarray(i * 5, i * 5 + 5)];
      return row.indexOf(Math.max(...row));
    });
    expect(adjustedRand(labels, planted)).toBeGreaterThan(0.99);
  });
});

describe.runIf(telcoData)('k-prototypes of Telco', () => {
  it('costs no more than the best the reference found', async () => {
    const { variables } = telcoData!;
    const mixed = table(
      variables.columns.map((column) => {
        if (column.kind === 'category') return column;
        const [centre, spread] = [mean(column.values), standardDeviation(column.values, 0)];
        return numberColumn(
          column.name,
          column.values.map((value) => (value - centre) / spread),
        );
      }),
    );
    const model = await fitKPrototypes(mixed, 2, { gamma: 0.5, starts: 3, random: seededRandom(1) });
    expect(model.cost).toBeLessThanOrEqual(32_869.89 * 1.0001);
    expect(model.sizes.reduce((a, b) => a + b)).toBe(7043);
    const again = assignToPrototypes(JSON.parse(JSON.stringify(model)), mixed);
    expect(again.filter((label) => label === 0)).toHaveLength(model.sizes[0]!);
  });
});

describe('simple groups', () => {
  it('are found by every method', async () => {
    const model = await fitKMeans(three, 3, { random: seededRandom(1) });
    expect(adjustedRand(assignToCentres(model, three), truth)).toBe(1);
    const fast = await fitMiniBatchKMeans(three, 3, { batch: 64, batches: 50, random: seededRandom(1) });
    expect(fast.inertia / model.inertia).toBeLessThan(1.05);
    expect(adjustedRand(cutHierarchy(await wardHierarchy(three), 3), truth)).toBe(1);
    expect(adjustedRand(assignToCentres(JSON.parse(JSON.stringify(model)), three), truth)).toBe(1);
  });

  it('repeat with the seed, and are refused where there are none', async () => {
    const twice = [
      await fitKMeans(three, 4, { random: seededRandom(2) }),
      await fitKMeans(three, 4, { random: seededRandom(2) }),
    ];
    expect(twice[0]).toEqual(twice[1]);
    await expect(fitKMeans(matrix(3, 2, [1, 2, 1, 2, 1, 2]), 2, { random: seededRandom(1) })).rejects.toThrow(
      /every variable is the same/,
    );
    await expect(fitKMeans(matrix(2, 1, [1, 2]), 3, { random: seededRandom(1) })).rejects.toThrow(
      /points: at least 3/,
    );
    await expect(fitKMeans(matrix(2, 1, [1, Number.NaN]), 1, { random: seededRandom(1) })).rejects.toThrow(
      /no value in row 2/,
    );
    await expect(() => silhouettes(three, new Int32Array(180))).rejects.toThrow(/only one class/);
  });

  it('k-means never ends with a point nearer to another centre', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 5 }), async (seed, k) => {
        const random = seededRandom(seed);
        const data = matrix(
          30,
          2,
          Array.from({ length: 60 }, () => normal(random)),
        );
        const model = await fitKMeans(data, k, { starts: 1, tolerance: 0, random });
        const labels = assignToCentres(model, data);
        const sums = model.centres.map((_, c) => {
          const own = [...labels.keys()].filter((i) => labels[i] === c);
          return [0, 1].map((j) => mean(own.map((i) => data.values[i * 2 + j]!)));
        });
        for (const [c, centre] of model.centres.entries())
          for (const [j, value] of centre.entries()) expect(sums[c]![j]).toBeCloseTo(value, 9);
      }),
      { numRuns: 40 },
    );
  });
});

describe('evidence for a number of groups', () => {
  it('is best at the planted three', async () => {
    const candidates = await groupCounts(three, {
      from: 2,
      to: 4,
      references: 5,
      rounds: 5,
      random: seededRandom(1),
    });
    expect(candidates.map(({ k }) => k)).toEqual([2, 3, 4]);
    const best = (value: (c: (typeof candidates)[0]) => number) =>
      candidates.reduce((a, b) => (value(b) > value(a) ? b : a)).k;
    expect(best(({ silhouette }) => silhouette)).toBe(3);
    expect(best((c) => c.calinskiHarabasz)).toBe(3);
    expect(best((c) => -c.daviesBouldin)).toBe(3);
    expect(best(({ gap }) => gap.gap)).toBe(3);
    expect(candidates[1]!.stability.agreement).toBeGreaterThan(0.99);
    expect(candidates[2]!.stability.agreement).toBeLessThan(candidates[1]!.stability.agreement);
  });

  it('says that one cloud holds no groups', async () => {
    const cloud = blobs([[0, 0]], 150, 4);
    const [one, two] = [
      await gapStatistic(cloud, 1, { random: seededRandom(1) }),
      await gapStatistic(cloud, 2, { random: seededRandom(1) }),
    ];
    expect(one.gap).toBeGreaterThanOrEqual(two.gap - two.error);
    const { jaccard } = await groupStability(
      cloud,
      async (some, all) =>
        assignToCentres(await fitKMeans(some, 4, { starts: 2, random: seededRandom(1) }), all),
      { random: seededRandom(2), rounds: 8 },
    );
    expect(Math.min(...jaccard)).toBeLessThan(0.75);
  });

  it('has silhouettes as worked out by hand', async () => {
    const line = matrix(4, 1, [0, 1, 10, 12]);
    const [first, , third] = await silhouettes(line, Int32Array.of(0, 0, 1, 1));
    expect(first).toBeCloseTo((11 - 1) / 11, 12);
    expect(third).toBeCloseTo((9.5 - 2) / 9.5, 12);
  });

  it('agrees with itself whatever the names of the groups', () => {
    expect(adjustedRand([0, 0, 1, 1], [5, 5, 3, 3])).toBe(1);
    expect(adjustedRand([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 12);
  });
});

describe('Ward’s hierarchy', () => {
  it('merges the nearest first, at heights that never fall', async () => {
    const merges = await wardHierarchy(matrix(4, 1, [0, 1, 10, 12]));
    expect(merges.map(({ left, right }) => [left, right])).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
    expect(merges[0]!.height).toBeCloseTo(1, 12);
    // two groups of two, 10.5 apart: √(2 · 2 · 2 / 4) · 10.5
    expect(merges[2]!.height).toBeCloseTo(Math.SQRT2 * 10.5, 9);
  });
});

describe('principal components', () => {
  it('turn correlated variables into independent ones and keep all variance', () => {
    const random = seededRandom(8);
    const data = matrix(500, 2);
    for (let i = 0; i < 500; i++) {
      const [a, b] = [3 * normal(random), normal(random)];
      data.values.set([a + b, a - b], i * 2);
    }
    const model = fitPca(data);
    for (const part of model.components[0]!) expect(part).toBeCloseTo(Math.SQRT1_2, 1);
    const scores = projectPca(model, data);
    const column = (k: number) => Float64Array.from({ length: 500 }, (_, i) => scores.values[i * 2 + k]!);
    expect(standardDeviation(column(0)) ** 2).toBeCloseTo(model.variances[0]!, 9);
    expect(mean(column(0).map((value, i) => value * column(1)[i]!))).toBeCloseTo(0, 9);
    expect(model.shares[0]! + model.shares[1]!).toBeCloseTo(1, 12);
  });
});

describe('the profile of a group', () => {
  it('names first what sets it apart', () => {
    const data = table([
      numberColumn('age', [20, 21, 22, 50, 51, 52, 49, 53]),
      numberColumn('noise', [1, 2, 3, 1, 2, 3, 2, 2]),
      categoryColumn('city', ['a', 'a', 'a', 'b', 'b', 'b', 'a', 'b']),
    ]);
    const traits = groupProfile(data, Int32Array.of(0, 0, 0, 1, 1, 1, 1, 1), 0);
    expect(traits[0]).toMatchObject({ kind: 'number', name: 'age', mean: 21, others: 51 });
    expect(traits[0]!.p).toBeLessThan(1e-6);
    const city = traits.find((trait) => trait.kind === 'category' && trait.level === 'a');
    expect(city).toMatchObject({ share: 1, others: 0.2, lift: 2 });
    expect(traits.at(-1)!.name).toBe('noise');
  });

  it('does not leave out the number that tells the groups apart without exception', () => {
    const data = table([
      numberColumn('flag', [1, 1, 1, 0, 0, 0]),
      numberColumn('same', [0.1, 0.1, 0.1, 0.1, 0.1, 0.1]),
    ]);
    const traits = groupProfile(data, Int32Array.of(0, 0, 0, 1, 1, 1), 0);
    expect(traits).toHaveLength(1);
    expect(traits[0]).toMatchObject({ name: 'flag', mean: 1, others: 0, p: 0 });
    expect(traits[0]).toHaveProperty('difference', 1 / Math.sqrt(0.3));
  });
});
