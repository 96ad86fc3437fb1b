import type { Random } from '#lib/core';
import { slices } from '../../parallel/shared-memory.ts';
import { alone } from '../../parallel/start-worker-pool.ts';
import type { WorkerPool } from '../../parallel/worker-pool.ts';
import type { Work } from '../../work.ts';
import type { Bins } from '../bins/bin-table.ts';
import { binWalk } from '../bins/bin-walk.ts';
import { stepsFor } from '../bins/packed-gradients.ts';
import type { Tree } from '../tree.ts';
import type { BoostingState } from './boosting-state.ts';
import { type GrownTree, growLeafWise } from './grow-leaf-wise.ts';
import { renewQuantiles } from './renew-quantiles.ts';

/** Rows that are scored but not learnt from. */
export interface WatchedRows {
  readonly bins: Bins;
  readonly scores: Float64Array;
}

const pieces = 8;
/** Rows below which asking a worker pool costs more time than it saves. */
const worthSharing = 50_000;

/** Grows the next tree on the derivatives at the present scores and adds its answers to the scores. */
export async function boostingRound(
  state: BoostingState,
  watched: readonly WatchedRows[],
  round: number,
  share: number,
  random: Random,
  work: Work,
): Promise<Tree> {
  const { field, scores } = state;
  const { steps, noise } = await derive(
    state,
    round,
    scores.length > worthSharing ? (work.pool ?? alone) : alone,
  );
  const count = drawRows(field.rows, state.rowShare, state.held, random);
  const drawn = drawColumns(field.bins.binnings.length, state.columnShare, random);
  const grown = await growLeafWise(field, count, drawn, { ...state.rules, steps, noise }, work, share);
  if (state.loss.kind === 'quantile') renewQuantiles(grown, state, state.loss.share);
  addToLearnt(grown, field.rows, scores);
  const leafOf = binWalk(grown.tree, grown.splits, field.bins.columns);
  for (const row of field.rows.subarray(count)) scores[row]! += grown.tree.value[leafOf(row)]!;
  for (const { bins, scores: into } of watched) addToAll(grown, bins, into);
  return grown.tree;
}

async function derive(state: BoostingState, round: number, pool: WorkerPool) {
  const { loss, target, scores, weights, gradients, hessians, field } = state;
  const parts = slices(target.length, pieces).map(([from, to]) => ({ from, to, gradients, hessians }));
  const sums = await pool.run(
    'lossGradients',
    parts.map((part) => ({ ...part, loss, target, scores, weights })),
  );
  const total = (at: 0 | 1 | 2) => sums.reduce((sum, each) => sum + each[at], 0);
  const steps = stepsFor(target.length, total(0), total(1));
  await pool.run(
    'packRows',
    parts.map((part) => ({ ...part, packed: field.packed, steps, round })),
  );
  return { steps, noise: total(2) / total(1) };
}

/** Puts drawn rows first, in ascending order; answers their number. */
function drawRows(rows: Int32Array, share: number, held: Uint8Array | undefined, random: Random): number {
  let drawn = 0;
  let left = rows.length;
  for (let row = 0; row < rows.length; row++) {
    if (!held?.[row] && (share >= 1 || random() < share)) rows[drawn++] = row;
    else rows[--left] = row;
  }
  return drawn;
}

function drawColumns(columns: number, share: number, random: Random): Uint8Array {
  const wanted = Math.max(1, Math.round(columns * share));
  const drawn = new Uint8Array(columns);
  for (let column = 0, got = 0; column < columns; column++)
    if (wanted >= columns || random() * (columns - column) < wanted - got) {
      drawn[column] = 1;
      got++;
    }
  return drawn;
}

function addToLearnt({ tree, leaves }: GrownTree, rows: Int32Array, scores: Float64Array): void {
  for (const leaf of leaves) {
    const value = tree.value[leaf.node]!;
    for (let i = leaf.from; i < leaf.to; i++) scores[rows[i]!]! += value;
  }
}

function addToAll({ tree, splits }: GrownTree, bins: Bins, scores: Float64Array): void {
  const leafOf = binWalk(tree, splits, bins.columns);
  for (let row = 0; row < scores.length; row++) scores[row]! += tree.value[leafOf(row)]!;
}
