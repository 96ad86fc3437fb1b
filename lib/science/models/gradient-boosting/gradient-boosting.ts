import { aNumber, judgedLater, numbers } from '../../options.ts';
import {
  type BoostingModel,
  type BoostingOptions,
  boostingAnswers,
  fitGradientBoosting,
} from '../../trees/boosting/gradient-boosting.ts';
import { scoreManyRows } from '../../trees/score-trees.ts';
import type { ModelKind } from '../model-kind.ts';
import { kindOfTarget } from '../target-kind.ts';

type Options = Partial<Omit<BoostingOptions, 'random' | 'validation' | 'patience'>>;

/** Trees that mend what those before them missed. The loss follows the target unless told: log loss of a yes or no, else squared error. */
export const gradientBoosting: ModelKind<Float64Array, Options, BoostingModel, Float64Array> = {
  options: {
    loss: judgedLater,
    weights: numbers,
    trees: aNumber,
    learningRate: aNumber,
    maxLeaves: aNumber,
    maxDepth: aNumber,
    minChildRows: aNumber,
    minChildWeight: aNumber,
    minGain: aNumber,
    l2: aNumber,
    categorySmoothing: aNumber,
    rowShare: aNumber,
    columnShare: aNumber,
    monotone: judgedLater,
    bins: aNumber,
    heldShare: aNumber,
  },
  learn({ table, target, options, random, work }) {
    const loss = { kind: kindOfTarget(target) === 'binary' ? 'binary' : 'squared' } as const;
    return fitGradientBoosting(table, target, { loss, ...options, random }, work);
  },
  answer: async (model, table, work) => boostingAnswers(model, await scoreManyRows(model, table, work)),
};
