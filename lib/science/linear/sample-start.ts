import { cholesky } from '../numeric/cholesky.ts';
import { type Matrix, matrix } from '../numeric/matrix.ts';
import { isSparse } from './design.ts';
import { logisticObjective } from './logistic/logistic-objective.ts';
import { type LogisticProblem, ridgeCurvature } from './logistic/logistic-problem.ts';
import { type NewtonStart, newtonLogistic } from './logistic/newton-logistic.ts';

/**
 * A start for many rows: the fit of every k-th row and its curvature, scaled up. A little penalty keeps it finite where a
 * rare column does not vary in the sample. Undefined where the rows are few enough to do without, or one class is too rare.
 */
export async function sampleStart({ objective, l2 }: LogisticProblem): Promise<NewtonStart | undefined> {
  const { x, target, weights } = objective;
  const wanted = Math.max(20_000, 50 * x.columns);
  if (isSparse(x) || x.rows < 5 * wanted) return undefined;
  const every = Math.floor(x.rows / wanted);
  const rows = Math.floor(x.rows / every);
  const pick = (from: Float64Array) => Float64Array.from({ length: rows }, (_, i) => from[i * every]!);
  const ones = pick(target).reduce((sum, one) => sum + one, 0);
  if (Math.min(ones, rows - ones) < 10 + x.columns) return undefined;
  const picked = matrix(rows, x.columns);
  for (let i = 0; i < rows; i++)
    picked.values.set(x.values.subarray(i * every * x.columns, (i * every + 1) * x.columns), i * x.columns);
  const squares = columnSquares(x);
  const small: LogisticProblem = {
    objective: logisticObjective(picked, pick(target), weights && pick(weights), {}),
    l1: new Float64Array(x.columns + 1),
    l2: l2.map((each, j) => each / every + 1e-3 * (squares[j]! / every)),
  };
  const { coefficients } = await newtonLogistic(small);
  const curvature = await ridgeCurvature(small, coefficients, 0);
  return {
    coefficients,
    factor: cholesky({ ...curvature, values: curvature.values.map((each) => each * every) }),
  };
}

/** Σ of squares by column, 0 for the intercept. */
function columnSquares({ columns, values }: Matrix): Float64Array {
  const totals = new Float64Array(columns + 1);
  for (let at = 0; at < values.length; at += columns)
    for (let j = 0; j < columns; j++) totals[j]! += values[at + j]! ** 2;
  return totals;
}
