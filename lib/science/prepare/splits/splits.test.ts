import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import {
  balancedWeights,
  crossValidate,
  groupedFolds,
  nestedCrossValidate,
  randomFolds,
  splitsOf,
  stratifiedFolds,
  timeSplits,
} from '../index.ts';

const count = (codes: ArrayLike<number>, keep: (row: number) => boolean) =>
  Array.from(codes).filter((_, row) => keep(row)).length;

describe('folds', () => {
  it('are of equal size, at random, and repeat from the same seed', () => {
    const fold = randomFolds(103, 5, seededRandom(1));
    expect([0, 1, 2, 3, 4].map((part) => count(fold, (row) => fold[row] === part)).sort()).toEqual([
      20, 20, 21, 21, 21,
    ]);
    expect(randomFolds(103, 5, seededRandom(1))).toEqual(fold);
  });

  it('spread every class evenly', () => {
    const classes = Float64Array.from({ length: 100 }, (_, row) => (row < 12 ? 1 : 0));
    const fold = stratifiedFolds(classes, 4, seededRandom(2));
    for (const part of [0, 1, 2, 3])
      expect(count(fold, (row) => fold[row] === part && classes[row] === 1)).toBe(3);
  });

  it('keep groups together', () => {
    const groups = Array.from({ length: 90 }, (_, row) => row % 17);
    const fold = groupedFolds(groups, 3, seededRandom(3));
    for (const group of new Set(groups))
      expect(new Set(fold.filter((_, row) => groups[row] === group)).size).toBe(1);
    const sizes = [0, 1, 2].map((part) => count(fold, (row) => fold[row] === part));
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(6);
  });

  it('become splits in which every row is judged once and never learned from then', () => {
    const splits = splitsOf(randomFolds(20, 4, seededRandom(4)));
    expect(splits.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, row) => row),
    );
    for (const { train, test } of splits) expect([...train].filter((row) => test.includes(row))).toEqual([]);
    expect(() => randomFolds(3, 5, seededRandom(1))).toThrow(
      expect.objectContaining({ code: 'science.too-few' }),
    );
  });
});

describe('splits by time', () => {
  const time = [5, 1, 3, 2, 4, 6, 8, 7];

  it('learn from the past and judge the future', () => {
    const splits = timeSplits(time, { splits: 3 });
    const times = (rows: Uint32Array) => [...rows].map((row) => time[row]);
    expect(splits.map(({ train }) => times(train))).toEqual([
      [1, 2],
      [1, 2, 3, 4],
      [1, 2, 3, 4, 5, 6],
    ]);
    expect(splits.map(({ test }) => times(test))).toEqual([
      [3, 4],
      [5, 6],
      [7, 8],
    ]);
  });

  it('leave a gap, and forget what is too old', () => {
    const [, last] = timeSplits(time, { splits: 2, gap: 1, window: 3 });
    expect([...last!.train].map((row) => time[row])).toEqual([2, 3, 4]);
    expect([...last!.test].map((row) => time[row])).toEqual([6, 7, 8]);
  });
});

describe('cross-validation', () => {
  it('scores each split in turn', async () => {
    const splits = splitsOf(randomFolds(20, 4, seededRandom(5)));
    expect([...(await crossValidate(splits, ({ test }) => test.length))]).toEqual([5, 5, 5, 5]);
  });

  it('nested chooses without looking at the rows it is judged by', async () => {
    const outer = splitsOf(randomFolds(40, 4, seededRandom(6)));
    const inner = (train: Uint32Array) => splitsOf(randomFolds(train.length, 3, seededRandom(7)));
    const seen: number[][] = [];
    const watching = (split: { train: Uint32Array; test: Uint32Array }) => {
      seen.push([...split.train, ...split.test]);
      return 1;
    };
    const { chosen, scores } = await nestedCrossValidate(outer, inner, [() => 0, watching]);
    expect([...chosen]).toEqual([1, 1, 1, 1]);
    expect([...scores]).toEqual([1, 1, 1, 1]);
    for (const [at, { test }] of outer.entries())
      for (const rows of seen.slice(4 * at, 4 * at + 3)) {
        expect(rows).toHaveLength(30);
        expect(rows.filter((row) => test.includes(row))).toEqual([]);
      }
  });
});

it('balanced weights give both classes half of the rows', () => {
  expect([...balancedWeights([1, 0, 0, 0])]).toEqual([2, 2 / 3, 2 / 3, 2 / 3]);
});
