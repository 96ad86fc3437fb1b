import { expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { predictOutOfFold } from '../../models/predict-out-of-fold.ts';
import { numberColumn, table } from '../../table.ts';
import { randomFolds } from './folds.ts';
import { outOfFold } from './out-of-fold.ts';

const y = Float64Array.of(1, 2, 3, 4, 5, 6);
const fold = Int32Array.of(0, 1, 2, 0, 1, 2);

it('answers each row by what was learned from the other folds alone', async () => {
  const seen = new Set<string>();
  const held = await outOfFold(fold, ({ train, test }) => {
    seen.add(`${train.join()}|${test.join()}`);
    const mean = train.reduce((sum, row) => sum + y[row]!, 0) / train.length;
    return Array.from(test, () => mean);
  });
  expect([...held]).toEqual([4, 3.5, 3, 4, 3.5, 3]);
  expect([...seen]).toEqual(['1,2,4,5|0,3', '0,2,3,5|1,4', '0,1,3,4|2,5']);
});

it('refuses one fold, and answers that are too few or missing', async () => {
  await expect(outOfFold(new Int32Array(6), () => [])).rejects.toThrow(/folds: at least 2/);
  await expect(outOfFold(fold, () => [1])).rejects.toThrow(/the answers must have 2 values/);
  await expect(outOfFold(fold, ({ test }) => test.map(() => Number.NaN) && [1, Number.NaN])).rejects.toThrow(
    /the answers has no value in row/,
  );
});

it('shows what the training rows hide: a nearest neighbour knows them by heart and nothing else', async () => {
  const random = seededRandom(4);
  const rows = 200;
  const noise = table([
    numberColumn(
      'x',
      Float64Array.from({ length: rows }, () => random()),
    ),
  ]);
  const target = Float64Array.from({ length: rows }, () => (random() < 0.5 ? 1 : 0));
  const folds = randomFolds(rows, 5, seededRandom(1));
  const held = await predictOutOfFold(noise, target, { kind: 'nearest-neighbours', k: 1 }, folds);
  const right = held.filter((answer, row) => answer === target[row]).length / rows;
  expect(right).toBeGreaterThan(0.38);
  expect(right).toBeLessThan(0.62);
});
