import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { matrix } from '../numeric/matrix.ts';
import { categoryColumn, numberColumn, table } from '../table.ts';
import { fitGaussianMixture } from './gaussian-mixture.ts';
import { assignToCentres, fitKMeans } from './k-means.ts';
import type { KMeansModel } from './k-means-model.ts';
import { assignToPrototypes, fitKPrototypes } from './k-prototypes.ts';
import { fitMiniBatchKMeans } from './mini-batch-k-means.ts';

/** Few places and many rows in each: starts often fall on the same place, and groups run out of rows. */
const places = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 8, maxLength: 30 });
const seeds = fc.integer({ min: 1, max: 1000 });
const countOf = (labels: Int32Array, k: number) =>
  Array.from({ length: k }, (_, c) => labels.filter((label) => label === c).length);

const methods: Record<
  string,
  (points: ReturnType<typeof matrix>, k: number, seed: number) => Promise<KMeansModel>
> = {
  'k-means': (points, k, seed) => fitKMeans(points, k, { random: seededRandom(seed), starts: 1 }),
  'k-means in few steps': (points, k, seed) =>
    fitKMeans(points, k, { random: seededRandom(seed), starts: 1, maxSteps: 1 }),
  'k-means of mini-batches': (points, k, seed) =>
    fitMiniBatchKMeans(points, k, { random: seededRandom(seed), batch: 4, batches: 3 }),
};

describe('no group is empty', () => {
  it.each(Object.keys(methods))('after %s, whatever the points', async (name) => {
    await fc.assert(
      fc.asyncProperty(places, seeds, async (values, seed) => {
        const different = new Set(values).size;
        fc.pre(different > 1);
        const points = matrix(values.length, 1, values);
        for (let k = 1; k <= different; k++) {
          const model = await methods[name]!(points, k, seed);
          const counted = countOf(assignToCentres(model, points), k);
          expect(Math.min(...counted)).toBeGreaterThan(0);
          expect(counted).toEqual(model.sizes);
          expect(counted).toEqual([...counted].sort((a, b) => b - a));
        }
        if (different < values.length)
          await expect(methods[name]!(points, different + 1, seed)).rejects.toThrow(
            `different points: at least ${different + 1} are needed, ${different} given`,
          );
      }),
      { numRuns: 60 },
    );
  });

  it('after k-prototypes, whatever the rows; more groups than different rows are refused', async () => {
    await fc.assert(
      fc.asyncProperty(places, seeds, async (values, seed) => {
        const rows = table([
          numberColumn(
            'x',
            Float64Array.from(values, (value) => value >> 1),
          ),
          categoryColumn(
            'side',
            values.map((value) => (value % 2 ? 'left' : 'right')),
          ),
        ]);
        const different = new Set(values).size;
        const fitted = (k: number, maxSteps: number) =>
          fitKPrototypes(rows, k, { random: seededRandom(seed), starts: 1, maxSteps });
        for (let k = 1; k <= different; k++)
          for (const maxSteps of [1, 100]) {
            const model = await fitted(k, maxSteps);
            const counted = countOf(assignToPrototypes(model, rows), k);
            expect(Math.min(...counted)).toBeGreaterThan(0);
            expect(counted).toEqual(model.sizes);
          }
        if (different < values.length)
          await expect(fitted(different + 1, 100)).rejects.toThrow(
            `different rows: at least ${different + 1} are needed, ${different} given`,
          );
      }),
      { numRuns: 60 },
    );
  });
});

describe('a Gaussian mixture', () => {
  it('of several starts is as likely as the likeliest of them, and likelier than most of one start', async () => {
    // narrow clouds within a wide one: of the places where the climb can end most are not the highest
    const random = seededRandom(5);
    const values = Array.from({ length: 300 }, (_, i) => {
      const noise = random() + random() + random() - 1.5;
      return i % 2 ? 12 * noise : 3 * (i % 5) + 0.2 * noise;
    });
    const points = matrix(values.length, 1, values);
    const fitted = (seed: number, starts: number) =>
      fitGaussianMixture(points, 6, { random: seededRandom(seed), starts });
    let better = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const [one, many] = [await fitted(seed, 1), await fitted(seed, 8)];
      expect(many.logLikelihood).toBeGreaterThanOrEqual(one.logLikelihood);
      if (many.logLikelihood > one.logLikelihood + 1) better++;
      // the likelihood that it tells is that of its densities
      const density = (x: number) =>
        many.weights.reduce((sum, weight, c) => {
          const variance = many.covariances[c]![0]!;
          const off = x - many.means[c]![0]!;
          return sum + (weight * Math.exp((-off * off) / (2 * variance))) / Math.sqrt(2 * Math.PI * variance);
        }, 0);
      const naive = values.reduce((sum, x) => sum + Math.log(density(x)), 0);
      expect(many.logLikelihood).toBeCloseTo(naive, 6);
    }
    expect(better).toBeGreaterThan(0);
  });
});
