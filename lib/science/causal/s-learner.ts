import { numberColumn, type Table, table } from '../table.ts';
import type { Learner } from './learner.ts';
import { checkStudy, type Study } from './study.ts';

/** Effects by one model of the outcome in which the treatment is a variable. */
export interface SLearner<Model> {
  readonly kind: 's-learner';
  readonly version: 1;
  readonly outcome: Model;
}

/** S-learner (Künzel et al. 2019). A linear base learner finds the same effect for all; one with interactions may differ. */
export async function fitSLearner<Model>(study: Study, learner: Learner<Model>): Promise<SLearner<Model>> {
  checkStudy(study);
  const outcome = await learner.fit(withTreatment(study.variables, study.treated), study.outcome);
  return { kind: 's-learner', version: 1, outcome };
}

/** The effect of the treatment on each row: the prediction with it minus that without. */
export function predictSLearner<Model>(
  model: SLearner<Model>,
  learner: Learner<Model>,
  variables: Table,
): Float64Array {
  const all = (value: 0 | 1) =>
    learner.predict(model.outcome, withTreatment(variables, new Float64Array(variables.rows).fill(value)));
  const without = all(0);
  return all(1).map((value, i) => value - without[i]!);
}

const withTreatment = (variables: Table, treated: Float64Array): Table =>
  table([...variables.columns, numberColumn('treated', treated)]);
