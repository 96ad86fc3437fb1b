import { noConvergence } from '../../faults.ts';
import { cholesky, invertCholesky } from '../../numeric/cholesky.ts';
import { lbfgsAwaiting } from '../../numeric/lbfgs.ts';
import { matrix } from '../../numeric/matrix.ts';
import { checkpoint, type Work } from '../../work.ts';

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

/** Parameters within this factor of where the search starts are free. */
const free = Math.log(1000);

/**
 * L-BFGS on the logarithms of the parameters; errors from the second derivatives there. Customers who do not differ drive
 * parameters to infinity while the likelihood hardly grows: beyond a thousand times their start a slope holds them back,
 * and no errors are stated.
 */
export async function maximiseLikelihood(problem: LikelihoodProblem, work: Work): Promise<Estimates> {
  const { what, names, observations } = problem;
  let evaluations = 0;
  const descend = async (logs: Float64Array, gradient: Float64Array) => {
    await checkpoint(work, 1 - 0.95 ** evaluations++);
    const parameters = Array.from(logs, Math.exp);
    const [value, ...slopes] = await problem.evaluate(parameters);
    let held = 0;
    for (let k = 0; k < logs.length; k++) {
      const excess = beyond(logs[k]! - start[k]!);
      held += 0.1 * excess ** 2;
      gradient[k] = (-slopes[k]! * parameters[k]!) / observations + 0.2 * excess;
    }
    return held - value! / observations;
  };
  const start = problem.start.map(Math.log);
  const { x, value } = await lbfgsAwaiting(descend, start, { what, maxSteps: 1000 });
  if (!x.every(Number.isFinite) || !Number.isFinite(value))
    throw noConvergence({ what, iterations: evaluations });
  const within = x.every((log, k) => beyond(log - start[k]!) === 0);
  const covariance = within ? await inverseCurvature(descend, x, observations) : null;
  const parameters = Array.from(x, Math.exp);
  const [logLikelihood] = await problem.evaluate(parameters);
  const named = (of: (k: number) => number) => Object.fromEntries(names.map((name, k) => [name, of(k)]));
  return {
    parameters: named((k) => parameters[k]!),
    standardErrors: covariance && named((k) => parameters[k]! * Math.sqrt(covariance[k]![k]!)),
    logCovariance: covariance,
    logLikelihood: logLikelihood!,
    observations,
  };
}

const beyond = (distance: number) => Math.sign(distance) * Math.max(0, Math.abs(distance) - free);

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
