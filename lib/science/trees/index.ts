export { type BoostingLoss } from './boosting-loss.ts';
export {
  type BoostingModel,
  type BoostingOptions,
  fitGradientBoosting,
  predictGradientBoosting,
} from './gradient-boosting.ts';
export { scoreManyRows, scoreTrees } from './score-trees.ts';
export type { Tree, TreeEnsemble, TreeVariable } from './tree.ts';
