import { expect, it } from 'vitest';
import { rocAuc, rocCurve } from './roc-auc.ts';

it('counts the pairs in which the one scores higher, ties half', () => {
  expect(rocAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBe(0.75);
  expect(rocAuc([0, 1, 0, 1], [1, 1, 1, 1])).toBe(0.5);
  expect(rocAuc([0, 1, 1], [1, 1, 2])).toBe(0.75);
});
it('gives the curve of the same points', () => {
  const curve = rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
  expect([...curve.cutoff]).toEqual([Number.POSITIVE_INFINITY, 0.8, 0.4, 0.35, 0.1]);
  expect([...curve.truePositiveRate]).toEqual([0, 0.5, 0.5, 1, 1]);
  expect([...curve.falsePositiveRate]).toEqual([0, 0, 0.5, 0.5, 1]);
});
