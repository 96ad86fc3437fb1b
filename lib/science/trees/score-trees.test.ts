import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { startWorkerPool } from '../parallel/start-worker-pool.ts';
import type { WorkerPool } from '../parallel/worker-pool.ts';
import { numberColumn, table } from '../table.ts';
import {
  boostingAnswers,
  fitGradientBoosting,
  predictGradientBoosting,
} from './boosting/gradient-boosting.ts';
import { scoreManyRows, scoreTrees } from './score-trees.ts';
import { mixedTable } from './testing/mixed-table.ts';
import { leafTree } from './tree.ts';
import { type XgboostNode, xgboostTrees } from './xgboost-dump.ts';

let pool: WorkerPool;
beforeAll(async () => {
  pool = await startWorkerPool(2, new URL('../../../dist/science.js', import.meta.url));
});
afterAll(() => pool.close());

const stump: XgboostNode = {
  nodeid: 0,
  cover: 4,
  split: 'age',
  split_condition: 40,
  yes: 1,
  missing: 2,
  children: [
    { nodeid: 1, cover: 1, leaf: -2 },
    { nodeid: 2, cover: 3, leaf: 5 },
  ],
};

it('adds up the answers of the trees: below 40 left, 40 and above and missing right', () => {
  const ages = table([numberColumn('age', [39, 40, Number.NaN, Number.POSITIVE_INFINITY])]);
  const trees = xgboostTrees([stump, stump], ['age'], 0.5);
  expect([...scoreTrees(trees, ages)]).toEqual([-3.5, 10.5, 10.5, 10.5]);
  expect([...scoreTrees({ ...trees, scale: 0.5, trees: [...trees.trees, leafTree(1, 4)] }, ages)]).toEqual([
    -1, 6, 6, 6,
  ]);
});

it('refuses a table without the columns of the model, and a dump that asks unknown columns', () => {
  const trees = xgboostTrees([stump], ['age']);
  expect(() => scoreTrees(trees, table([numberColumn('size', [1])]))).toThrow(/no column age/);
  expect(() => xgboostTrees([stump], ['size'])).toThrow(/no column age/);
});

it('answers the same in one go and with a worker pool, piece by piece', async () => {
  const { data, binary } = mixedTable(700);
  const model = await fitGradientBoosting(data, binary, {
    loss: { kind: 'binary' },
    random: seededRandom(1),
    trees: 10,
  });
  const { data: many } = mixedTable(40_001, 2);
  const scores = await scoreManyRows(model, many, { pool });
  expect(scores).toEqual(scoreTrees(model, many));
  expect(boostingAnswers(model, scores)).toEqual(predictGradientBoosting(model, many));
});
