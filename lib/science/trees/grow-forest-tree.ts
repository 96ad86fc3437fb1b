import { seededRandom } from '#lib/core';
import { below } from '../numeric/variates.ts';
import type { Pieces } from '../work.ts';
import type { Binning } from './bin-table.ts';
import { binWalk } from './bin-walk.ts';
import { growDepthFirst } from './grow-depth-first.ts';
import { everyGrouping } from './level-groups.ts';
import { packedCounter } from './packed-counter.ts';
import { pack, stepsFor } from './packed-gradients.ts';
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

/** Team task: grows a tree on a bootstrap sample of the rows. */
export function* growForestTree(from: ForestTreeFrom): Pieces<ForestTree> {
  const { tree, splits, weights } = yield* growTree(from);
  const leafOf = binWalk(tree, splits, from.columns);
  const counts = new Uint8Array(weights.length);
  const outOfBag = new Float64Array(weights.length);
  for (let row = 0; row < weights.length; row++) {
    if (weights[row]! > 0) continue;
    counts[row] = 1;
    outOfBag[row] = tree.value[leafOf(row)]!;
  }
  return { tree, outOfBag, counts };
}

function* growTree(from: ForestTreeFrom) {
  const { columns, binnings, target, center, tried, minLeaf, maxDepth, categorySmoothing } = from;
  const random = seededRandom(from.seed);
  const weights = bootstrapWeights(target.length, random, from.weights);
  const gradients = weights.map((weight, row) => weight * (center - target[row]!));
  const steps = stepsFor(
    target.length,
    gradients.reduce((sum, gradient) => sum + Math.abs(gradient), 0),
    weights.reduce((sum, weight) => sum + weight, 0),
  );
  const packed = gradients.map((gradient, row) => pack(gradient, weights[row]!, steps, row, 0));
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
function bootstrapWeights(
  rows: number,
  random: () => number,
  weights: Float64Array | undefined,
): Float64Array {
  const drawn = new Float64Array(rows);
  for (let i = 0; i < rows; i++) drawn[below(random, rows)]!++;
  return weights ? drawn.map((times, row) => times * weights[row]!) : drawn;
}
