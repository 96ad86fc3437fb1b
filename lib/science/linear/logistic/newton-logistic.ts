import { noConvergence } from '../../faults.ts';
import { cholesky, solveCholesky } from '../../numeric/cholesky.ts';
import { addScaled, dot, type Matrix } from '../../numeric/matrix.ts';
import type { Loss } from './logistic-objective.ts';
import {
  halfSquares,
  type LogisticProblem,
  type LogisticSolution,
  penalised,
  ridgeCurvature,
  ridgeLoss,
} from './logistic-problem.ts';
import { refuseSeparation } from './separation.ts';

/** A place to begin at, with the Cholesky factor of a curvature that is about right there. */
export interface NewtonStart {
  readonly coefficients: Float64Array;
  readonly factor: Matrix;
}

const maxSteps = 60;
/** Twice the loss still to be gained: coefficients are then within 1e-4 of their standard errors, and one step is yet taken. */
const enough = 1e-8;
/** Maxima that exist are mostly reached in fewer steps; from here on a step that gains little looks whether there is one. */
const patience = 8;

/**
 * Newton's method, which for a logistic loss is iteratively reweighted least squares (Nelder & Wedderburn 1972), with
 * halving. A start's curvature is kept while each step cuts what is left twentyfold (Shamanskii 1967): with a
 * start from a sample of the rows most of the work on the full curvature falls away.
 */
export async function newtonLogistic(
  problem: LogisticProblem,
  start?: NewtonStart,
): Promise<LogisticSolution> {
  const free = !penalised(problem);
  let b: Float64Array = start?.coefficients ?? new Float64Array(problem.l2.length);
  let at = await ridgeLoss(problem, b, 0);
  let factor = start?.factor;
  let former = Number.POSITIVE_INFINITY;
  let direction = b;
  for (let steps = 1; steps <= maxSteps; steps++) {
    const share = steps / (steps + 3);
    factor ??= await freshFactor(problem, b, direction, share);
    direction = solveCholesky(factor, at.gradient).map((part) => -part);
    const left = -dot(direction, at.gradient);
    if (free && steps > patience && left > former / 10) refuseSeparation(problem.objective, [b, direction]);
    const next = await stepDown(problem, b, at, direction, share);
    b = next.b;
    at = next.at;
    if (left <= enough) return { coefficients: b, loss: at.value - halfSquares(problem, b), steps };
    if (!start || next.length < 1 || left > former / 20) factor = undefined;
    former = left;
  }
  throw noConvergence({ what: 'logistic regression', iterations: maxSteps });
}

/** A curvature that cannot be inverted may be a sign of separation, which is the better thing to say. */
async function freshFactor(
  problem: LogisticProblem,
  b: Float64Array,
  direction: Float64Array,
  share: number,
) {
  const curvature = await ridgeCurvature(problem, b, share);
  try {
    return cholesky(curvature, 'the variables');
  } catch (fault) {
    if (!penalised(problem)) refuseSeparation(problem.objective, [b, direction]);
    throw fault;
  }
}

async function stepDown(
  problem: LogisticProblem,
  b: Float64Array,
  at: Loss,
  direction: Float64Array,
  share: number,
) {
  const slope = dot(direction, at.gradient);
  for (let length = 1; length > 1e-9; length /= 2) {
    const to = Float64Array.from(b);
    addScaled(to, direction, length);
    const next = await ridgeLoss(problem, to, share);
    if (next.value <= at.value + 1e-4 * length * slope + 1e-13 * Math.abs(at.value))
      return { b: to, at: next, length };
  }
  return { b, at, length: 0 };
}
