import { noConvergence } from '../faults.ts';
import { cholesky, invertCholesky } from '../numeric/cholesky.ts';
import { lbfgsAwaiting } from '../numeric/lbfgs.ts';
import { matrix } from '../numeric/matrix.ts';
import { breathe, type Work } from '../work.ts';

/** Positive parameters estimated by maximum likelihood; part of every model of this folder. */
export interface Estimates<Name extends string = string> {
  readonly parameters: Readonly<Record<Name, number>>;
  /** By the delta method from the logarithms; null where the likelihood is flat, so that no error can be stated. */
  readonly standardErrors: Readonly<Record<Name, number>> | null;
  /** Covariance of the logarithms of the parameters, in their order; null where the likelihood is flat. */
  readonly logCovariance: readonly (readonly number[])[] | null;
  readonly logLikelihood: number;
  /** Observations, weights added. */
  readonly observations: number;
}

export interface LikelihoodProblem {
  readonly what: string;
  readonly names: readonly string[];
  readonly start: readonly number[];
  readonly observations: number;
  /** Log-likelihood and its slopes in the parameters. */
  evaluate(parameters: readonly number[]): readonly number[] | Promise<readonly number[]>;
}

/** L-BFGS on the logarithms of the parameters; errors from the second derivatives there. */
export async function maximiseLikelihood(problem: LikelihoodProblem, work: Work): Promise<Estimates> {
  const { what, names, observations } = problem;
  let evaluations = 0;
  const descend = async (logs: Float64Array, gradient: Float64Array) => {
    await breathe(work, 1 - 0.95 ** evaluations++);
    const parameters = Array.from(logs, Math.exp);
    const [value, ...slopes] = await problem.evaluate(parameters);
    for (let k = 0; k < logs.length; k++) gradient[k] = (-slopes[k]! * parameters[k]!) / observations;
    return -value! / observations;
  };
  const { x, value } = await lbfgsAwaiting(descend, problem.start.map(Math.log), { what, maxSteps: 1000 });
  if (!x.every(Number.isFinite) || !Number.isFinite(value))
    throw noConvergence({ what, iterations: evaluations });
  const covariance = await inverseCurvature(descend, x, observations);
  const named = (of: (k: number) => number) => Object.fromEntries(names.map((name, k) => [name, of(k)]));
  return {
    parameters: named((k) => Math.exp(x[k]!)),
    standardErrors: covariance && named((k) => Math.exp(x[k]!) * Math.sqrt(covariance[k]![k]!)),
    logCovariance: covariance,
    logLikelihood: -value * observations,
    observations,
  };
}

type Descend = (logs: Float64Array, gradient: Float64Array) => Promise<number>;

/** Inverse of the second derivatives by central differences of the gradient; null where it is not positive definite. */
async function inverseCurvature(f: Descend, x: Float64Array, observations: number) {
  const n = x.length;
  const step = 1e-4;
  const second = matrix(n, n);
  const [up, down] = [new Float64Array(n), new Float64Array(n)];
  for (let j = 0; j < n; j++) {
    await f(x.with(j, x[j]! + step), up);
    await f(x.with(j, x[j]! - step), down);
    for (let i = 0; i < n; i++) {
      const slope = (observations * (up[i]! - down[i]!)) / (4 * step);
      second.values[i * n + j]! += slope;
      second.values[j * n + i]! += slope;
    }
  }
  try {
    const { values } = invertCholesky(cholesky(second));
    return Array.from({ length: n }, (_, i) => Array.from(values.subarray(i * n, (i + 1) * n)));
  } catch {
    return null;
  }
}
