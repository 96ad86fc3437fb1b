import { bgNbdLikelihood, mbgNbdLikelihood } from '../buy-till-you-die/beta-geometric-likelihood.ts';
import { bgBbLikelihood } from '../buy-till-you-die/bg-bb-likelihood.ts';
import { paretoNbdLikelihood } from '../buy-till-you-die/pareto-nbd-likelihood.ts';
import { assignPoints } from '../groups/assign-points.ts';
import { logisticCurvature, logisticLoss } from '../linear/logistic-slice.ts';
import { alsRows } from '../recommend/als-rows.ts';
import { quantileCuts } from '../trees/bin-cuts.ts';
import { binRows } from '../trees/bin-rows.ts';
import { lossGradients } from '../trees/boosting-loss.ts';
import { growForestTree } from '../trees/grow-forest-tree.ts';
import { packRows } from '../trees/pack-rows.ts';
import { scoreRows } from '../trees/score-rows.ts';
import { shapRows } from '../trees/shap-rows.ts';
import { splitNodes } from '../trees/split-nodes.ts';

/** What a team can compute, one line a task: pure functions of what a message can carry. */
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
