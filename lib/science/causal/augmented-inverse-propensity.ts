import {
  type EffectEstimate,
  effectEstimate,
  type TestOptions,
  testOptionRules,
} from '../experiments/effect-estimate.ts';
import { constantColumn } from '../faults.ts';
import { mean, variance } from '../numeric/index.ts';
import { checkOptions } from '../options.ts';
import type { Work } from '../work.ts';
import {
  crossFitNuisances,
  doublyRobustScores,
  type NuisanceOptions,
  nuisanceOptionRules,
} from './nuisances.ts';
import type { Study } from './study.ts';

export interface AugmentedInversePropensity {
  /** The average effect on all people. */
  readonly effect: EffectEstimate;
  /** Difference of the plain means, for comparison. */
  readonly naive: number;
  /** Rows whose propensity was moved to the trim: many mean that the groups hardly overlap. */
  readonly trimmed: number;
  readonly propensity: Float64Array;
}

/**
 * AIPW with cross-fitting (Robins, Rotnitzky & Zhao 1994; Chernozhukov et al. 2018): the mean of the doubly robust scores,
 * with their standard deviation / √n as error. Unbiased if what decides treatment and outcome is among the variables and
 * either learner is right; nothing helps against what was not measured (see `eValue`).
 */
export async function augmentedInversePropensity<Outcome, Propensity>(
  study: Study,
  given: NuisanceOptions<Outcome, Propensity> & TestOptions,
  work: Work = {},
): Promise<AugmentedInversePropensity> {
  checkOptions(given, { ...nuisanceOptionRules, ...testOptionRules });
  const { alternative, level, margin, ...options } = given;
  const nuisances = await crossFitNuisances(study, options, work);
  const scores = doublyRobustScores(study, nuisances);
  const n = scores.length;
  const error = Math.sqrt(variance(scores) / n);
  if (!(error > 0)) throw constantColumn({ what: 'the outcome' });
  return {
    effect: effectEstimate({ estimate: mean(scores), error, n }, { alternative, level, margin }),
    naive: meanOf(study, 1) - meanOf(study, 0),
    trimmed: nuisances.trimmed,
    propensity: nuisances.propensity,
  };
}

const meanOf = ({ outcome, treated }: Study, group: 0 | 1) =>
  mean(outcome.filter((_, i) => treated[i] === group));
