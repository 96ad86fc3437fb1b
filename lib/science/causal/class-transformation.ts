import { binaryTarget } from '../check.ts';
import { expectModel } from '../model.ts';
import type { Table } from '../table.ts';
import type { Learner } from './learner.ts';
import { checkStudy, type Study } from './study.ts';

/** Effects on a yes-or-no outcome by one classifier. */
export interface ClassTransformation<Model> {
  readonly kind: 'class-transformation';
  readonly version: 1;
  readonly classifier: Model;
}

/**
 * Class transformation (Jaskowski & Jaroszewicz 2012): the class is 1 where treated and yes, or not treated and no; with even
 * groups the effect is 2 P(class = 1) − 1. Uneven groups are made even by weights. For experiments with an outcome of 0 and 1.
 */
export async function fitClassTransformation<Model>(
  study: Study,
  learner: Learner<Model>,
): Promise<ClassTransformation<Model>> {
  const share = checkStudy(study);
  binaryTarget('outcome', study.outcome);
  const { treated, outcome } = study;
  const classes = treated.map((t, i) => (t === outcome[i] ? 1 : 0));
  const weights =
    Math.abs(share - 0.5) < 0.005 ? undefined : treated.map((t) => 0.5 / (t === 1 ? share : 1 - share));
  const classifier = await learner.fit(study.variables, classes, weights);
  return { kind: 'class-transformation', version: 1, classifier };
}

/** The effect of the treatment on each row, from −1 to 1. */
export function predictClassTransformation<Model>(
  model: ClassTransformation<Model>,
  learner: Learner<Model>,
  variables: Table,
): Float64Array {
  expectModel(model, 1, 'class-transformation');
  return learner.predict(model.classifier, variables).map((chance) => 2 * chance - 1);
}
