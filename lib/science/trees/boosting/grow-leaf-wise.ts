import { sharedFloats, sharedIntegers } from '../../parallel/shared-memory.ts';
import { alone } from '../../parallel/start-worker-pool.ts';
import { checkpoint, type Work } from '../../work.ts';
import { answer, leftTable, type Split, type SplitRules } from '../best-split.ts';
import type { Bins } from '../bins/bin-table.ts';
import { unpack } from '../bins/packed-gradients.ts';
import { partition } from '../bins/partition.ts';
import { splitDivision } from '../split-division.ts';
import type { HistogramBuffer } from '../split-nodes.ts';
import { divide, leafTree, type Tree } from '../tree.ts';

/** Limits of a tree that grows at the leaf with the greatest gain (Shi 2007, Best-first decision tree learning). */
export interface LeafWiseRules extends SplitRules {
  readonly maxLeaves: number;
  readonly maxDepth: number;
  readonly minGain: number;
  readonly minChildRows: number;
  readonly minChildWeight: number;
  readonly learningRate: number;
  /** Variance of a gradient, to the unit of hessian. */
  readonly noise: number;
  /** By variable: 1, −1 or 0. */
  readonly monotone: Int8Array;
}

/** Memory that one tree after the other grows in. */
export interface Field {
  readonly bins: Bins;
  readonly packed: Float64Array;
  /** Rows to learn from come first; growing puts them in the order of leaves. */
  readonly rows: Int32Array;
  readonly spare: Int32Array;
  readonly buffers: readonly HistogramBuffer[];
  readonly category: Uint8Array;
  readonly weights: Float64Array | undefined;
}

/** A tree, and what is needed to lead rows through it by their bins. */
export interface GrownTree {
  readonly tree: Tree;
  readonly splits: readonly (Split | undefined)[];
  readonly leaves: readonly GrownLeaf[];
}

export interface GrownLeaf {
  readonly node: number;
  /** Its rows stand at these places of `Field.rows`. */
  readonly from: number;
  readonly to: number;
  readonly lower: number;
  readonly upper: number;
}

interface Leaf extends GrownLeaf {
  readonly depth: number;
  readonly slot: number;
  readonly gradient: number;
  readonly hessian: number;
  /** On its squared answer. */
  readonly penalty: number;
  split?: Split;
}

/** Values of a node below which asking a worker pool costs more time than it saves. */
const worthSharing = 100_000;

export function field(bins: Bins, maxLeaves: number, weights?: Float64Array): Field {
  const category = Uint8Array.from(bins.binnings, ({ kind }) => (kind === 'category' ? 1 : 0));
  return {
    bins,
    category,
    weights,
    packed: sharedFloats(bins.rows),
    rows: sharedIntegers(bins.rows),
    spare: new Int32Array(bins.rows),
    buffers: bins.blocks.map((block) => ({ block, sums: sharedFloats(maxLeaves * 256 * block.width) })),
  };
}

/**
 * Grows one tree on the first `count` rows of the field: splits the leaf with the greatest gain until there are `maxLeaves`.
 * Each member of the pool counts the histograms of its own variables; sums are whole numbers, so that any pool grows the same tree.
 * `share` of the whole work is done when it begins.
 */
export async function growLeafWise(
  on: Field,
  count: number,
  drawn: Uint8Array,
  rules: LeafWiseRules,
  work: Work,
  share: number,
): Promise<GrownTree> {
  const root = rootOf(on, count, rules);
  const tree = leafTree(leafValue(root, rules), coverOf(on, root));
  const splits: (Split | undefined)[] = [];
  const leaves = [root];
  await findSplits([root], root, undefined);
  while (leaves.length < rules.maxLeaves) {
    const leaf = widest(leaves);
    if (!leaf?.split) break;
    const children = divideLeaf(on, tree, leaf, leaf.split, leaves.length, rules);
    splits[leaf.node] = leaf.split;
    leaves.splice(leaves.indexOf(leaf), 1, ...children);
    if (leaves.length === rules.maxLeaves) break;
    const [small, large] = rowsOf(children[0]) <= rowsOf(children[1]) ? children : [children[1], children[0]];
    await findSplits(children, small, large.slot);
    await checkpoint(work, share);
  }
  return { tree, splits, leaves };

  async function findSplits(nodes: readonly Leaf[], counted: Leaf, parent: number | undefined) {
    const open = nodes.filter((leaf) => mayGrow(leaf, rules));
    if (open.length === 0) return;
    const { steps, l2, categorySmoothing, levels, monotone } = rules;
    const values = rowsOf(counted) * drawn.length;
    const hands = values > worthSharing ? (work.pool ?? alone) : alone;
    const found = await hands.run(
      'splitNodes',
      on.buffers.map((buffer) => ({
        buffer,
        packed: on.packed,
        rows: on.rows.subarray(counted.from, counted.to),
        slot: counted.slot,
        parent,
        nodes: open.map((leaf) => ({
          slot: leaf.slot,
          sums: {
            ...leaf,
            minHessian: minHessian(leaf, rules),
            hessianPerRow: leaf.hessian / rowsOf(leaf),
            noise: rules.noise,
          },
        })),
        rules: { steps, l2, categorySmoothing, levels },
        drawn,
        category: on.category,
        monotone,
      })),
    );
    for (const [at, leaf] of open.entries()) {
      const best = found.map((splits) => splits[at]!).reduce((a, b) => (b.gain > a.gain ? b : a));
      if (best.gain > rules.minGain) leaf.split = best;
    }
  }
}

function rootOf({ packed, rows }: Field, count: number, rules: LeafWiseRules): Leaf {
  let total = 0;
  for (let i = 0; i < count; i++) total += packed[rows[i]!]!;
  return {
    node: 0,
    from: 0,
    to: count,
    depth: 0,
    slot: 0,
    ...unpack(total, rules.steps),
    penalty: rules.l2,
    lower: Number.NEGATIVE_INFINITY,
    upper: Number.POSITIVE_INFINITY,
  };
}

function coverOf({ weights, rows }: Field, leaf: GrownLeaf): number {
  if (!weights) return rowsOf(leaf);
  let total = 0;
  for (let i = leaf.from; i < leaf.to; i++) total += weights[rows[i]!]!;
  return total;
}

const rowsOf = (leaf: GrownLeaf) => leaf.to - leaf.from;
const leafValue = (leaf: Leaf, rules: LeafWiseRules) =>
  rules.learningRate * answer(leaf.gradient, leaf.hessian, leaf.penalty, leaf);

/** The number of rows on a side is judged by its share of the hessian, so that it need not be counted. */
const minHessian = (leaf: Leaf, { minChildRows, minChildWeight }: LeafWiseRules) =>
  Math.max(minChildWeight, (minChildRows * leaf.hessian) / rowsOf(leaf), Number.MIN_VALUE);

const mayGrow = (leaf: Leaf, { maxDepth, minChildRows }: LeafWiseRules) =>
  leaf.depth < maxDepth && rowsOf(leaf) >= 2 * minChildRows;

function widest(leaves: readonly Leaf[]): Leaf | undefined {
  let best: Leaf | undefined;
  for (const leaf of leaves) if (leaf.split && leaf.split.gain > (best?.split?.gain ?? 0)) best = leaf;
  return best;
}

function divideLeaf(
  on: Field,
  tree: Tree,
  leaf: Leaf,
  split: Split,
  freeSlot: number,
  rules: LeafWiseRules,
): [Leaf, Leaf] {
  const within = on.rows.subarray(leaf.from, leaf.to);
  const middle = leaf.from + partition(within, on.spare, on.bins.columns[split.feature]!, leftTable(split));
  const node = divide(tree, leaf.node, splitDivision(split, on.bins.binnings[split.feature]!));
  const sums = { gradient: split.leftGradient, hessian: split.leftHessian };
  const rest = { gradient: leaf.gradient - sums.gradient, hessian: leaf.hessian - sums.hessian };
  const ends = rules.monotone[split.feature]! === 0 ? undefined : boundary(sums, rest, leaf, rules);
  const rising = rules.monotone[split.feature] === 1;
  const leftSmaller = middle - leaf.from <= leaf.to - middle;
  const common = {
    depth: leaf.depth + 1,
    lower: leaf.lower,
    upper: leaf.upper,
    penalty: split.penalty ?? rules.l2,
  };
  const left: Leaf = {
    ...common,
    ...sums,
    node,
    from: leaf.from,
    to: middle,
    slot: leftSmaller ? freeSlot : leaf.slot,
  };
  const right: Leaf = {
    ...common,
    ...rest,
    node: node + 1,
    from: middle,
    to: leaf.to,
    slot: leftSmaller ? leaf.slot : freeSlot,
  };
  const children: [Leaf, Leaf] =
    ends === undefined
      ? [left, right]
      : [
          { ...left, [rising ? 'upper' : 'lower']: ends },
          { ...right, [rising ? 'lower' : 'upper']: ends },
        ];
  for (const child of children) {
    tree.value[child.node] = leafValue(child, rules);
    tree.cover[child.node] = coverOf(on, child);
  }
  return children;
}

/** Where a monotone variable was split, all below stays on its side of the middle of the two answers. */
function boundary(left: Sums, right: Sums, leaf: Leaf, { l2 }: LeafWiseRules): number {
  return (
    (answer(left.gradient, left.hessian, l2, leaf) + answer(right.gradient, right.hessian, l2, leaf)) / 2
  );
}

type Sums = Pick<Leaf, 'gradient' | 'hessian'>;
