import { outOfRange } from '../faults.ts';
import { expectModel } from '../model.ts';
import { checkOptions, judgedLater } from '../options.ts';
import { type Table, takeRows } from '../table.ts';
import type { Learner } from './learner.ts';
import { checkStudy, rowsOf, type Study, valuesAt } from './study.ts';
import { fitTLearner } from './t-learner.ts';

/** Effects imputed in each group from the model of the other, then learned. */
export interface XLearner<Effect> {
  readonly kind: 'x-learner';
  readonly version: 1;
  readonly inTreated: Effect;
  readonly inOthers: Effect;
  /** Weight of the effects learned among the others: the share of the treated. */
  readonly weight: number;
}

export interface XLearnerOptions<Outcome, Effect> {
  readonly outcome: Learner<Outcome>;
  /** Learns a number: the imputed effects of single people are not 0 or 1. */
  readonly effect: Learner<Effect>;
}

/**
 * X-learner (Künzel et al. 2019): effects y − μ₀(x) of the treated and μ₁(x) − y of the others are learned apart and mixed by
 * the share of the treated, which stands for the propensity as in an experiment. Good where one group is much greater.
 */
export async function fitXLearner<Outcome, Effect>(
  study: Study,
  options: XLearnerOptions<Outcome, Effect>,
): Promise<XLearner<Effect>> {
  checkOptions(options, { outcome: judgedLater, effect: judgedLater });
  const { outcome, effect } = options;
  const weight = checkStudy(study);
  const { ifTreated, ifNot } = await fitTLearner(study, outcome);
  const learnIn = (group: 0 | 1) => {
    const rows = rowsOf(study.treated, group);
    const variables = takeRows(study.variables, rows);
    const other = outcome.predict(group === 1 ? ifNot : ifTreated, variables);
    const sign = group === 1 ? 1 : -1;
    const imputed = valuesAt(study.outcome, rows).map((y, i) => sign * (y - other[i]!));
    return effect.fit(variables, imputed);
  };
  return { kind: 'x-learner', version: 1, inTreated: await learnIn(1), inOthers: await learnIn(0), weight };
}

/** The effect of the treatment on each row; `propensity` of each row takes the place of the share of the treated. */
export function predictXLearner<Effect>(
  model: XLearner<Effect>,
  effect: Learner<Effect>,
  variables: Table,
  propensity?: Float64Array,
): Float64Array {
  expectModel(model, 1, 'x-learner');
  const inTreated = effect.predict(model.inTreated, variables);
  return effect.predict(model.inOthers, variables).map((value, i) => {
    const weight = propensity ? propensity[i]! : model.weight;
    if (!(weight >= 0 && weight <= 1))
      throw outOfRange({ what: 'a propensity', given: weight, allowed: 'from 0 to 1' });
    return weight * value + (1 - weight) * inTreated[i]!;
  });
}
