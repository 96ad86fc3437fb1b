import { atLeast, binaryTarget, sameLength } from '../../check.ts';
import { tooMany } from '../../faults.ts';
import { expectModel } from '../../model.ts';
import { cholesky, invertCholesky } from '../../numeric/cholesky.ts';
import { sigmoid } from '../../numeric/special.ts';
import { aNumber, checkOptions, numbers, type OptionRules, oneOf, texts, yesOrNo } from '../../options.ts';
import type { Work } from '../../work.ts';
import { columnSpread } from '../column-spread.ts';
import { checkDesign, checkPenalties, checkRows, columnNames, type Design, joined } from '../design.ts';
import { multiplyRows } from '../row-products.ts';
import { sampleStart } from '../sample-start.ts';
import { elasticNetLogistic } from './elastic-net-logistic.ts';
import { lbfgsLogistic } from './lbfgs-logistic.ts';
import { logisticObjective } from './logistic-objective.ts';
import { type LogisticProblem, type LogisticSolution, penalised } from './logistic-problem.ts';
import { newtonLogistic } from './newton-logistic.ts';

/**
 * What is minimised: −log likelihood + l1 · Σ |coefficient| + l2 / 2 · Σ coefficient², the intercept free.
 * `l2: 1` is scikit-learn's C = 1; both penalties together are the elastic net.
 */
export interface LogisticOptions {
  readonly l1?: number;
  readonly l2?: number;
  /** Penalties as if every column had standard deviation 1: a change of units then changes nothing. */
  readonly standardise?: boolean;
  /** By row; a weight of 2 is the row twice. */
  readonly weights?: Float64Array;
  readonly names?: readonly string[];
  /** Chosen by the number of columns unless told; an L1 penalty is always solved by coordinate descent. */
  readonly solver?: 'irls' | 'lbfgs';
  /** Of 'lbfgs': ends when no slope is greater than this times the loss. Large texts need no more than 1e-5. */
  readonly tolerance?: number;
}

const logisticOptionRules: OptionRules<LogisticOptions> = {
  l1: aNumber,
  l2: aNumber,
  standardise: yesOrNo,
  weights: numbers,
  names: texts,
  solver: oneOf('irls', 'lbfgs'),
  tolerance: aNumber,
};

export interface LogisticRegression {
  readonly kind: 'logistic-regression';
  readonly version: 1;
  readonly names: readonly string[];
  readonly coefficients: readonly number[];
  readonly intercept: number;
  readonly logLikelihood: number;
  /** Of the intercept alone. */
  readonly nullLogLikelihood: number;
  readonly rows: number;
  readonly steps: number;
  /** Inverse information, row by row, the intercept last; only of fits without penalty and by IRLS. */
  readonly covariance?: readonly number[];
}

const mostForNewton = 600;
const mostForL1 = 3000;

/**
 * Logistic regression of a 0/1 target (Cox 1958). Dense or sparse rows; unpenalised fits need more rows than columns,
 * columns that do not repeat each other, and classes that overlap; each lack is a fault.
 */
export async function fitLogisticRegression(
  x: Design,
  target: Float64Array,
  options: LogisticOptions = {},
  work: Work = {},
): Promise<LogisticRegression> {
  checkOptions(options, logisticOptionRules);
  const { l1 = 0, l2 = 0, weights } = options;
  const names = columnNames(x, options.names);
  sameLength('the target', target, x.rows);
  binaryTarget('the target', target);
  checkPenalties({ l1, l2 });
  checkDesign(x, names, weights);
  if (l1 === 0 && l2 === 0) atLeast('rows', x.rows, x.columns + 2);
  if (l1 > 0 && x.columns > mostForL1)
    throw tooMany({ what: 'columns with an L1 penalty', allowed: mostForL1, given: x.columns });
  const problem = problemOf(x, target, options, work);
  const { coefficients, loss, steps } = await solution(problem, options);
  const direct = options.solver !== 'lbfgs' && x.columns <= mostForNewton;
  return {
    kind: 'logistic-regression',
    version: 1,
    names,
    coefficients: [...coefficients.subarray(0, x.columns)],
    intercept: coefficients[x.columns]!,
    logLikelihood: -loss,
    nullLogLikelihood: nullLogLikelihood(target, weights),
    rows: x.rows,
    steps,
    ...(direct && !penalised(problem) && { covariance: await covariance(problem, coefficients) }),
  };
}

/** Probability of 1, by row. */
export function predictLogisticRegression(model: LogisticRegression, x: Design): Float64Array {
  return predictLogits(model, x).map(sigmoid);
}

/** Log odds of 1, by row. */
export function predictLogits(model: LogisticRegression, x: Design): Float64Array {
  expectModel(model, 1, 'logistic-regression');
  checkRows(x, model.names);
  const logits = new Float64Array(x.rows);
  multiplyRows(x, joined(model), 0, x.rows, logits);
  return logits;
}

function problemOf(x: Design, target: Float64Array, options: LogisticOptions, work: Work): LogisticProblem {
  const { l1 = 0, l2 = 0, standardise = false, weights } = options;
  const unit = standardise ? columnSpread(x, weights).deviations : new Float64Array(x.columns).fill(1);
  return {
    objective: logisticObjective(x, target, weights, work),
    l1: Float64Array.from({ length: x.columns + 1 }, (_, j) => l1 * (unit[j] ?? 0)),
    l2: Float64Array.from({ length: x.columns + 1 }, (_, j) => l2 * (unit[j] ?? 0) ** 2),
  };
}

async function solution(problem: LogisticProblem, options: LogisticOptions): Promise<LogisticSolution> {
  const { solver, tolerance } = options;
  const { x } = problem.objective;
  if (problem.l1.some((each) => each > 0)) return elasticNetLogistic(problem);
  if (solver === 'lbfgs' || (!solver && x.columns > mostForNewton)) return lbfgsLogistic(problem, tolerance);
  return newtonLogistic(problem, await sampleStart(problem));
}

async function covariance(problem: LogisticProblem, coefficients: Float64Array): Promise<number[]> {
  const information = await problem.objective.curvature(coefficients, 1);
  return [...invertCholesky(cholesky(information, 'the variables')).values];
}

function nullLogLikelihood(target: Float64Array, weights?: Float64Array): number {
  let ones = 0;
  let all = 0;
  for (let row = 0; row < target.length; row++) {
    const weight = weights?.[row] ?? 1;
    all += weight;
    ones += weight * target[row]!;
  }
  return ones * Math.log(ones / all) + (all - ones) * Math.log(1 - ones / all);
}
