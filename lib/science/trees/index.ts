export type { BoostingLoss } from './boosting-loss.ts';
export {
  type DecisionTreeModel,
  type DecisionTreeOptions,
  fitDecisionTree,
  predictDecisionTree,
} from './decision-tree.ts';
export { type GainImportance, gainImportance } from './gain-importance.ts';
export {
  type BoostingModel,
  type BoostingOptions,
  boostingAnswers,
  fitGradientBoosting,
  predictGradientBoosting,
} from './gradient-boosting.ts';
export { interventionalShap } from './interventional-shap.ts';
export {
  fitIsolationForest,
  type IsolationModel,
  type IsolationOptions,
  predictIsolationForest,
} from './isolation-forest.ts';
export {
  type ExplainedRow,
  type IsolationReason,
  type IsolationReasons,
  isolationReasons,
} from './isolation-reasons.ts';
export { type PartialDependence, type Predict, partialDependence } from './partial-dependence.ts';
export { type PermutationImportance, permutationImportance } from './permutation-importance.ts';
export { type PruningStep, pruneTree, pruningPath } from './prune-tree.ts';
export {
  type ForestFit,
  type ForestModel,
  type ForestOptions,
  fitRandomForest,
  predictRandomForest,
} from './random-forest.ts';
export { scoreManyRows, scoreTrees } from './score-trees.ts';
export type { Tree, TreeEnsemble, TreeVariable } from './tree.ts';
export { type RuleCondition, type TreeRule, treeRules } from './tree-rules.ts';
export { type ShapValues, treeShap } from './tree-shap.ts';
export { type XgboostNode, xgboostTrees } from './xgboost-dump.ts';
