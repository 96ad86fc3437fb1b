import { allFinite } from '../check.ts';
import { noConvergence } from '../faults.ts';
import { expectModel } from '../model.ts';
import { logSigmoid, sigmoid } from '../numeric/special.ts';
import { checkScored } from './check-scored.ts';

type Numbers = ArrayLike<number>;

/** Probability of one = 1 / (1 + e^−(slope · score + intercept)). */
export interface PlattScaling {
  readonly kind: 'platt-scaling';
  readonly version: 1;
  readonly slope: number;
  readonly intercept: number;
}

/**
 * Turns scores into probabilities by a logistic curve (Platt 1999). Targets are drawn in by Platt's prior, so that scores
 * that order perfectly still give a finite slope; Newton's method with halving as in Lin, Lin & Weng (2007).
 * The scores must be of rows the model has not learned from.
 */
export function fitPlattScaling(target: Numbers, scores: Numbers, weights?: Numbers): PlattScaling {
  checkScored(target, scores, weights);
  const problem = drawnIn(target, scores, weights);
  let slope = 0;
  let intercept = problem.start;
  let loss = lossOf(problem, slope, intercept);
  for (let step = 0; step < 100; step++) {
    const { gradientSlope: gs, gradientIntercept: gi, ss, si, ii } = derivatives(problem, slope, intercept);
    if (Math.abs(gs) < 1e-10 * problem.weight * problem.unit && Math.abs(gi) < 1e-10 * problem.weight) break;
    const determinant = ss * ii - si * si;
    const bySlope = (ii * gs - si * gi) / determinant;
    const byIntercept = (ss * gi - si * gs) / determinant;
    let length = 1;
    for (; length > 1e-10; length /= 2) {
      const next = lossOf(problem, slope - length * bySlope, intercept - length * byIntercept);
      if (next > loss - 1e-4 * length * (gs * bySlope + gi * byIntercept) + 1e-14 * Math.abs(loss)) continue;
      loss = next;
      break;
    }
    if (length <= 1e-10) break;
    slope -= length * bySlope;
    intercept -= length * byIntercept;
    if (step === 99) throw noConvergence({ what: 'Platt scaling', iterations: 100 });
  }
  return { kind: 'platt-scaling', version: 1, slope, intercept };
}

/** Probabilities of one, by row. */
export function predictPlattScaling(model: PlattScaling, scores: Numbers): Float64Array {
  expectModel(model, 1, 'platt-scaling');
  const { slope, intercept } = model;
  allFinite('the scores', scores);
  return Float64Array.from(scores, (score) => sigmoid(slope * score + intercept));
}

interface Problem {
  readonly scores: Numbers;
  readonly goals: Float64Array;
  readonly weights: Float64Array;
  readonly weight: number;
  /** Greatest size of a score. */
  readonly unit: number;
  readonly start: number;
}

function drawnIn(target: Numbers, scores: Numbers, given?: Numbers): Problem {
  const weights = Float64Array.from(target, (_, row) => given?.[row] ?? 1);
  let ones = 0;
  let zeros = 0;
  let unit = 0;
  for (let row = 0; row < target.length; row++) {
    if (target[row] === 1) ones += weights[row]!;
    else zeros += weights[row]!;
    unit = Math.max(unit, Math.abs(scores[row]!));
  }
  const goals = Float64Array.from(target, (one) => (one === 1 ? (ones + 1) / (ones + 2) : 1 / (zeros + 2)));
  return { scores, goals, weights, weight: ones + zeros, unit, start: Math.log((ones + 1) / (zeros + 1)) };
}

function lossOf({ scores, goals, weights }: Problem, slope: number, intercept: number): number {
  let loss = 0;
  for (let row = 0; row < goals.length; row++) {
    const logit = slope * scores[row]! + intercept;
    loss -= weights[row]! * (goals[row]! * logit + logSigmoid(-logit));
  }
  return loss;
}

function derivatives({ scores, goals, weights }: Problem, slope: number, intercept: number) {
  const sums = { gradientSlope: 0, gradientIntercept: 0, ss: 1e-12, si: 0, ii: 1e-12 };
  for (let row = 0; row < goals.length; row++) {
    const score = scores[row]!;
    const p = sigmoid(slope * score + intercept);
    const miss = weights[row]! * (p - goals[row]!);
    const curve = weights[row]! * p * (1 - p);
    sums.gradientSlope += miss * score;
    sums.gradientIntercept += miss;
    sums.ss += curve * score * score;
    sums.si += curve * score;
    sums.ii += curve;
  }
  return sums;
}
