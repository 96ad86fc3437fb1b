import {
  fitLogisticRegression,
  type LogisticRegression,
  predictLogisticRegression,
} from '../linear/logistic/logistic-regression.ts';
import { aNumber, checkOptions } from '../options.ts';
import type { Learner } from './learner.ts';
import { applyLinearDesign, fitLinearDesign, type LinearDesign } from './linear-design.ts';

/** A logistic regression and the design that it was fitted with. */
export interface LogisticLearned {
  readonly design: LinearDesign;
  readonly regression: LogisticRegression;
}

/** Learns the chance of 1 by logistic regression with an L2 penalty (1 unless told) on standardised numbers. */
export function logisticLearner(options: { readonly l2?: number } = {}): Learner<LogisticLearned> {
  checkOptions(options, { l2: aNumber });
  const { l2 = 1 } = options;
  return {
    async fit(variables, target, weights) {
      const design = fitLinearDesign(variables);
      const x = applyLinearDesign(design, variables);
      return { design, regression: await fitLogisticRegression(x, target, { l2, weights }) };
    },
    predict: ({ design, regression }, variables) =>
      predictLogisticRegression(regression, applyLinearDesign(design, variables)),
  };
}
