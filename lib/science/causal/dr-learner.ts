import { expectModel } from '../model.ts';
import { checkOptions, judgedLater } from '../options.ts';
import type { Table } from '../table.ts';
import type { Work } from '../work.ts';
import type { Learner } from './learner.ts';
import {
  crossFitNuisances,
  doublyRobustScores,
  type NuisanceOptions,
  nuisanceOptionRules,
} from './nuisances.ts';
import type { Study } from './study.ts';

/** Effects learned from doubly robust scores. */
export interface DrLearner<Effect> {
  readonly kind: 'dr-learner';
  readonly version: 1;
  readonly effect: Effect;
}

export interface DrLearnerOptions<Outcome, Propensity, Effect> extends NuisanceOptions<Outcome, Propensity> {
  /** Learns a number. */
  readonly effect: Learner<Effect>;
}

/** DR-learner (Kennedy 2023): a regression of the cross-fitted doubly robust scores on the variables. */
export async function fitDrLearner<Outcome, Propensity, Effect>(
  study: Study,
  given: DrLearnerOptions<Outcome, Propensity, Effect>,
  work: Work = {},
): Promise<DrLearner<Effect>> {
  checkOptions(given, { ...nuisanceOptionRules, effect: judgedLater });
  const { effect, ...options } = given;
  const scores = doublyRobustScores(study, await crossFitNuisances(study, options, work));
  return { kind: 'dr-learner', version: 1, effect: await effect.fit(study.variables, scores) };
}

/** The effect of the treatment on each row. */
export function predictDrLearner<Effect>(
  model: DrLearner<Effect>,
  effect: Learner<Effect>,
  variables: Table,
): Float64Array {
  expectModel(model, 1, 'dr-learner');
  return effect.predict(model.effect, variables);
}
