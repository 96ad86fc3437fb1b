import { noConvergence } from '../../faults.ts';
import { dot, multiplyVector } from '../../numeric/matrix.ts';
import { halfSquares, type LogisticProblem, type LogisticSolution } from './logistic-problem.ts';
import { quadraticLasso, withoutIntercept } from './quadratic-lasso.ts';

const maxSteps = 100;

/**
 * Logistic regression with an L1 and, if wanted, an L2 penalty: proximal Newton, each step a quadratic with L1 solved by
 * coordinate descent (Friedman, Hastie & Tibshirani 2010; line search as Lee, Sun & Saunders 2014).
 */
export async function elasticNetLogistic(
  problem: LogisticProblem,
  start: Float64Array = new Float64Array(problem.l2.length),
): Promise<LogisticSolution> {
  const { objective } = problem;
  let b: Float64Array = start;
  let at = await objective.loss(b, 0);
  for (let steps = 1; steps <= maxSteps; steps++) {
    const share = steps / (steps + 4);
    const to = await target(problem, b, at.gradient, share);
    const direction = to.map((each, j) => each - b[j]!);
    const before = at.value + penalty(problem, b);
    const promised = dot(at.gradient, direction) + penalty(problem, to) - penalty(problem, b);
    if (promised >= -1e-12 * Math.max(1, before)) return { coefficients: b, loss: at.value, steps };
    let length = 1;
    for (; length > 1e-9; length /= 2) {
      const next = b.map((each, j) => (length === 1 ? to[j]! : each + length * direction[j]!));
      const there = await objective.loss(next, share);
      if (there.value + penalty(problem, next) > before + 1e-4 * length * promised + 1e-14 * before) continue;
      b = next;
      at = there;
      break;
    }
    if (length <= 1e-9) return { coefficients: b, loss: at.value, steps };
  }
  throw noConvergence({ what: 'logistic regression', iterations: maxSteps });
}

/** Minimum of the quadratic that touches the loss at b, plus the penalties. */
async function target(problem: LogisticProblem, b: Float64Array, gradient: Float64Array, share: number) {
  const a = await problem.objective.curvature(b, share);
  const c = multiplyVector(a, b).map((each, j) => each - gradient[j]!);
  for (let j = 0; j < b.length; j++) a.values[j * b.length + j]! += problem.l2[j]!;
  const { problem: inner, intercept } = withoutIntercept({ a, c, l1: problem.l1 });
  const to = quadraticLasso(inner, b.subarray(0, b.length - 1));
  return Float64Array.of(...to, intercept(to));
}

function penalty(problem: LogisticProblem, b: Float64Array): number {
  return problem.l1.reduce((total, each, j) => total + each * Math.abs(b[j]!), halfSquares(problem, b));
}
