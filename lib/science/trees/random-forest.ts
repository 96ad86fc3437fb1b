import type { Random } from '#lib/core';
import { expectModel } from '../model.ts';
import { mean } from '../numeric/mean.ts';
import { below } from '../numeric/variates.ts';
import { aFunction, aNumber, checkOptions, numbers, type OptionRules, oneOf } from '../options.ts';
import { alone } from '../parallel/start-worker-pool.ts';
import type { Table } from '../table.ts';
import { checkpoint, type Work } from '../work.ts';
import { maxBins } from './bins/bin-cuts.ts';
import { binTable } from './bins/bin-table.ts';
import { targetFor, within } from './check-trees.ts';
import type { ForestTree, ForestTreeFrom } from './grow-forest-tree.ts';
import { scoreTrees } from './score-trees.ts';
import { sharedCopy } from './shared-copy.ts';
import { type Tree, type TreeEnsemble, treeVariables } from './tree.ts';

export interface ForestOptions {
  /** `binary` for a 0/1 target, answered by the chance of a 1. */
  readonly target: 'binary' | 'number';
  readonly random: Random;
  /** Above 0, one a row. */
  readonly weights?: Float64Array;
  /** 300. */
  readonly trees?: number;
  /** Variables tried in each node: √columns for a 0/1 target, a third of them for numbers. */
  readonly tried?: number;
  /** The least weight of a leaf, rows counted as often as they were drawn; 5. */
  readonly minLeaf?: number;
  readonly maxDepth?: number;
}

const forestOptionRules: OptionRules<ForestOptions> = {
  target: oneOf('binary', 'number'),
  random: aFunction,
  weights: numbers,
  trees: aNumber,
  tried: aNumber,
  minLeaf: aNumber,
  maxDepth: aNumber,
};

export interface ForestModel extends TreeEnsemble {
  readonly kind: 'random-forest';
  readonly version: 1;
  readonly target: 'binary' | 'number';
}

export interface ForestFit {
  readonly model: ForestModel;
  /** By row the mean answer of the trees that did not learn from it; NaN where all did. */
  readonly outOfBag: Float64Array;
}

/**
 * Random forest (Breiman 2001): trees on bootstrap samples, each node split by the best of some variables drawn for it;
 * columns in at most 255 bins. The same random numbers give the same model on any pool.
 */
export async function fitRandomForest(
  data: Table,
  target: Float64Array,
  options: ForestOptions,
  work: Work = {},
): Promise<ForestFit> {
  checkOptions(options, forestOptionRules);
  const { random, trees: wanted = 300, weights } = options;
  targetFor(data, target, weights, options.target === 'binary');
  within('trees', wanted, 1, 100_000);
  within('least leaf', options.minLeaf ?? 1, Number.MIN_VALUE, data.rows);
  const bins = await binTable(data, maxBins, random, work);
  const common = sharedInputs(bins, data, target, options);
  const pool = work.pool ?? alone;
  const seeds = Array.from({ length: wanted }, () => below(random, 2 ** 32));
  const trees: Tree[] = [];
  const sums = new Float64Array(data.rows);
  const counts = new Uint32Array(data.rows);
  for (let at = 0; at < wanted; at += pool.size) {
    const inputs = seeds.slice(at, at + pool.size).map((seed) => ({ ...common, seed }));
    for (const part of await pool.run('growForestTree', inputs)) {
      trees.push(part.tree);
      addPart(part, sums, counts);
    }
    await checkpoint(work, Math.min(1, (at + pool.size) / wanted));
  }
  return {
    model: {
      kind: 'random-forest',
      version: 1,
      target: options.target,
      variables: treeVariables(data),
      base: 0,
      scale: 1 / wanted,
      trees,
    },
    outOfBag: sums.map((sum, row) => sum / counts[row]!),
  };
}

function sharedInputs(
  { columns, binnings }: Awaited<ReturnType<typeof binTable>>,
  data: Table,
  target: Float64Array,
  { weights, ...options }: ForestOptions,
): Omit<ForestTreeFrom, 'seed'> {
  const width = data.columns.length;
  const usual = options.target === 'binary' ? Math.floor(Math.sqrt(width)) : Math.floor(width / 3);
  return {
    columns,
    binnings,
    target: sharedCopy(target),
    weights: weights && sharedCopy(weights),
    center: options.target === 'binary' ? 0 : mean(target, weights),
    tried: Math.min(width, Math.max(1, options.tried ?? usual)),
    minLeaf: options.minLeaf ?? 5,
    maxDepth: options.maxDepth ?? Number.MAX_SAFE_INTEGER,
    categorySmoothing: 0,
  };
}

function addPart({ outOfBag, counts: out }: ForestTree, sums: Float64Array, counts: Uint32Array): void {
  for (let row = 0; row < sums.length; row++) {
    sums[row]! += outOfBag[row]!;
    counts[row]! += out[row]!;
  }
}

/** The mean answer of the trees for every row: the chance of a 1 for a 0/1 target. */
export function predictRandomForest(model: ForestModel, data: Table): Float64Array {
  expectModel(model, 1, 'random-forest');
  return scoreTrees(model, data);
}
