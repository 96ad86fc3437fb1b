import { aNumber } from '../../options.ts';
import {
  anomalyScores,
  fitIsolationForest,
  type IsolationModel,
  type IsolationOptions,
} from '../../trees/isolation-forest.ts';
import { scoreManyRows } from '../../trees/score-trees.ts';
import type { ModelKind } from '../model-kind.ts';

type Options = Omit<IsolationOptions, 'random'>;

/** How unusual a row is, 0 to 1; learns without a target. */
export const isolationForest: ModelKind<null, Options, IsolationModel, Float64Array> = {
  options: { trees: aNumber, sample: aNumber },
  learn: ({ table, options, random, work }) => fitIsolationForest(table, { ...options, random }, work),
  answer: async (model, table, work) => anomalyScores(model, await scoreManyRows(model, table, work)),
};
