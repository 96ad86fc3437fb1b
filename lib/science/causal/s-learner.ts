import { expectModel } from '../model.ts';
import { checkOptions, yesOrNo } from '../options.ts';
import { type Column, numberColumn, type Table, table } from '../table.ts';
import type { Learner } from './learner.ts';
import { checkStudy, type Study } from './study.ts';

/** Effects by one model of the outcome in which the treatment is a variable. */
export interface SLearner<Model> {
  readonly kind: 's-learner';
  readonly version: 1;
  readonly interactions: boolean;
  readonly outcome: Model;
}

/**
 * S-learner (Künzel et al. 2019). A linear base learner finds almost the same effect for all unless `interactions` adds each
 * variable a second time, for the treated only; trees find interactions themselves.
 */
export async function fitSLearner<Model>(
  study: Study,
  learner: Learner<Model>,
  options: { readonly interactions?: boolean } = {},
): Promise<SLearner<Model>> {
  checkOptions(options, { interactions: yesOrNo });
  const { interactions = false } = options;
  checkStudy(study);
  const variables = withTreatment(study.variables, study.treated, interactions);
  const outcome = await learner.fit(variables, study.outcome);
  return { kind: 's-learner', version: 1, interactions, outcome };
}

/** The effect of the treatment on each row: the prediction with it minus that without. */
export function predictSLearner<Model>(
  model: SLearner<Model>,
  learner: Learner<Model>,
  variables: Table,
): Float64Array {
  expectModel(model, 1, 's-learner');
  const { outcome, interactions } = model;
  const all = (value: 0 | 1) => {
    const treated = new Float64Array(variables.rows).fill(value);
    return learner.predict(outcome, withTreatment(variables, treated, interactions));
  };
  const without = all(0);
  return all(1).map((value, i) => value - without[i]!);
}

function withTreatment(variables: Table, treated: Float64Array, interactions: boolean): Table {
  const twice = interactions ? variables.columns.map((column) => forTreated(column, treated)) : [];
  return table([...variables.columns, numberColumn('treated', treated), ...twice]);
}

/** A column that is 0, or a level of its own, for all who are not treated. */
function forTreated(column: Column, treated: Float64Array): Column {
  const name = `treated × ${column.name}`;
  if (column.kind === 'number')
    return numberColumn(
      name,
      column.values.map((value, row) => (treated[row] === 1 ? value : 0)),
    );
  const none = column.levels.length;
  const codes = column.codes.map((code, row) => (treated[row] === 1 ? code : none));
  return { ...column, name, codes, levels: [...column.levels, 'not treated'] };
}
