import { lbfgsAwaiting } from '../../numeric/lbfgs.ts';
import { columnSpread } from '../column-spread.ts';
import { isSparse } from '../design.ts';
import { type LogisticProblem, type LogisticSolution, penalised, ridgeLoss } from './logistic-problem.ts';
import { refuseSeparation } from './separation.ts';

/**
 * Limited-memory BFGS for many columns: no square of the columns is stored. Inside, dense columns have mean 0 and
 * deviation 1; sparse ones stay as they are, since a rare column made as wide as a frequent one would lead the descent astray.
 */
export async function lbfgsLogistic(problem: LogisticProblem, tolerance = 1e-7): Promise<LogisticSolution> {
  const { objective } = problem;
  const { means, deviations } = isSparse(objective.x)
    ? { means: new Float64Array(objective.x.columns), deviations: new Float64Array(objective.x.columns) }
    : columnSpread(objective.x, objective.weights);
  const units = deviations.map((each) => (each > 0 ? 1 / each : 1));
  const last = means.length;
  const coefficientsAt = (z: Float64Array) => {
    const b = z.map((each, j) => (j < last ? each * units[j]! : each));
    for (let j = 0; j < last; j++) b[last]! -= means[j]! * b[j]!;
    return b;
  };
  let calls = 0;
  const { x: z, steps } = await lbfgsAwaiting(
    async (z, into) => {
      const { value, gradient } = await ridgeLoss(problem, coefficientsAt(z), 1 - 1 / (1 + calls++ / 20));
      for (let j = 0; j < last; j++) into[j] = units[j]! * (gradient[j]! - means[j]! * gradient[last]!);
      into[last] = gradient[last]!;
      return value;
    },
    new Float64Array(last + 1),
    { tolerance, maxSteps: 1000, what: 'logistic regression' },
  );
  const coefficients = coefficientsAt(z);
  if (!penalised(problem)) refuseSeparation(objective, [coefficients]);
  const { value: loss } = await objective.loss(coefficients, 1);
  return { coefficients, loss, steps };
}
