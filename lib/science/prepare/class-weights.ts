import { binaryTarget } from '../check.ts';

/**
 * Weights by row that give zeros and ones the same total, n / 2 each (King & Zeng 2001). They move probabilities: calibrate
 * afterwards, or better, keep the weights equal and move the cut-off.
 */
export function balancedWeights(target: ArrayLike<number>): Float64Array {
  const ones = binaryTarget('the target', target);
  const [ofZero, ofOne] = [target.length / (2 * (target.length - ones)), target.length / (2 * ones)];
  return Float64Array.from(target, (one) => (one === 1 ? ofOne : ofZero));
}
