import {
  fitLinearRegression,
  type LinearRegression,
  predictLinearRegression,
} from '../linear/linear-regression.ts';
import { aNumber, checkOptions } from '../options.ts';
import type { Learner } from './learner.ts';
import { applyLinearDesign, fitLinearDesign, type LinearDesign } from './linear-design.ts';

/** A linear regression and the design that it was fitted with. */
export interface RidgeLearned {
  readonly design: LinearDesign;
  readonly regression: LinearRegression;
}

/** Learns a number by linear regression with an L2 penalty (1 unless told) on standardised numbers. */
export function ridgeLearner(options: { readonly l2?: number } = {}): Learner<RidgeLearned> {
  checkOptions(options, { l2: aNumber });
  const { l2 = 1 } = options;
  return {
    async fit(variables, target, weights) {
      const design = fitLinearDesign(variables);
      const x = applyLinearDesign(design, variables);
      return { design, regression: await fitLinearRegression(x, target, { l2, weights }) };
    },
    predict: ({ design, regression }, variables) =>
      predictLinearRegression(regression, applyLinearDesign(design, variables)),
  };
}
