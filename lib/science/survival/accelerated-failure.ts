import { allFinite, sameLength } from '../check.ts';
import { noConvergence, separation } from '../faults.ts';
import { expectModel } from '../model.ts';
import { cholesky, invertCholesky, solveCholesky } from '../numeric/cholesky.ts';
import { type Matrix, matrix } from '../numeric/matrix.ts';
import { aNumber, checkOptions, type OptionRules, oneOf, texts } from '../options.ts';
import { checkpoint, type Work } from '../work.ts';
import { isEndless } from './endless.ts';
import { type FailureDistribution, failureDistributions } from './failure-distributions.ts';
import {
  type FailurePlace,
  type FailureRows,
  failureLikelihood,
  failureRows,
  startOf,
} from './failure-likelihood.ts';
import type { SurvivalTimes } from './survival-times.ts';

export interface AcceleratedFailureOptions {
  /** Names of the columns; x1, x2 … without. */
  readonly names?: readonly string[];
  readonly distribution?: FailureDistribution;
  readonly maxSteps?: number;
}

const acceleratedFailureOptionRules: OptionRules<AcceleratedFailureOptions> = {
  names: texts,
  distribution: oneOf(...Object.keys(failureDistributions)),
  maxSteps: aNumber,
};

/** log(time) = intercept + x · coefficients + scale · noise: a coefficient b makes time run e^b as long. */
export interface AcceleratedFailureModel {
  readonly kind: 'accelerated-failure';
  readonly version: 1;
  readonly distribution: FailureDistribution;
  readonly names: readonly string[];
  readonly intercept: number;
  readonly coefficients: readonly number[];
  readonly scale: number;
  /** Of intercept, coefficients and the logarithm of the scale. */
  readonly covariance: readonly (readonly number[])[];
  readonly logLikelihood: number;
  readonly rows: number;
  readonly events: number;
}

/** Fits an accelerated failure time model by Newton's method (Kalbfleisch & Prentice 2002, chapter 3). Times must be above 0. */
export async function fitAcceleratedFailure(
  design: Matrix,
  outcome: SurvivalTimes,
  options: AcceleratedFailureOptions = {},
  work: Work = {},
): Promise<AcceleratedFailureModel> {
  checkOptions(options, acceleratedFailureOptionRules);
  const names = options.names ?? Array.from({ length: design.columns }, (_, j) => `x${j + 1}`);
  const { distribution = 'weibull', maxSteps = 100 } = options;
  const data = failureRows(design, outcome, names);
  let best = failureLikelihood(data, startOf(data), distribution);
  for (let steps = 0; ; steps++) {
    if (steps === maxSteps)
      throw noConvergence({ what: 'the accelerated failure model', iterations: maxSteps });
    await checkpoint(work, 1 - 0.8 ** steps);
    const next = newtonStep(data, best, distribution);
    const gain = next.value - best.value;
    const step = next.at.map((part, j) => part - best.at[j]!);
    best = next;
    if (gain > 1e-11 * Math.abs(best.value)) continue;
    if (isEndless(step, best.at)) throw separation({ what: 'the times of events' });
    break;
  }
  return modelOf(data, best, names, distribution);
}

/** Halved while it does not climb; where the likelihood is not concave, the diagonal is raised until it is (Levenberg). */
function newtonStep(data: FailureRows, best: FailurePlace, distribution: FailureDistribution): FailurePlace {
  for (let raise = 0; raise < 40; raise++) {
    const information = matrix(best.information.rows, best.information.columns, best.information.values);
    const extra = raise === 0 ? 0 : 1e-4 * 4 ** raise;
    for (let j = 0; j < information.rows; j++) {
      const place = j * information.columns + j;
      information.values[place]! += extra * Math.max(1, Math.abs(information.values[place]!));
    }
    const step = climbing(information, best.gradient);
    if (!step) continue;
    const next = failureLikelihood(
      data,
      best.at.map((part, j) => part + step[j]!),
      distribution,
    );
    if (next.value >= best.value) return next;
  }
  return best;
}

function climbing(information: Matrix, gradient: Float64Array): Float64Array | undefined {
  try {
    return solveCholesky(cholesky(information), gradient);
  } catch {
    return undefined;
  }
}

function modelOf(
  { columns: p, centre, spread, outcome, logTime }: FailureRows,
  best: FailurePlace,
  names: readonly string[],
  distribution: FailureDistribution,
): AcceleratedFailureModel {
  const size = p + 1;
  const inverse = invertCholesky(
    cholesky(best.information, 'the information of the accelerated failure model'),
  );
  /** From standardised to given columns: b / spread, and the intercept less centre · b / spread. */
  const back = matrix(size, size);
  for (let j = 0; j < size; j++) back.values[j * size + j] = j > 0 && j < p ? 1 / spread[j - 1]! : 1;
  for (let j = 1; j < p; j++) back.values[j] = -centre[j - 1]! / spread[j - 1]!;
  const moved = (row: number, f: (k: number) => number) => {
    let total = 0;
    for (let k = 0; k < size; k++) total += back.values[row * size + k]! * f(k);
    return total;
  };
  const at = Array.from({ length: size }, (_, row) => moved(row, (k) => best.at[k]!));
  const covariance = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => moved(i, (k) => moved(j, (l) => inverse.values[k * size + l]!))),
  );
  return {
    kind: 'accelerated-failure',
    version: 1,
    distribution,
    names,
    intercept: at[0]!,
    coefficients: at.slice(1, p),
    scale: Math.exp(at[p]!),
    covariance,
    logLikelihood: best.value,
    rows: logTime.length,
    events: outcome.event.reduce((sum, one) => sum + one, 0),
  };
}

/** Predicted survival at these times: a row a person, a column a time. */
export function acceleratedSurvival(
  model: AcceleratedFailureModel,
  design: Matrix,
  times: ArrayLike<number>,
): Matrix {
  expectModel(model, 1, 'accelerated-failure');
  const { names, intercept, coefficients, scale, distribution } = model;
  sameLength('the columns of the design', names, design.columns);
  allFinite('design', design.values);
  const { survival } = failureDistributions[distribution];
  const predicted = matrix(design.rows, times.length);
  for (let i = 0; i < design.rows; i++) {
    let location = intercept;
    for (let j = 0; j < design.columns; j++)
      location += design.values[i * design.columns + j]! * coefficients[j]!;
    for (let t = 0; t < times.length; t++)
      predicted.values[i * times.length + t] =
        times[t]! > 0 ? survival((Math.log(times[t]!) - location) / scale) : 1;
  }
  return predicted;
}
