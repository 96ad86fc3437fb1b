import { cutoffs } from './cutoffs.ts';

type Numbers = ArrayLike<number>;

/**
 * Area under the ROC curve: the chance that a one scores above a zero, ties counted half (midranks; Hanley & McNeil 1982).
 * `target` is 0 or 1, `scores` are in any unit, greater means more likely one.
 */
export function rocAuc(target: Numbers, scores: Numbers, weights?: Numbers): number {
  const { ones, zeros } = cutoffs(target, scores, weights);
  let area = 0;
  for (let at = 0; at < ones.length; at++) {
    const width = zeros[at]! - (zeros[at - 1] ?? 0);
    area += (width * (ones[at]! + (ones[at - 1] ?? 0))) / 2;
  }
  return area / (ones.at(-1)! * zeros.at(-1)!);
}

/** The ROC curve, from (0, 0) to (1, 1): one point a distinct score. */
export interface RocCurve {
  /** Scores at or above which a row counts as one; +∞ first. */
  readonly cutoff: Float64Array;
  readonly truePositiveRate: Float64Array;
  readonly falsePositiveRate: Float64Array;
}

export function rocCurve(target: Numbers, scores: Numbers, weights?: Numbers): RocCurve {
  const { scores: distinct, ones, zeros } = cutoffs(target, scores, weights);
  const share = (caught: Float64Array) =>
    Float64Array.from({ length: caught.length + 1 }, (_, at) => (caught[at - 1] ?? 0) / caught.at(-1)!);
  return {
    cutoff: Float64Array.from(
      { length: distinct.length + 1 },
      (_, at) => distinct[at - 1] ?? Number.POSITIVE_INFINITY,
    ),
    truePositiveRate: share(ones),
    falsePositiveRate: share(zeros),
  };
}
