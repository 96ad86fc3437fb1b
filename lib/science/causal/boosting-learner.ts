import {
  type BoostingModel,
  type BoostingOptions,
  fitGradientBoosting,
  predictGradientBoosting,
} from '../trees/index.ts';
import type { Work } from '../work.ts';
import type { Learner } from './learner.ts';

/** Learns by gradient boosting: the chance of 1 with the binary loss, a number with the squared one. */
export function boostingLearner(
  options: Omit<BoostingOptions, 'weights' | 'validation' | 'patience'>,
  work: Work = {},
): Learner<BoostingModel> {
  return {
    fit: (variables, target, weights) =>
      fitGradientBoosting(variables, target, { ...options, weights }, work),
    predict: predictGradientBoosting,
  };
}
