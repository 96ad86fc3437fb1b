import { expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { rocAuc } from '../judge/index.ts';
import { dot, matrix, row } from '../numeric/matrix.ts';
import { normal } from '../numeric/variates.ts';
import {
  applyFourierFeatures,
  fitFourierFeatures,
  fitLogisticRegression,
  predictLogisticRegression,
} from './index.ts';

const random = seededRandom(5);
const x = matrix(
  400,
  2,
  Array.from({ length: 800 }, () => normal(random)),
);

it('has products that come close to the RBF kernel', () => {
  const model = fitFourierFeatures(x, { random: seededRandom(1), features: 20_000, gamma: 0.3 });
  const waves = applyFourierFeatures(JSON.parse(JSON.stringify(model)), {
    rows: 2,
    columns: 2,
    values: x.values.slice(0, 4),
  });
  const square = (x.values[0]! - x.values[2]!) ** 2 + (x.values[1]! - x.values[3]!) ** 2;
  expect(dot(row(waves, 0), row(waves, 1))).toBeCloseTo(Math.exp(-0.3 * square), 1);
});

it('lets a linear model see a circle', async () => {
  const inside = Float64Array.from({ length: 400 }, (_, i) =>
    x.values[2 * i]! ** 2 + x.values[2 * i + 1]! ** 2 < 1.2 ? 1 : 0,
  );
  const straight = await fitLogisticRegression(x, inside, { l2: 1 });
  const model = fitFourierFeatures(x, { random: seededRandom(2), features: 100 });
  const waves = applyFourierFeatures(model, x);
  const round = await fitLogisticRegression(waves, inside, { l2: 0.1 });
  expect(rocAuc(inside, predictLogisticRegression(straight, x))).toBeLessThan(0.65);
  expect(rocAuc(inside, predictLogisticRegression(round, waves))).toBeGreaterThan(0.98);
});
