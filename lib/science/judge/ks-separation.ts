import { cutoffs } from './cutoffs.ts';

type Numbers = ArrayLike<number>;

/** The greatest distance between the scores' distributions of ones and of zeros, and where it is. */
export interface KsSeparation {
  readonly ks: number;
  /** The score at or above which true minus false positive rate is greatest: the cut-off of Youden (1950). */
  readonly cutoff: number;
}

/** Kolmogorov-Smirnov distance of a score's two classes, 0 to 1, as credit scoring uses it. */
export function ksSeparation(target: Numbers, scores: Numbers, weights?: Numbers): KsSeparation {
  const { scores: distinct, ones, zeros } = cutoffs(target, scores, weights);
  let ks = 0;
  let cutoff = distinct[0]!;
  for (let at = 0; at < distinct.length; at++) {
    const distance = ones[at]! / ones.at(-1)! - zeros[at]! / zeros.at(-1)!;
    if (distance > ks) {
      ks = distance;
      cutoff = distinct[at]!;
    }
  }
  return { ks, cutoff };
}
