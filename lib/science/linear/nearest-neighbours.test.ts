import { expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { matrix } from '../numeric/matrix.ts';
import { order } from '../numeric/rank.ts';
import { fitNearestNeighbours, predictNearestNeighbours } from './index.ts';

it('averages the same rows as a full sort of all distances', async () => {
  const random = seededRandom(9);
  const x = matrix(200, 3, Array.from({ length: 600 }, random));
  const target = Array.from({ length: 200 }, random);
  const asked = matrix(20, 3, Array.from({ length: 60 }, random));
  const model = fitNearestNeighbours(x, target, { k: 7 });
  const means = await predictNearestNeighbours(JSON.parse(JSON.stringify(model)), asked);
  for (const [i, given] of means.entries()) {
    const squares = Array.from({ length: 200 }, (_, known) =>
      [0, 1, 2].reduce((sum, j) => sum + (x.values[3 * known + j]! - asked.values[3 * i + j]!) ** 2, 0),
    );
    const nearest = [...order(squares).subarray(0, 7)];
    expect(given).toBeCloseTo(nearest.reduce((sum, known) => sum + target[known]!, 0) / 7, 12);
  }
});

it('weighs by distance, and lets a row in the same place answer alone', async () => {
  const model = fitNearestNeighbours(matrix(3, 1, [0, 1, 3.5]), [0, 1, 5], { k: 2, weigh: 'by distance' });
  const means = await predictNearestNeighbours(model, matrix(2, 1, [1, 2]));
  expect([...means]).toEqual([1, expect.closeTo(2.6, 12)]);
});

it('refuses more neighbours than rows', () => {
  expect(() => fitNearestNeighbours(matrix(3, 1, [0, 1, 4]), [0, 1, 5], { k: 4 })).toThrow(/1 to 3/);
});
