import type { Design } from '../design.ts';
import { addRows, multiplyRows } from '../row-products.ts';
import { addWeightedGram } from '../weighted-gram.ts';

/** A piece of the rows of a logistic fit, as it goes to a thread. */
export interface LogisticSlice {
  readonly x: Design;
  readonly target: Float64Array;
  readonly weights?: Float64Array;
  /** Coefficients, the intercept last. */
  readonly coefficients: Float64Array;
  readonly from: number;
  readonly to: number;
}

/** Rows whose sums stay in the processor's near memory. */
const block = 256;

/** Σ −log likelihood of the slice in the last place, its gradient before it. */
export function logisticLoss(slice: LogisticSlice): Float64Array {
  const { x, target, weights, coefficients, from, to } = slice;
  const sums = new Float64Array(x.columns + 2);
  const residual = new Float64Array(block);
  let loss = 0;
  for (let start = from; start < to; start += block) {
    const end = Math.min(to, start + block);
    multiplyRows(x, coefficients, start, end, residual);
    for (let i = start; i < end; i++) {
      const logit = residual[i - start]!;
      const y = target[i]!;
      const weight = weights ? weights[i]! : 1;
      const e = Math.exp(-Math.abs(logit));
      loss += weight * (Math.log1p(e) + Math.max(logit, 0) - y * logit);
      residual[i - start] = weight * ((logit > 0 ? 1 : e) / (1 + e) - y);
    }
    addRows(x, residual, start, end, sums);
  }
  sums[x.columns + 1] = loss;
  return sums;
}

/** Lower triangle of the second derivatives of the slice's loss: Σ weight · p(1 − p) · (x, 1)(x, 1)ᵀ. */
export function logisticCurvature({ x, weights, coefficients, from, to }: LogisticSlice): Float64Array {
  const sums = new Float64Array((x.columns + 1) ** 2);
  const curve = new Float64Array(block);
  for (let start = from; start < to; start += block) {
    const end = Math.min(to, start + block);
    multiplyRows(x, coefficients, start, end, curve);
    for (let i = start; i < end; i++) {
      const e = Math.exp(-Math.abs(curve[i - start]!));
      curve[i - start] = ((weights ? weights[i]! : 1) * e) / (1 + e) ** 2;
    }
    addWeightedGram(x, curve, start, end, sums);
  }
  return sums;
}
