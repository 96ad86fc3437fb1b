import { seededRandom } from '#lib/core';
import { expectModel } from '../model.ts';
import { mean } from '../numeric/mean.ts';
import { aNumber, checkOptions, numbers, type OptionRules, oneOf } from '../options.ts';
import type { Pieces } from '../pieces.ts';
import type { Column, Table } from '../table.ts';
import { checkpoint, inPieces, quiet, type Work } from '../work.ts';
import type { Binning } from './bins/binning.ts';
import { exactCounter } from './bins/exact-counter.ts';
import { everyGrouping } from './bins/level-groups.ts';
import { targetFor, within } from './check-trees.ts';
import { growDepthFirst } from './grow-depth-first.ts';
import { pruneTree } from './prune-tree.ts';
import { scoreTrees } from './score-trees.ts';
import { type Tree, type TreeEnsemble, treeVariables } from './tree.ts';

export interface DecisionTreeOptions {
  /** `binary` for a 0/1 target (Gini), `number` for the mean (squared error). */
  readonly target: 'binary' | 'number';
  /** Above 0, one a row; whole numbers are the same as repeated rows. */
  readonly weights?: Float64Array;
  readonly maxDepth?: number;
  /** The least weight of a leaf; 1. */
  readonly minLeaf?: number;
  /** The least weight of a node that is split; 2. */
  readonly minSplit?: number;
  /** Cost of a leaf by which the tree is pruned back, see `pruneTree`; 0: not pruned. */
  readonly complexity?: number;
}

const decisionTreeOptionRules: OptionRules<DecisionTreeOptions> = {
  target: oneOf('binary', 'number'),
  weights: numbers,
  maxDepth: aNumber,
  minLeaf: aNumber,
  minSplit: aNumber,
  complexity: aNumber,
};

export interface DecisionTreeModel extends TreeEnsemble {
  readonly kind: 'decision-tree';
  readonly version: 1;
  readonly target: 'binary' | 'number';
}

/**
 * CART (Breiman, Friedman, Olshen & Stone 1984) with every boundary tried, missing values sent to the better side in the
 * place of surrogate splits, and categories divided in two groups in the best way. Thresholds are values of the data.
 */
export async function fitDecisionTree(
  data: Table,
  target: Float64Array,
  options: DecisionTreeOptions,
  work: Work = {},
): Promise<DecisionTreeModel> {
  checkOptions(options, decisionTreeOptionRules);
  const { complexity = 0, minLeaf = 1 } = options;
  targetFor(data, target, options.weights, options.target === 'binary');
  within('least leaf', minLeaf, Number.MIN_VALUE, Number.MAX_VALUE);
  within('complexity', complexity, 0, Number.MAX_VALUE);
  const weights = options.weights ?? new Float64Array(data.rows).fill(1);
  const center = options.target === 'binary' ? 0 : mean(target, weights);
  const binnings: Binning[] = [];
  const columns: Int32Array[] = [];
  for (const column of data.columns) {
    const binning = exactBinning(column);
    await checkpoint(work, 0);
    binnings.push(binning);
    columns.push(await inPieces(exactBins(column, binning), quiet(work)));
  }
  const growing = growDepthFirst({
    rows: Int32Array.from({ length: data.rows }, (_, row) => row),
    binnings,
    columns,
    count: exactCounter(columns, target, weights, center),
    target,
    weights,
    rules: { l2: 0, categorySmoothing: 0, levels: everyGrouping, steps: { gradient: 1, hessian: 1 } },
    tried: columns.length,
    random: seededRandom(0),
    minLeaf,
    minSplit: options.minSplit ?? 2,
    minGain: 0,
    maxDepth: options.maxDepth ?? Number.MAX_SAFE_INTEGER,
  });
  const { tree } = await inPieces(growing, work);
  const pruned: Tree = complexity > 0 ? pruneTree(tree, complexity) : tree;
  return {
    kind: 'decision-tree',
    version: 1,
    target: options.target,
    variables: treeVariables(data),
    base: 0,
    scale: 1,
    trees: [pruned],
  };
}

/** The mean of the leaf of every row: the chance of a 1 for a 0/1 target. */
export function predictDecisionTree(model: DecisionTreeModel, data: Table): Float64Array {
  expectModel(model, 1, 'decision-tree');
  return scoreTrees(model, data);
}

/** A bin for every value; the greatest has no end, so that greater ones of other rows are like it. */
function exactBinning(column: Column): Binning {
  if (column.kind === 'category') return { kind: 'category', codes: column.levels.map((_, code) => code) };
  const ascending = column.values.filter((value) => !Number.isNaN(value)).sort();
  return { kind: 'number', cuts: ascending.filter((value, at) => value < ascending[at + 1]!) };
}

function* exactBins(column: Column, binning: Binning): Pieces<Int32Array> {
  if (column.kind === 'category') return column.codes.map((code) => code + 1);
  if (binning.kind === 'category') return new Int32Array(0);
  const bins = new Int32Array(column.values.length);
  for (let row = 0; row < bins.length; row++) {
    if (row % rowsAtOnce === 0) yield 0;
    const value = column.values[row]!;
    bins[row] = Number.isNaN(value) ? 0 : 1 + countBelow(binning.cuts, value);
  }
  return bins;
}

const rowsAtOnce = 1 << 14;

/** How many of these ascending values are below it. */
function countBelow(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
