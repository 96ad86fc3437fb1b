import type { Matrix } from '../../numeric/matrix.ts';
import type { LogisticObjective, Loss } from './logistic-objective.ts';

/** A logistic loss with a penalty of its own for each coefficient; the intercept, last, has none. */
export interface LogisticProblem {
  readonly objective: LogisticObjective;
  /** Of the absolute values. */
  readonly l1: Float64Array;
  /** Of half the squares. */
  readonly l2: Float64Array;
}

export interface LogisticSolution {
  /** The intercept last. */
  readonly coefficients: Float64Array;
  /** −log likelihood, without penalties. */
  readonly loss: number;
  readonly steps: number;
}

export const penalised = ({ l1, l2 }: LogisticProblem): boolean =>
  l1.some((each) => each > 0) || l2.some((each) => each > 0);

/** Loss plus half the penalised squares, and its gradient. */
export async function ridgeLoss(
  problem: LogisticProblem,
  coefficients: Float64Array,
  share: number,
): Promise<Loss> {
  const { value, gradient } = await problem.objective.loss(coefficients, share);
  for (let j = 0; j < gradient.length; j++) gradient[j]! += problem.l2[j]! * coefficients[j]!;
  return { value: value + halfSquares(problem, coefficients), gradient };
}

/** ½ Σ l2 · coefficient². */
export function halfSquares({ l2 }: LogisticProblem, coefficients: Float64Array): number {
  let total = 0;
  for (let j = 0; j < l2.length; j++) total += (l2[j]! * coefficients[j]! ** 2) / 2;
  return total;
}

/** Second derivatives of loss plus half squares. */
export async function ridgeCurvature(
  problem: LogisticProblem,
  coefficients: Float64Array,
  share: number,
): Promise<Matrix> {
  const curvature = await problem.objective.curvature(coefficients, share);
  const size = curvature.rows;
  for (let j = 0; j < size; j++) curvature.values[j * size + j]! += problem.l2[j]!;
  return curvature;
}
