import { bgNbdLikelihood, mbgNbdLikelihood } from '../buy-till-you-die/likelihoods/beta-geometric.ts';
import { bgBbLikelihood } from '../buy-till-you-die/likelihoods/bg-bb.ts';
import { paretoNbdLikelihood } from '../buy-till-you-die/likelihoods/pareto-nbd.ts';
import { assignPoints } from '../groups/assign-points.ts';
import { logisticCurvature, logisticLoss } from '../linear/logistic/logistic-slice.ts';
import { alsRows } from '../recommend/als-rows.ts';
import { quantileCuts } from '../trees/bins/bin-cuts.ts';
import { binRows } from '../trees/bins/bin-rows.ts';
import { packRows } from '../trees/bins/pack-rows.ts';
import { lossGradients } from '../trees/boosting/boosting-loss.ts';
import { shapRows } from '../trees/explain/shap-rows.ts';
import { growForestTree } from '../trees/grow-forest-tree.ts';
import { scoreRows } from '../trees/score-rows.ts';
import { splitNodes } from '../trees/split-nodes.ts';

/** What a worker pool can compute, one line a task: pure functions of what a message can carry. */
export const tasks = {
  assignPoints,
  logisticCurvature,
  logisticLoss,
  alsRows,
  bgBbLikelihood,
  bgNbdLikelihood,
  mbgNbdLikelihood,
  paretoNbdLikelihood,
  binRows,
  growForestTree,
  lossGradients,
  packRows,
  quantileCuts,
  scoreRows,
  shapRows,
  splitNodes,
} as const;

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
