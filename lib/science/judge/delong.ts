import { atLeast } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { normalQuantile, normalTwoSided } from '../numeric/distributions.ts';
import { mean } from '../numeric/mean.ts';
import { midranks } from '../numeric/rank.ts';
import { covariance, variance } from '../numeric/variance.ts';
import { checkScored } from './check-scored.ts';

type Numbers = ArrayLike<number>;

export interface AucInterval {
  readonly auc: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Confidence interval of the ROC-AUC (DeLong, DeLong & Clarke-Pearson 1988, by midranks as Sun & Xu 2014), symmetric on the
 * logit scale, which keeps it within 0 and 1. A perfect order has no spread: the interval then falls together.
 */
export function delongInterval(target: Numbers, scores: Numbers, level = 0.95): AucInterval {
  if (!(level > 0 && level < 1))
    throw outOfRange({ what: 'level', given: level, allowed: 'between 0 and 1' });
  const { auc, ofOnes, ofZeros } = components(target, scores);
  const standardError = Math.sqrt(variance(ofOnes) / ofOnes.length + variance(ofZeros) / ofZeros.length);
  if (standardError === 0 || auc === 0 || auc === 1) return { auc, standardError, lower: auc, upper: auc };
  const reach = (normalQuantile((1 + level) / 2) * standardError) / (auc * (1 - auc));
  const odds = auc / (1 - auc);
  const back = (shift: number) => 1 / (1 + Math.exp(-shift) / odds);
  return { auc, standardError, lower: back(-reach), upper: back(reach) };
}

export interface AucComparison {
  /** First AUC minus second. */
  readonly difference: number;
  readonly standardError: number;
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
}

/** DeLong's test of two scores of the same rows having the same AUC. Scores in the same order of rows differ by nothing: p is 1. */
export function delongTest(target: Numbers, first: Numbers, second: Numbers): AucComparison {
  const a = components(target, first);
  const b = components(target, second);
  const spread = (x: Float64Array, y: Float64Array) =>
    (variance(x) + variance(y) - 2 * covariance(x, y)) / x.length;
  const difference = a.auc - b.auc;
  const standardError = Math.sqrt(Math.max(0, spread(a.ofOnes, b.ofOnes) + spread(a.ofZeros, b.ofZeros)));
  const z = difference === 0 ? 0 : difference / standardError;
  return { difference, standardError, z, p: normalTwoSided(z) };
}

/** Each one's share of zeros below it and each zero's share of ones above it, ties half. */
function components(target: Numbers, scores: Numbers) {
  checkScored(target, scores);
  const all = midranks(scores);
  const pick = (label: number, from: Numbers) =>
    Float64Array.from({ length: from.length }, (_, row) => from[row]!).filter(
      (_, row) => target[row] === label,
    );
  const [ones, zeros] = [pick(1, scores), pick(0, scores)];
  atLeast('ones', ones.length, 2);
  atLeast('zeros', zeros.length, 2);
  const amongOnes = midranks(ones);
  const amongZeros = midranks(zeros);
  const ofOnes = pick(1, all).map((rank, at) => (rank - amongOnes[at]!) / zeros.length);
  const ofZeros = pick(0, all).map((rank, at) => 1 - (rank - amongZeros[at]!) / ones.length);
  return { auc: mean(ofOnes), ofOnes, ofZeros };
}
