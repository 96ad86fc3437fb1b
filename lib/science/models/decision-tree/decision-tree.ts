import { aNumber, numbers, oneOf } from '../../options.ts';
import {
  type DecisionTreeModel,
  type DecisionTreeOptions,
  fitDecisionTree,
} from '../../trees/decision-tree.ts';
import { scoreManyRows } from '../../trees/score-trees.ts';
import type { ModelKind } from '../model-kind.ts';
import { kindOfTarget } from '../target-kind.ts';

type Options = Partial<DecisionTreeOptions>;

/** One tree, whose rules can be read; missing values and levels that are not known go their own way. */
export const decisionTree: ModelKind<Float64Array, Options, DecisionTreeModel, Float64Array> = {
  options: {
    target: oneOf('binary', 'number'),
    weights: numbers,
    maxDepth: aNumber,
    minLeaf: aNumber,
    minSplit: aNumber,
    complexity: aNumber,
  },
  learn: ({ table, target, options, work }) =>
    fitDecisionTree(table, target, { target: kindOfTarget(target), ...options }, work),
  answer: scoreManyRows,
};
