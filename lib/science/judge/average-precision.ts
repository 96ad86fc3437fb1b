import { cutoffs } from './cutoffs.ts';

type Numbers = ArrayLike<number>;

/**
 * Area under the precision-recall curve as average precision: precision at each distinct score, weighted by the recall
 * it adds. No line is drawn between points, which would be too kind (Davis & Goadrich 2006).
 */
export function averagePrecision(target: Numbers, scores: Numbers, weights?: Numbers): number {
  const { ones, zeros } = cutoffs(target, scores, weights);
  let area = 0;
  for (let at = 0; at < ones.length; at++) {
    const found = ones[at]!;
    area += ((found - (ones[at - 1] ?? 0)) * found) / (found + zeros[at]!);
  }
  return area / ones.at(-1)!;
}

/** Precision and recall at each distinct score, the greatest first. */
export interface PrecisionRecallCurve {
  readonly cutoff: Float64Array;
  readonly precision: Float64Array;
  readonly recall: Float64Array;
}

/** The curve that `averagePrecision` sums up. */
export function precisionRecallCurve(
  target: Numbers,
  scores: Numbers,
  weights?: Numbers,
): PrecisionRecallCurve {
  const { scores: cutoff, ones, zeros } = cutoffs(target, scores, weights);
  return {
    cutoff,
    precision: ones.map((found, at) => found / (found + zeros[at]!)),
    recall: ones.map((found) => found / ones.at(-1)!),
  };
}
