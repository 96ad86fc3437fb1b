import type { Random } from '#lib/core';
import { binaryTarget, positive, sameLength } from '../check.ts';
import { noConvergence } from '../faults.ts';
import { expectModel } from '../model.ts';
import { below } from '../numeric/variates.ts';
import { aFunction, aNumber, checkOptions, numbers, type OptionRules, oneOf, texts } from '../options.ts';
import { checkpoint, type Work } from '../work.ts';
import { checkDesign, checkRows, columnNames, type Design, isSparse, joined } from './design.ts';
import { multiplyRows } from './row-products.ts';

export interface LinearSvmOptions {
  readonly random: Random;
  /** Price of a row on the wrong side: 1 unless told. Scale the variables first. */
  readonly cost?: number;
  readonly loss?: 'squared hinge' | 'hinge';
  readonly weights?: Float64Array;
  readonly names?: readonly string[];
  /** Ends when the gradients of one round lie this close together: 0.01 unless told. */
  readonly tolerance?: number;
}

const linearSvmOptionRules: OptionRules<LinearSvmOptions> = {
  random: aFunction,
  cost: aNumber,
  loss: oneOf('squared hinge', 'hinge'),
  weights: numbers,
  names: texts,
  tolerance: aNumber,
};

export interface LinearSvm {
  readonly kind: 'linear-svm';
  readonly version: 1;
  readonly names: readonly string[];
  readonly coefficients: readonly number[];
  readonly intercept: number;
  readonly rounds: number;
}

const maxRounds = 5000;

/**
 * Linear support vector machine of a 0/1 target by dual coordinate descent with shrinking (Hsieh et al. 2008), as in LIBLINEAR:
 * minimises ½ |coefficients|² + cost · Σ loss, the intercept penalised like a column of ones.
 */
export async function fitLinearSvm(
  x: Design,
  target: Float64Array,
  options: LinearSvmOptions,
  work: Work = {},
): Promise<LinearSvm> {
  checkOptions(options, linearSvmOptionRules);
  const { random, cost = 1, tolerance = 0.01 } = options;
  const names = columnNames(x, options.names);
  sameLength('the target', target, x.rows);
  binaryTarget('the target', target);
  checkDesign(x, names, options.weights);
  positive('cost', cost);
  const dual = start(x, target, options);
  for (let round = 1; round <= maxRounds; round++) {
    const gap = sweep(dual, random);
    await checkpoint(work, 1 - 1 / (1 + round / 20));
    if (gap > tolerance) continue;
    if (dual.active === x.rows) {
      const coefficients = [...dual.w.subarray(0, x.columns)];
      return {
        kind: 'linear-svm',
        version: 1,
        names,
        coefficients,
        intercept: dual.w[x.columns]!,
        rounds: round,
      };
    }
    unshrink(dual);
  }
  throw noConvergence({ what: 'the support vector machine', iterations: maxRounds });
}

/** Distance from the border by row, in units of the margin: above 0 is 1. No probability; see `fitCalibratedSvm`. */
export function predictLinearSvm(model: LinearSvm, x: Design): Float64Array {
  expectModel(model, 1, 'linear-svm');
  checkRows(x, model.names);
  const decisions = new Float64Array(x.rows);
  multiplyRows(x, joined(model), 0, x.rows, decisions);
  return decisions;
}

interface Dual {
  readonly x: Design;
  readonly target: Float64Array;
  /** Σ alpha · side · (row, 1). */
  readonly w: Float64Array;
  readonly alpha: Float64Array;
  readonly squares: Float64Array;
  /** Greatest alpha, and what squared hinge adds to the diagonal. */
  readonly limit: Float64Array;
  readonly diagonal: Float64Array;
  /** Rows in the order of work; the first `active` are not shrunk away. */
  readonly order: Uint32Array;
  active: number;
  upper: number;
  lower: number;
}

function start(
  x: Design,
  target: Float64Array,
  { cost = 1, loss = 'squared hinge', weights }: LinearSvmOptions,
): Dual {
  const hinge = loss === 'hinge';
  const costs = Float64Array.from({ length: x.rows }, (_, i) => cost * (weights?.[i] ?? 1));
  const diagonal = costs.map((each) => (hinge ? 0 : 1 / (2 * each)));
  return {
    x,
    target,
    w: new Float64Array(x.columns + 1),
    alpha: new Float64Array(x.rows),
    squares: diagonal.map((each, i) => each + squareOf(x, i) + 1),
    limit: costs.map((each) => (hinge ? each : Number.POSITIVE_INFINITY)),
    diagonal,
    order: Uint32Array.from({ length: x.rows }, (_, i) => i),
    active: x.rows,
    upper: Number.POSITIVE_INFINITY,
    lower: Number.NEGATIVE_INFINITY,
  };
}

function unshrink(dual: Dual): void {
  dual.active = dual.x.rows;
  dual.upper = Number.POSITIVE_INFINITY;
  dual.lower = Number.NEGATIVE_INFINITY;
}

/** One round over the active rows in random order; answers how far apart the projected gradients lay. */
function sweep(dual: Dual, random: Random): number {
  const { x, target, w, alpha, squares, limit, diagonal, order } = dual;
  let most = Number.NEGATIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < dual.active; at++) swap(order, at, at + below(random, dual.active - at));
  for (let at = 0; at < dual.active; at++) {
    const i = order[at]!;
    const side = target[i] === 1 ? 1 : -1;
    const gradient = side * dotRow(x, i, w) - 1 + diagonal[i]! * alpha[i]!;
    const stuck =
      (alpha[i] === 0 && gradient > dual.upper) || (alpha[i] === limit[i] && gradient < dual.lower);
    if (stuck) {
      swap(order, at--, --dual.active);
      continue;
    }
    const projected =
      alpha[i] === 0 ? Math.min(gradient, 0) : alpha[i] === limit[i] ? Math.max(gradient, 0) : gradient;
    most = Math.max(most, projected);
    least = Math.min(least, projected);
    if (Math.abs(projected) < 1e-12) continue;
    const to = Math.min(Math.max(alpha[i]! - gradient / squares[i]!, 0), limit[i]!);
    addRow(x, i, side * (to - alpha[i]!), w);
    alpha[i] = to;
  }
  dual.upper = most > 0 ? most : Number.POSITIVE_INFINITY;
  dual.lower = least < 0 ? least : Number.NEGATIVE_INFINITY;
  return dual.active === 0 ? 0 : most - least;
}

function swap(order: Uint32Array, a: number, b: number): void {
  const kept = order[a]!;
  order[a] = order[b]!;
  order[b] = kept;
}

function dotRow(x: Design, i: number, w: Float64Array): number {
  let total = w[x.columns]!;
  if (isSparse(x))
    for (let k = x.starts[i]!; k < x.starts[i + 1]!; k++) total += x.values[k]! * w[x.columnsOf[k]!]!;
  else for (let j = 0, at = i * x.columns; j < x.columns; j++) total += x.values[at + j]! * w[j]!;
  return total;
}

function addRow(x: Design, i: number, scale: number, w: Float64Array): void {
  if (isSparse(x))
    for (let k = x.starts[i]!; k < x.starts[i + 1]!; k++) w[x.columnsOf[k]!]! += scale * x.values[k]!;
  else for (let j = 0, at = i * x.columns; j < x.columns; j++) w[j]! += scale * x.values[at + j]!;
  w[x.columns]! += scale;
}

function squareOf(x: Design, i: number): number {
  const [from, to] = isSparse(x) ? [x.starts[i]!, x.starts[i + 1]!] : [i * x.columns, (i + 1) * x.columns];
  let total = 0;
  for (let k = from; k < to; k++) total += x.values[k]! ** 2;
  return total;
}
