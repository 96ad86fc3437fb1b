import type { Random } from '#lib/core';
import { expectModel } from '../model.ts';
import { aFunction, aNumber, checkOptions, judgedLater, type OptionRules } from '../options.ts';
import type { Table } from '../table.ts';
import type { Work } from '../work.ts';
import { crossFit, treatedFolds } from './cross-fit.ts';
import type { Learner } from './learner.ts';
import { propensities } from './nuisances.ts';
import { checkStudy, type Study } from './study.ts';

/** Effects learned from what neither the variables nor the propensity explain. */
export interface RLearner<Effect> {
  readonly kind: 'r-learner';
  readonly version: 1;
  readonly effect: Effect;
}

export interface RLearnerOptions<Outcome, Propensity, Effect> {
  readonly outcome: Learner<Outcome>;
  readonly propensity: Learner<Propensity> | number;
  /** Learns a number and takes weights. */
  readonly effect: Learner<Effect>;
  readonly random: Random;
  readonly folds?: number;
}

const rLearnerOptionRules: OptionRules<RLearnerOptions<unknown, unknown, unknown>> = {
  outcome: judgedLater,
  propensity: judgedLater,
  effect: judgedLater,
  random: aFunction,
  folds: aNumber,
};

/**
 * R-learner (Nie & Wager 2021): with m(x) the outcome and e(x) the propensity, cross-fitted, the effect that minimises
 * Σ ((y − m) − τ(x) (t − e))², which is a regression of (y − m) / (t − e) with weights (t − e)².
 */
export async function fitRLearner<Outcome, Propensity, Effect>(
  study: Study,
  options: RLearnerOptions<Outcome, Propensity, Effect>,
  work: Work = {},
): Promise<RLearner<Effect>> {
  checkOptions(options, rLearnerOptionRules);
  const { outcome, propensity, effect, random, folds = 5 } = options;
  checkStudy(study);
  const foldOf = treatedFolds(study.treated, folds, random);
  const expected = await crossFit(outcome, study, study.outcome, { foldOf }, work);
  const chance = await propensities(study, propensity, foldOf, work);
  const surprise = study.treated.map((t, i) => t - Math.min(0.99, Math.max(0.01, chance[i]!)));
  const target = study.outcome.map((y, i) => (y - expected[i]!) / surprise[i]!);
  const weights = surprise.map((value) => value * value);
  return { kind: 'r-learner', version: 1, effect: await effect.fit(study.variables, target, weights) };
}

/** The effect of the treatment on each row. */
export function predictRLearner<Effect>(
  model: RLearner<Effect>,
  effect: Learner<Effect>,
  variables: Table,
): Float64Array {
  expectModel(model, 1, 'r-learner');
  return effect.predict(model.effect, variables);
}
