import { allFinite, atLeast, sameLength } from '../check.ts';
import { tooFew, tooMany } from '../faults.ts';
import { expectModel } from '../model.ts';
import { cholesky, invertCholesky, solveCholesky } from '../numeric/cholesky.ts';
import { type Matrix, matrix } from '../numeric/matrix.ts';
import { aNumber, checkOptions, numbers, type OptionRules, texts, yesOrNo } from '../options.ts';
import { checkpoint, type Work } from '../work.ts';
import { columnSpread } from './column-spread.ts';
import { checkDesign, checkPenalties, checkRows, columnNames, type Design, joined } from './design.ts';
import { quadraticLasso, withoutIntercept } from './logistic/quadratic-lasso.ts';
import { addRows, multiplyRows } from './row-products.ts';
import { addWeightedGram, mirrored } from './weighted-gram.ts';

/**
 * What is minimised: ½ Σ weight · residual² + l1 · Σ |coefficient| + l2 / 2 · Σ coefficient², the intercept free.
 * Ridge is l2 alone (scikit-learn's alpha), lasso l1 alone (its alpha times the rows), both the elastic net.
 */
export interface LinearOptions {
  readonly l1?: number;
  readonly l2?: number;
  /** Penalties as if every column had standard deviation 1: a change of units then changes nothing. */
  readonly standardise?: boolean;
  /** By row; they count as repetitions, so that standard errors hold for whole numbers. */
  readonly weights?: Float64Array;
  readonly names?: readonly string[];
}

const linearOptionRules: OptionRules<LinearOptions> = {
  l1: aNumber,
  l2: aNumber,
  standardise: yesOrNo,
  weights: numbers,
  names: texts,
};

export interface LinearRegression {
  readonly kind: 'linear-regression';
  readonly version: 1;
  readonly names: readonly string[];
  readonly coefficients: readonly number[];
  readonly intercept: number;
  /** Share of the variance that is explained. */
  readonly rSquared: number;
  readonly residualDeviation: number;
  /** Rows, or their total weight. */
  readonly rows: number;
  /** Of the coefficients, row by row, the intercept last; only of fits without penalty. */
  readonly covariance?: readonly number[];
}

const mostColumns = 3000;
const block = 4096;

/**
 * Least squares, ridge (Hoerl & Kennard 1970), lasso (Tibshirani 1996) or elastic net (Zou & Hastie 2005).
 * Fits without penalty need more rows than columns, and columns that do not repeat each other.
 */
export async function fitLinearRegression(
  x: Design,
  target: Float64Array,
  options: LinearOptions = {},
  work: Work = {},
): Promise<LinearRegression> {
  checkOptions(options, linearOptionRules);
  const { l1 = 0, l2 = 0, weights } = options;
  const names = columnNames(x, options.names);
  sameLength('the target', target, x.rows);
  allFinite('the target', target);
  checkPenalties({ l1, l2 });
  checkDesign(x, names, weights);
  const free = l1 === 0 && l2 === 0;
  if (free) atLeast('rows', x.rows, x.columns + 2);
  if (x.columns > mostColumns) throw tooMany({ what: 'columns', allowed: mostColumns, given: x.columns });
  const sums = await normalEquations(x, target, weights, work);
  const unit = options.standardise
    ? columnSpread(x, weights).deviations
    : new Float64Array(x.columns).fill(1);
  const penalty = (strength: number, power: number) =>
    Float64Array.from({ length: x.columns + 1 }, (_, j) => strength * (unit[j] ?? 0) ** power);
  const a = ridged(sums.gram, penalty(l2, 2));
  const b =
    l1 > 0
      ? lasso(a, sums.moments, penalty(l1, 1))
      : refined(x, target, weights, a, sums.moments, penalty(l2, 2));
  const fit = quality(x, target, weights, b);
  const freedom = free ? fit.weight - x.columns - 1 : fit.weight;
  if (!(freedom > 0)) throw tooFew({ what: 'rows by weight', needed: x.columns + 2, given: fit.weight });
  const variance = fit.residual / freedom;
  return {
    kind: 'linear-regression',
    version: 1,
    names,
    coefficients: [...b.subarray(0, x.columns)],
    intercept: b[x.columns]!,
    rSquared: fit.total > 0 ? 1 - fit.residual / fit.total : 0,
    residualDeviation: Math.sqrt(variance),
    rows: fit.weight,
    ...(free && {
      covariance: [...invertCholesky(cholesky(sums.gram)).values.map((each) => each * variance)],
    }),
  };
}

/** The expected target, by row. */
export function predictLinearRegression(model: LinearRegression, x: Design): Float64Array {
  expectModel(model, 1, 'linear-regression');
  checkRows(x, model.names);
  const values = new Float64Array(x.rows);
  multiplyRows(x, joined(model), 0, x.rows, values);
  return values;
}

/** Σ weight (x, 1)(x, 1)ᵀ and Σ weight (x, 1) y. */
async function normalEquations(
  x: Design,
  target: Float64Array,
  weights: Float64Array | undefined,
  work: Work,
) {
  const size = x.columns + 1;
  const gram = new Float64Array(size * size);
  const moments = new Float64Array(size);
  for (let from = 0; from < x.rows; from += block) {
    const to = Math.min(x.rows, from + block);
    const weight = weights?.subarray(from, to) ?? new Float64Array(to - from).fill(1);
    addWeightedGram(x, weight, from, to, gram);
    const scaled = weight.map((each, i) => each * target[from + i]!);
    addRows(x, scaled, from, to, moments);
    await checkpoint(work, to / x.rows);
  }
  return { gram: mirrored(gram, size), moments };
}

function ridged(gram: Matrix, l2: Float64Array): Matrix {
  const a = matrix(gram.rows, gram.columns, gram.values);
  for (let j = 0; j < a.rows; j++) a.values[j * a.rows + j]! += l2[j]!;
  return a;
}

function lasso(a: Matrix, c: Float64Array, l1: Float64Array): Float64Array {
  const { problem, intercept } = withoutIntercept({ a, c, l1 });
  const b = quadraticLasso(problem, new Float64Array(c.length - 1));
  return Float64Array.of(...b, intercept(b));
}

/** Solves the normal equations, then twice more for what is left over: that makes good what forming them lost (Wilkinson 1963). */
function refined(
  x: Design,
  target: Float64Array,
  weights: Float64Array | undefined,
  a: Matrix,
  moments: Float64Array,
  l2: Float64Array,
): Float64Array {
  const factor = cholesky(a, 'the variables');
  const b = solveCholesky(factor, moments);
  const residual = new Float64Array(x.rows);
  for (let round = 0; round < 2; round++) {
    multiplyRows(x, b, 0, x.rows, residual);
    for (let i = 0; i < x.rows; i++) residual[i] = (weights?.[i] ?? 1) * (target[i]! - residual[i]!);
    const rest = b.map((each, j) => -l2[j]! * each);
    addRows(x, residual, 0, x.rows, rest);
    const more = solveCholesky(factor, rest);
    for (let j = 0; j < b.length; j++) b[j]! += more[j]!;
  }
  return b;
}

function quality(x: Design, target: Float64Array, weights: Float64Array | undefined, b: Float64Array) {
  const fitted = new Float64Array(x.rows);
  multiplyRows(x, b, 0, x.rows, fitted);
  let weight = 0;
  let centre = 0;
  for (let i = 0; i < x.rows; i++) {
    weight += weights?.[i] ?? 1;
    centre += (weights?.[i] ?? 1) * target[i]!;
  }
  centre /= weight;
  let residual = 0;
  let total = 0;
  for (let i = 0; i < x.rows; i++) {
    residual += (weights?.[i] ?? 1) * (target[i]! - fitted[i]!) ** 2;
    total += (weights?.[i] ?? 1) * (target[i]! - centre) ** 2;
  }
  return { weight, residual, total };
}
