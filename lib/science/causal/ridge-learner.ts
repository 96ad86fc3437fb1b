import { addScaled, cholesky, matrix, mean, multiplyVector, row, solveCholesky } from '../numeric/index.ts';
import type { Learner } from './learner.ts';
import { applyLinearDesign, fitLinearDesign, type LinearDesign } from './linear-design.ts';

/** Coefficients of a linear model and the design that it was fitted with. */
export interface RidgeLearned {
  readonly design: LinearDesign;
  readonly intercept: number;
  readonly coefficients: readonly number[];
}

/** Learns a number by weighted least squares with an L2 penalty (1 unless told; Hoerl & Kennard 1970) on standardised numbers. */
export function ridgeLearner({ l2 = 1 }: { readonly l2?: number } = {}): Learner<RidgeLearned> {
  return {
    fit(variables, target, weights) {
      const design = fitLinearDesign(variables);
      const x = applyLinearDesign(design, variables);
      const weightOf = weights ?? new Float64Array(x.rows).fill(1);
      const centres = Float64Array.from({ length: x.columns }, (_, j) =>
        mean(
          target.map((_, i) => x.values[i * x.columns + j]!),
          weightOf,
        ),
      );
      const centre = mean(target, weightOf);
      const gram = matrix(x.columns, x.columns);
      const right = new Float64Array(x.columns);
      for (let i = 0; i < x.rows; i++) {
        const own = row(x, i).map((value, j) => value - centres[j]!);
        const weight = weightOf[i]!;
        addScaled(right, own, weight * (target[i]! - centre));
        for (let j = 0; j < x.columns; j++) addScaled(row(gram, j), own, weight * own[j]!);
      }
      for (let j = 0; j < x.columns; j++) gram.values[j * x.columns + j]! += l2;
      const coefficients = solveCholesky(cholesky(gram, 'the variables'), right);
      const intercept = coefficients.reduce((rest, beta, j) => rest - beta * centres[j]!, centre);
      return { design, intercept, coefficients: [...coefficients] };
    },
    predict({ design, intercept, coefficients }, variables) {
      return multiplyVector(applyLinearDesign(design, variables), coefficients).map(
        (value) => value + intercept,
      );
    },
  };
}
