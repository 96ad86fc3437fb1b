import { difference } from '../experiments/difference.ts';
import { type EffectEstimate, type TestOptions, testOptionRules } from '../experiments/effect-estimate.ts';
import type { GroupEstimate } from '../experiments/group-estimate.ts';
import { oneClass, outOfRange } from '../faults.ts';
import { aNumber, checkOptions, type OptionRules, yesOrNo } from '../options.ts';
import { checkOutcome, checkPropensity } from './study.ts';

export interface PropensityWeightOptions {
  /** Multiplies by the share of each group, so that weights average 1 and each group keeps its size; yes unless told. */
  readonly stabilised?: boolean;
  /** People with a propensity outside [trim, 1 − trim] get weight 0 (Crump et al. 2009 suggest 0.1); 0.01 unless told. */
  readonly trim?: number;
}

const propensityWeightOptionRules: OptionRules<PropensityWeightOptions> = {
  stabilised: yesOrNo,
  trim: aNumber,
};

/** Weights that give both groups the variables of all people: 1 / e for the treated, 1 / (1 − e) for the others. */
export function propensityWeights(
  treated: Float64Array,
  propensity: Float64Array,
  options: PropensityWeightOptions = {},
): Float64Array {
  checkOptions(options, propensityWeightOptionRules);
  const { stabilised = true, trim = 0.01 } = options;
  checkPropensity(propensity, treated.length);
  if (!(trim >= 0 && trim < 0.5))
    throw outOfRange({ what: 'trim', given: trim, allowed: 'from 0 to below 0.5' });
  const kept = propensity.map((e) => (e >= trim && e <= 1 - trim ? 1 : 0));
  const keptInAll = kept.reduce((total, one) => total + one, 0);
  const keptTreated = kept.reduce((total, one, i) => total + one * treated[i]!, 0);
  const share = stabilised ? keptTreated / keptInAll : 1;
  const shareOfOthers = stabilised ? 1 - share : 1;
  return propensity.map((e, i) => kept[i]! * (treated[i] === 1 ? share / e : shareOfOthers / (1 - e)));
}

export interface InversePropensity {
  readonly effect: EffectEstimate;
  readonly treated: GroupEstimate;
  readonly others: GroupEstimate;
  readonly weights: Float64Array;
  /** People with weight 0. */
  readonly trimmed: number;
}

/**
 * Average effect by weighted means (Hájek 1971; Lunceford & Davidian 2004), errors by the influence function with the
 * propensity taken as given, which is on the safe side when it was estimated by logistic regression.
 */
export function inversePropensity(
  outcome: Float64Array,
  treated: Float64Array,
  propensity: Float64Array,
  given: PropensityWeightOptions & TestOptions = {},
): InversePropensity {
  checkOptions(given, { ...propensityWeightOptionRules, ...testOptionRules });
  const { stabilised, trim, ...options } = given;
  checkOutcome(outcome, treated);
  const weights = propensityWeights(treated, propensity, { stabilised, trim });
  const groups = {
    treated: weightedMean(outcome, treated, weights, 1),
    others: weightedMean(outcome, treated, weights, 0),
  };
  return {
    ...groups,
    effect: difference(groups.others, groups.treated, options),
    weights,
    trimmed: weights.reduce((count, weight) => count + (weight === 0 ? 1 : 0), 0),
  };
}

function weightedMean(
  outcome: Float64Array,
  treated: Float64Array,
  weights: Float64Array,
  group: 0 | 1,
): GroupEstimate {
  let n = 0;
  let total = 0;
  let sum = 0;
  for (let i = 0; i < outcome.length; i++) {
    if (treated[i] !== group || weights[i] === 0) continue;
    n++;
    total += weights[i]!;
    sum += weights[i]! * outcome[i]!;
  }
  if (n < 2) throw oneClass({ what: 'treated, after trimming,' });
  const value = sum / total;
  let squares = 0;
  for (let i = 0; i < outcome.length; i++)
    if (treated[i] === group) squares += (weights[i]! * (outcome[i]! - value)) ** 2;
  return { n, value, variance: squares / total ** 2 };
}
