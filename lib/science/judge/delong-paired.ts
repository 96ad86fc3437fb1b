import { normalTwoSided } from '../numeric/distributions.ts';
import { covariance, variance } from '../numeric/variance.ts';
import { delongComponents } from './delong-components.ts';

type Numbers = ArrayLike<number>;

export interface AucComparison {
  /** First AUC minus second. */
  readonly difference: number;
  readonly standardError: number;
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
}

/**
 * Test of two scores of the same rows having the same AUC (DeLong, DeLong & Clarke-Pearson 1988).
 * Scores that put the rows in the same order differ by nothing: p is 1.
 */
export function delongTest(target: Numbers, first: Numbers, second: Numbers): AucComparison {
  const a = delongComponents(target, first);
  const b = delongComponents(target, second);
  const spread = (x: Float64Array, y: Float64Array) =>
    (variance(x) + variance(y) - 2 * covariance(x, y)) / x.length;
  const difference = a.auc - b.auc;
  const standardError = Math.sqrt(Math.max(0, spread(a.ofOnes, b.ofOnes) + spread(a.ofZeros, b.ofZeros)));
  const z = difference === 0 ? 0 : difference / standardError;
  return { difference, standardError, z, p: normalTwoSided(z) };
}
