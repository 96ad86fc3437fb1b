import { atLeast, wholeNumber } from '../check.ts';
import { difference } from '../experiments/difference.ts';
import { type EffectEstimate, type TestOptions, testOptionRules } from '../experiments/effect-estimate.ts';
import { type GroupSums, groupSums } from '../experiments/group-sums.ts';
import { postStratify } from '../experiments/post-stratification.ts';
import { quantileOfSorted, sorted } from '../numeric/index.ts';
import { aNumber, checkOptions } from '../options.ts';
import { checkOutcome, checkPropensity } from './study.ts';

/** People of like propensity, the treated and the others. */
export interface PropensityStratum {
  readonly low: number;
  readonly high: number;
  readonly treated: GroupSums;
  readonly others: GroupSums;
}

export interface PropensityStrata {
  /** The average effect over the strata that have two people of each group. */
  readonly effect: EffectEstimate;
  readonly strata: readonly PropensityStratum[];
  /** People in strata that were left out. */
  readonly leftOut: number;
}

/**
 * The effect within strata of equal size by propensity, weighted by their people (Rosenbaum & Rubin 1984; five strata take
 * away about nine tenths of the bias that the variables cause). The propensity is taken as given.
 */
export function propensityStrata(
  outcome: Float64Array,
  treated: Float64Array,
  propensity: Float64Array,
  given: TestOptions & { readonly strata?: number } = {},
): PropensityStrata {
  checkOptions(given, { strata: aNumber, ...testOptionRules });
  const { strata = 5, ...options } = given;
  checkOutcome(outcome, treated);
  checkPropensity(propensity, treated.length);
  wholeNumber('strata', strata, 1);
  const ascending = sorted(propensity);
  const cuts = Array.from({ length: strata + 1 }, (_, k) => quantileOfSorted(ascending, k / strata));
  const members = Array.from({ length: strata }, () => [[], []] as [number[], number[]]);
  for (let row = 0; row < treated.length; row++) {
    let stratum = 0;
    while (stratum < strata - 1 && propensity[row]! > cuts[stratum + 1]!) stratum++;
    members[stratum]![treated[row] === 1 ? 1 : 0].push(outcome[row]!);
  }
  const found = members.map(([others, those], k) => ({
    low: cuts[k]!,
    high: cuts[k + 1]!,
    others: groupSums(others),
    treated: groupSums(those),
  }));
  const compared = found.filter((each) => each.treated.n >= 2 && each.others.n >= 2);
  atLeast('strata with two people of each group', compared.length, 1);
  const { a, b } = postStratify(compared.map((each) => ({ a: each.others, b: each.treated })));
  return {
    effect: difference(a, b, options),
    strata: found,
    leftOut: treated.length - a.n - b.n,
  };
}
