import { positiveWeights, sameLength } from '../check.ts';
import { expectModel } from '../model.ts';
import { sigmoid } from '../numeric/special.ts';
import { aNumber, checkOptions, numbers, type OptionRules, texts } from '../options.ts';
import { covarianceOf, type WaldEstimate, waldEstimate } from './coefficient-table.ts';
import { checkRows, type Design } from './design.ts';
import { type LogisticRegression, predictLogits } from './logistic/logistic-regression.ts';
import { addRows, multiplyRows } from './row-products.ts';

export interface MarginalEffectOptions {
  readonly weights?: ArrayLike<number>;
  readonly level?: number;
  /** Names of 0/1 columns whose effect is the step from 0 to 1 instead of the slope. */
  readonly steps?: readonly string[];
}

const marginalEffectOptionRules: OptionRules<MarginalEffectOptions> = {
  weights: numbers,
  level: aNumber,
  steps: texts,
};

/**
 * Average marginal effects: by how much the probability changes, on average over the rows, when a variable grows by one
 * (the mean of p(1 − p) · coefficient), or steps from 0 to 1. Standard errors by the delta method (Greene 2012, 17.3).
 */
export function averageMarginalEffects(
  model: LogisticRegression,
  x: Design,
  options: MarginalEffectOptions = {},
): WaldEstimate[] {
  checkOptions(options, marginalEffectOptionRules);
  const { weights, level = 0.95, steps = [] } = options;
  expectModel(model, 1, 'logistic-regression');
  const covariance = covarianceOf(model);
  checkRows(x, model.names);
  if (weights) {
    sameLength('the weights', weights, x.rows);
    positiveWeights(weights);
  }
  const share = shares(x.rows, weights);
  const logits = predictLogits(model, x);
  const slope = slopes(x, logits, share);
  return model.names.map((name, at) => {
    const { effect, gradient } = steps.includes(name)
      ? stepEffect(x, logits, share, model.coefficients[at]!, at)
      : slopeEffect(slope, model.coefficients[at]!, at);
    return waldEstimate(name, effect, Math.sqrt(quadraticForm(covariance, gradient)), level);
  });
}

interface Slopes {
  /** Mean of p(1 − p). */
  readonly slope: number;
  /** Its derivatives by the coefficients. */
  readonly derivatives: Float64Array;
}

function slopes(x: Design, logits: Float64Array, share: Float64Array): Slopes {
  const derivatives = new Float64Array(x.columns + 1);
  const bends = new Float64Array(x.rows);
  let slope = 0;
  for (let row = 0; row < x.rows; row++) {
    const p = sigmoid(logits[row]!);
    slope += share[row]! * p * (1 - p);
    bends[row] = share[row]! * p * (1 - p) * (1 - 2 * p);
  }
  addRows(x, bends, 0, x.rows, derivatives);
  return { slope, derivatives };
}

function slopeEffect({ slope, derivatives }: Slopes, coefficient: number, at: number) {
  const gradient = derivatives.map((each) => each * coefficient);
  gradient[at]! += slope;
  return { effect: slope * coefficient, gradient };
}

/** Mean of p with the column at 1 minus p with it at 0. */
function stepEffect(x: Design, logits: Float64Array, share: Float64Array, coefficient: number, at: number) {
  const column = columnOf(x, at);
  const differences = new Float64Array(x.rows);
  let effect = 0;
  let slopeAtOne = 0;
  for (let row = 0; row < x.rows; row++) {
    const without = logits[row]! - coefficient * column[row]!;
    const [p0, p1] = [sigmoid(without), sigmoid(without + coefficient)];
    effect += share[row]! * (p1 - p0);
    slopeAtOne += share[row]! * p1 * (1 - p1);
    differences[row] = share[row]! * (p1 * (1 - p1) - p0 * (1 - p0));
  }
  const gradient = new Float64Array(x.columns + 1);
  addRows(x, differences, 0, x.rows, gradient);
  gradient[at] = slopeAtOne;
  return { effect, gradient };
}

/** A column, dense. */
function columnOf(x: Design, at: number): Float64Array {
  const values = new Float64Array(x.rows);
  const unit = new Float64Array(x.columns + 1);
  unit[at] = 1;
  multiplyRows(x, unit, 0, x.rows, values);
  return values;
}

function shares(rows: number, weights?: ArrayLike<number>): Float64Array {
  const given = Float64Array.from({ length: rows }, (_, row) => weights?.[row] ?? 1);
  const total = given.reduce((sum, each) => sum + each, 0);
  return given.map((each) => each / total);
}

/** gᵀ C g. */
function quadraticForm(covariance: readonly number[], gradient: Float64Array): number {
  const size = gradient.length;
  let total = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) total += gradient[i]! * gradient[j]! * covariance[i * size + j]!;
  return total;
}
