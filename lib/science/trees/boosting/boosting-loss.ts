import { quantileOfSorted } from '../../numeric/quantile.ts';
import { logSigmoid, sigmoid } from '../../numeric/special.ts';

/** What boosting minimises: log loss of a 0/1 target, squared error, or the pinball loss of a quantile. */
export type BoostingLoss =
  | { readonly kind: 'binary' }
  | { readonly kind: 'squared' }
  /** Koenker & Bassett 1978; `share` between 0 and 1. */
  | { readonly kind: 'quantile'; readonly share: number };

/** The constant that fits best: where boosting begins. */
export function bestConstant(loss: BoostingLoss, target: Float64Array, weights?: Float64Array): number {
  if (loss.kind === 'quantile') return weightedQuantile(target, loss.share, weights);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < target.length; i++) {
    const weight = weights ? weights[i]! : 1;
    sum += weight * target[i]!;
    total += weight;
  }
  const mean = sum / total;
  return loss.kind === 'binary' ? Math.log(mean / (1 - mean)) : mean;
}

/** Mean loss of raw scores (log odds for a 0/1 target). */
export function meanLoss(
  loss: BoostingLoss,
  target: Float64Array,
  scores: Float64Array,
  weights?: Float64Array,
): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < target.length; i++) {
    const weight = weights ? weights[i]! : 1;
    sum += weight * rowLoss(loss, target[i]!, scores[i]!);
    total += weight;
  }
  return sum / total;
}

function rowLoss(loss: BoostingLoss, target: number, score: number): number {
  if (loss.kind === 'binary') return -logSigmoid(target === 1 ? score : -score);
  const miss = target - score;
  if (loss.kind === 'squared') return miss * miss;
  return miss >= 0 ? loss.share * miss : (loss.share - 1) * miss;
}

export interface GradientRows {
  readonly loss: BoostingLoss;
  readonly from: number;
  readonly to: number;
  readonly target: Float64Array;
  readonly scores: Float64Array;
  readonly weights: Float64Array | undefined;
  /** Receive first and second derivatives by the score. */
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
}

/** Team task: derivatives of the loss for some rows; answers the sums of absolute gradients, of hessians and of squared gradients. */
export function lossGradients(rows: GradientRows): [gradients: number, hessians: number, squares: number] {
  const { loss, from, to, target, scores, weights, gradients, hessians } = rows;
  let absolute = 0;
  let curvature = 0;
  let squares = 0;
  for (let i = from; i < to; i++) {
    const weight = weights ? weights[i]! : 1;
    let gradient = scores[i]! - target[i]!;
    let hessian = 1;
    if (loss.kind === 'binary') {
      const chance = sigmoid(scores[i]!);
      gradient = chance - target[i]!;
      hessian = chance * (1 - chance);
    } else if (loss.kind === 'quantile') gradient = gradient >= 0 ? 1 - loss.share : -loss.share;
    gradients[i] = weight * gradient;
    hessians[i] = weight * hessian;
    absolute += Math.abs(gradients[i]!);
    curvature += hessians[i]!;
    squares += weight * gradient * gradient;
  }
  return [absolute, curvature, squares];
}

/** The value with this share of the weight below it; by order statistics without weights. */
export function weightedQuantile(values: Float64Array, share: number, weights?: Float64Array): number {
  if (!weights) return quantileOfSorted(values.slice().sort(), share);
  const places = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const half = share * weights.reduce((sum, weight) => sum + weight, 0);
  let below = 0;
  for (const place of places) {
    below += weights[place]!;
    if (below >= half) return values[place]!;
  }
  return values[places[places.length - 1]!]!;
}
