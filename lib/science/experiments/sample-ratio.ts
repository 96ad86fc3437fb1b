import { logGamma, sum } from '../numeric/index.ts';
import { type ChiSquare, chiSquareFit } from './fixed/chi-square-test.ts';

/**
 * Sample ratio mismatch: whether people were split as intended (Fabijan et al. 2019). The level of the alarm is the
 * caller's choice, 0.001 for a check that is looked at once or now and then.
 */
export function sampleRatio(counts: readonly number[], weights: readonly number[]): ChiSquare {
  return chiSquareFit(counts, weights);
}

/**
 * The same under looking after every person: an always-valid p value from the Bayes factor of a Dirichlet mixture centred
 * at the intended shares (Lindon & Malek 2020). Keep the least of the values seen. `concentration` says how near to the
 * intended split a fault is expected; greater finds smaller faults later.
 */
export function sequentialSampleRatio(
  counts: readonly number[],
  weights: readonly number[],
  concentration = 1000,
): number {
  chiSquareFit(counts, weights);
  const whole = sum(weights);
  const n = sum(counts);
  let logFactor = logGamma(concentration) - logGamma(concentration + n);
  for (const [k, count] of counts.entries()) {
    const share = weights[k]! / whole;
    logFactor += logGamma(concentration * share + count) - logGamma(concentration * share);
    logFactor -= count * Math.log(share);
  }
  return Math.min(1, Math.exp(-logFactor));
}
