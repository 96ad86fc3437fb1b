export type { BoostingLoss } from './boosting/boosting-loss.ts';
export {
  type BoostingModel,
  type BoostingOptions,
  boostingAnswers,
  fitGradientBoosting,
  predictGradientBoosting,
} from './boosting/gradient-boosting.ts';
export {
  type DecisionTreeModel,
  type DecisionTreeOptions,
  fitDecisionTree,
  predictDecisionTree,
} from './decision-tree.ts';
export { type GainImportance, gainImportance } from './explain/gain-importance.ts';
export { interventionalShap } from './explain/interventional-shap.ts';
export {
  type ExplainedRow,
  type IsolationReason,
  type IsolationReasons,
  isolationReasons,
} from './explain/isolation-reasons.ts';
export { type PartialDependence, type Predict, partialDependence } from './explain/partial-dependence.ts';
export { type PermutationImportance, permutationImportance } from './explain/permutation-importance.ts';
export { type RuleCondition, type TreeRule, treeRules } from './explain/tree-rules.ts';
export { type ShapValues, treeShap } from './explain/tree-shap.ts';
export {
  fitIsolationForest,
  type IsolationModel,
  type IsolationOptions,
  predictIsolationForest,
} from './isolation-forest.ts';
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
export { type XgboostNode, xgboostTrees } from './xgboost-dump.ts';
