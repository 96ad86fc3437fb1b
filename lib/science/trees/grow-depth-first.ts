import type { Random } from '#lib/core';
import { below } from '../numeric/variates.ts';
import type { Pieces } from '../pieces.ts';
import { leftTable, noSplit, type Split, type SplitRules, tryVariable } from './best-split.ts';
import type { Binning } from './bins/binning.ts';
import { partition } from './bins/partition.ts';
import { splitDivision } from './split-division.ts';
import type { BinSums } from './sums.ts';
import { divide, leafTree, type Tree } from './tree.ts';

/** What a tree that grows until its leaves are small or pure is made from. */
export interface DepthFirst {
  /** Rows to learn from; growing puts them in the order of leaves. */
  readonly rows: Int32Array;
  readonly binnings: readonly Binning[];
  /** By variable the bins of all rows; bin 0 is missing. */
  readonly columns: readonly (Uint8Array | Int32Array)[];
  /** Counts the bins of some rows in a variable. */
  readonly count: (feature: number, rows: Int32Array) => BinSums;
  readonly target: Float64Array;
  /** By row: its weight. */
  readonly weights: Float64Array;
  readonly rules: SplitRules;
  /** Variables tried in each node, those that are constant there not counted. */
  readonly tried: number;
  readonly random: Random;
  /** The least weight of a leaf and of a node that is split. */
  readonly minLeaf: number;
  readonly minSplit: number;
  readonly minGain: number;
  readonly maxDepth: number;
}

interface Node {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** Grows a tree of means by the greatest fall of squared error, which for a 0/1 target is that of the Gini index (Breiman et al. 1984). */
export function* growDepthFirst(from: DepthFirst): Pieces<{ tree: Tree; splits: Split[] }> {
  const { rows, maxDepth } = from;
  const tree = leafTree(0, 0);
  const splits: Split[] = [];
  const features = Int32Array.from(from.columns, (_, feature) => feature);
  const spare = new Int32Array(rows.length);
  let grown = 0;
  let looked = 0;
  const open: Node[] = [{ node: 0, from: 0, to: rows.length, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next;
    const own = rows.subarray(next.from, next.to);
    looked += own.length * Math.min(from.tried, features.length);
    if (looked > manyLooks) {
      looked = 0;
      yield grown / rows.length;
    }
    const sums = yield* leafSums(from, own, grown / rows.length);
    tree.value[node] = sums.mean;
    tree.cover[node] = sums.hessian;
    grown = next.from;
    if (depth >= maxDepth || sums.pure || sums.hessian < from.minSplit) continue;
    const split = yield* bestOfTried(from, own, features, grown / rows.length);
    if (split.gain <= from.minGain) continue;
    const binning = from.binnings[split.feature]!;
    const left = divide(tree, node, splitDivision(split, binning));
    splits[node] = split;
    const bins = 2 + (binning.kind === 'number' ? binning.cuts : binning.codes).length;
    const middle = next.from + partition(own, spare, from.columns[split.feature]!, leftTable(split, bins));
    open.push({ node: left + 1, from: middle, to: next.to, depth: depth + 1 });
    open.push({ node: left, from: next.from, to: middle, depth: depth + 1 });
  }
  return { tree, splits };
}

/** So many values of small nodes are looked at between two pauses. */
const manyLooks = 20_000;

/** Fewer are counted so soon that a pause would cost more. */
const manyRows = 10_000;

function* leafSums({ target, weights }: DepthFirst, rows: Int32Array, share: number) {
  const first = target[rows[0]!]!;
  let sum = 0;
  let hessian = 0;
  let pure = true;
  for (let i = 0; i < rows.length; i++) {
    if (i % manyRows === manyRows - 1) yield share;
    const row = rows[i]!;
    sum += weights[row]! * target[row]!;
    hessian += weights[row]!;
    if (target[row] !== first) pure = false;
  }
  return { mean: pure ? first : sum / hessian, hessian, pure };
}

function* bestOfTried(
  from: DepthFirst,
  rows: Int32Array,
  features: Int32Array,
  share: number,
): Pieces<Split> {
  const best = noSplit();
  const all = features.length;
  let tried = 0;
  for (let looked = 0; looked < all && tried < from.tried; looked++) {
    const place = from.tried < all ? looked + below(from.random, all - looked) : looked;
    const feature = features[place]!;
    features[place] = features[looked]!;
    features[looked] = feature;
    if (rows.length > manyRows) yield share;
    const sums = from.count(feature, rows);
    if (sums.size < 2) continue;
    tried++;
    const category = from.binnings[feature]!.kind === 'category';
    tryVariable(best, feature, sums, { category, monotone: 0 }, nodeSums(sums, from.minLeaf), from.rules);
  }
  return best;
}

function nodeSums({ gradient, hessian, size }: BinSums, minHessian: number) {
  const all = {
    gradient: 0,
    hessian: 0,
    lower: Number.NEGATIVE_INFINITY,
    upper: Number.POSITIVE_INFINITY,
    minHessian,
    hessianPerRow: 1,
    noise: 0,
  };
  for (let at = 0; at < size; at++) {
    all.gradient += gradient[at]!;
    all.hessian += hessian[at]!;
  }
  return all;
}
