import { expectModel } from '../model.ts';
import { type Table, takeRows } from '../table.ts';
import type { Learner } from './learner.ts';
import { checkStudy, rowsOf, type Study, valuesAt } from './study.ts';

/** Effects as the difference of two models of the outcome. */
export interface TLearner<Model> {
  readonly kind: 't-learner';
  readonly version: 1;
  readonly ifTreated: Model;
  readonly ifNot: Model;
}

/** T-learner (Künzel et al. 2019): one model on the treated, one on the others. */
export async function fitTLearner<Model>(study: Study, learner: Learner<Model>): Promise<TLearner<Model>> {
  checkStudy(study);
  const fitOn = (group: 0 | 1) => {
    const rows = rowsOf(study.treated, group);
    return learner.fit(takeRows(study.variables, rows), valuesAt(study.outcome, rows));
  };
  return { kind: 't-learner', version: 1, ifTreated: await fitOn(1), ifNot: await fitOn(0) };
}

/** The effect of the treatment on each row. */
export function predictTLearner<Model>(
  model: TLearner<Model>,
  learner: Learner<Model>,
  variables: Table,
): Float64Array {
  expectModel(model, 1, 't-learner');
  const without = learner.predict(model.ifNot, variables);
  return learner.predict(model.ifTreated, variables).map((value, i) => value - without[i]!);
}
