import type { Random } from '#lib/core';
import { properShare } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { aFunction, aNumber, checkOptions, judgedLater, type OptionRules } from '../options.ts';
import type { Work } from '../work.ts';
import { crossFit, treatedFolds } from './cross-fit.ts';
import type { Learner } from './learner.ts';
import { checkStudy, type Study } from './study.ts';

/** What has to be estimated on the way to an effect, for each row by models that did not see it. */
export interface Nuisances {
  readonly ifTreated: Float64Array;
  readonly ifNot: Float64Array;
  /** Chance of treatment, kept within the trim. */
  readonly propensity: Float64Array;
  /** Rows whose propensity was beyond the trim. */
  readonly trimmed: number;
}

export interface NuisanceOptions<Outcome, Propensity> {
  readonly outcome: Learner<Outcome>;
  /** Learns the chance of treatment, or the chance itself where it was set by an experiment. */
  readonly propensity: Learner<Propensity> | number;
  readonly random: Random;
  /** 5 unless told. */
  readonly folds?: number;
  /** Propensities are kept within [trim, 1 − trim]; 0.01 unless told. */
  readonly trim?: number;
}

/** Learners are judged by the types: they are functions and come from no JSON. */
export const nuisanceOptionRules = {
  outcome: judgedLater,
  propensity: judgedLater,
  random: aFunction,
  folds: aNumber,
  trim: aNumber,
} satisfies OptionRules<NuisanceOptions<unknown, unknown>>;

/** Cross-fitted outcomes under both treatments and propensities. */
export async function crossFitNuisances<Outcome, Propensity>(
  study: Study,
  options: NuisanceOptions<Outcome, Propensity>,
  work: Work = {},
): Promise<Nuisances> {
  checkOptions(options, nuisanceOptionRules);
  const { outcome, propensity, random, folds = 5, trim = 0.01 } = options;
  checkStudy(study);
  if (!(trim >= 0 && trim < 0.5))
    throw outOfRange({ what: 'trim', given: trim, allowed: 'from 0 to below 0.5' });
  const foldOf = treatedFolds(study.treated, folds, random);
  const part = (at: number): Work => ({
    ...work,
    progress: (share) => work.progress?.((at + share) / 3),
  });
  const ifNot = await crossFit(outcome, study, study.outcome, { foldOf, group: 0 }, part(0));
  const ifTreated = await crossFit(outcome, study, study.outcome, { foldOf, group: 1 }, part(1));
  const chances = await propensities(study, propensity, foldOf, part(2));
  const beyond = (chance: number) => !(chance >= trim && chance <= 1 - trim);
  return {
    ifNot,
    ifTreated,
    propensity: chances.map((chance) => Math.min(1 - trim, Math.max(trim, chance))),
    trimmed: chances.reduce((count, chance) => count + (beyond(chance) ? 1 : 0), 0),
  };
}

/** Cross-fitted propensities, or the given one for all. */
export async function propensities<Model>(
  study: Study,
  propensity: Learner<Model> | number,
  foldOf: Int32Array,
  work: Work = {},
): Promise<Float64Array> {
  if (typeof propensity !== 'number') return crossFit(propensity, study, study.treated, { foldOf }, work);
  properShare('the propensity', propensity);
  return new Float64Array(study.treated.length).fill(propensity);
}

/**
 * For each row a value whose mean is the average effect and whose expectation given the variables is the effect for them,
 * right if either the outcomes or the propensities are: μ₁ − μ₀ + t (y − μ₁) / e − (1 − t)(y − μ₀) / (1 − e)
 * (Robins, Rotnitzky & Zhao 1994).
 */
export function doublyRobustScores(
  { treated, outcome }: Pick<Study, 'treated' | 'outcome'>,
  { ifTreated, ifNot, propensity }: Nuisances,
): Float64Array {
  return treated.map((t, i) => {
    const [y, e] = [outcome[i]!, propensity[i]!];
    const residual = t === 1 ? (y - ifTreated[i]!) / e : -(y - ifNot[i]!) / (1 - e);
    return ifTreated[i]! - ifNot[i]! + residual;
  });
}
