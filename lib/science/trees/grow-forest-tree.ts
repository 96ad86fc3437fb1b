import { seededRandom } from '#lib/core';
import { below } from '../numeric/variates.ts';
import type { Pieces } from '../pieces.ts';
import { binWalk } from './bins/bin-walk.ts';
import type { Binning } from './bins/binning.ts';
import { everyGrouping } from './bins/level-groups.ts';
import { packedCounter } from './bins/packed-counter.ts';
import { pack, stepsFor } from './bins/packed-gradients.ts';
import { growDepthFirst } from './grow-depth-first.ts';
import type { Tree } from './tree.ts';

export interface ForestTreeFrom {
  readonly columns: readonly Uint8Array[];
  readonly binnings: readonly Binning[];
  readonly target: Float64Array;
  readonly weights: Float64Array | undefined;
  /** Subtracted from the target while splits are searched. */
  readonly center: number;
  readonly seed: number;
  readonly tried: number;
  readonly minLeaf: number;
  readonly maxDepth: number;
  readonly categorySmoothing: number;
}

/** A tree, and by row its answer (0 where it learnt from the row) and whether it counts: 1 for rows out of its bag. */
export interface ForestTree {
  readonly tree: Tree;
  readonly outOfBag: Float64Array;
  readonly counts: Uint8Array;
}

const rowsAtOnce = 1 << 15;

/** Team task: grows a tree on a bootstrap sample of the rows. */
export function* growForestTree(from: ForestTreeFrom): Pieces<ForestTree> {
  const { tree, splits, weights } = yield* growTree(from);
  const leafOf = binWalk(tree, splits, from.columns);
  const counts = new Uint8Array(weights.length);
  const outOfBag = new Float64Array(weights.length);
  for (let row = 0; row < weights.length; row++) {
    if (row % rowsAtOnce === 0) yield 1;
    if (weights[row]! > 0) continue;
    counts[row] = 1;
    outOfBag[row] = tree.value[leafOf(row)]!;
  }
  return { tree, outOfBag, counts };
}

function* growTree(from: ForestTreeFrom) {
  const { columns, binnings, target, center, tried, minLeaf, maxDepth, categorySmoothing } = from;
  const random = seededRandom(from.seed);
  const weights = yield* bootstrapWeights(target.length, random, from.weights);
  const gradients = new Float64Array(weights.length);
  let [total, weightsInAll] = [0, 0];
  for (let row = 0; row < weights.length; row++) {
    if (row % rowsAtOnce === 0) yield 0;
    gradients[row] = weights[row]! * (center - target[row]!);
    total += Math.abs(gradients[row]!);
    weightsInAll += weights[row]!;
  }
  const steps = stepsFor(target.length, total, weightsInAll);
  const packed = new Float64Array(weights.length);
  for (let row = 0; row < weights.length; row++) {
    if (row % rowsAtOnce === 0) yield 0;
    packed[row] = pack(gradients[row]!, weights[row]!, steps, row, 0);
  }
  const grown = yield* growDepthFirst({
    rows: rowsInBag(weights),
    binnings,
    columns,
    count: packedCounter(columns, packed, steps),
    target,
    weights,
    rules: { l2: 0, categorySmoothing, levels: everyGrouping, steps },
    tried,
    random,
    minLeaf,
    minSplit: 2 * minLeaf,
    minGain: 0,
    maxDepth,
  });
  return { ...grown, weights };
}

function rowsInBag(weights: Float64Array): Int32Array {
  const rows = new Int32Array(weights.length);
  let count = 0;
  for (let row = 0; row < weights.length; row++) if (weights[row]! > 0) rows[count++] = row;
  return rows.subarray(0, count);
}

/** How often each row was drawn, times its weight. */
function* bootstrapWeights(
  rows: number,
  random: () => number,
  weights: Float64Array | undefined,
): Pieces<Float64Array> {
  const drawn = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    if (i % rowsAtOnce === 0) yield 0;
    drawn[below(random, rows)]!++;
  }
  return weights ? drawn.map((times, row) => times * weights[row]!) : drawn;
}
