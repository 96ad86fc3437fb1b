import { sameLength } from '../check.ts';
import { expectModel } from '../model.ts';
import { type Matrix, matrix } from '../numeric/matrix.ts';
import { checkRows } from './design.ts';
import type { LinearRegression } from './linear-regression.ts';
import type { LinearSvm } from './linear-svm.ts';
import type { LogisticRegression } from './logistic/logistic-regression.ts';

/** What each column adds to a row's score above the background, in the units of the score (log odds, distance, target). */
export interface LinearShap {
  /** Score of the background. */
  readonly base: number;
  /** One row a row, one column a column; base + Σ of a row is its score. */
  readonly values: Matrix;
}

/**
 * Exact SHAP values of a linear score: coefficient · (value − mean), interventional, columns taken as independent
 * (Štrumbelj & Kononenko 2014; Lundberg & Lee 2017). `background` holds the means of the columns over the rows to compare with.
 */
export function linearShap(
  model: LinearRegression | LogisticRegression | LinearSvm,
  background: ArrayLike<number>,
  x: Matrix,
): LinearShap {
  expectModel(model, 1, 'linear-regression', 'logistic-regression', 'linear-svm');
  checkRows(x, model.names);
  sameLength('the background', background, x.columns);
  const values = matrix(x.rows, x.columns);
  for (let i = 0, at = 0; i < x.rows; i++)
    for (let j = 0; j < x.columns; j++, at++)
      values.values[at] = model.coefficients[j]! * (x.values[at]! - background[j]!);
  const base = model.coefficients.reduce((sum, each, j) => sum + each * background[j]!, model.intercept);
  return { base, values };
}
