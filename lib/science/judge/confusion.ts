import { checkScored } from './check-scored.ts';

type Numbers = ArrayLike<number>;

/** Rows (or their weight) by what was said and what was so. */
export interface Confusion {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** Counts with every row at or above `cutoff` said to be one. `target` is 0 or 1. */
export function confusion(target: Numbers, scores: Numbers, cutoff = 0.5, weights?: Numbers): Confusion {
  checkScored(target, scores, weights);
  const counts = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 };
  for (let row = 0; row < target.length; row++) {
    const weight = weights?.[row] ?? 1;
    if (scores[row]! >= cutoff) counts[target[row] === 1 ? 'truePositives' : 'falsePositives'] += weight;
    else counts[target[row] === 1 ? 'falseNegatives' : 'trueNegatives'] += weight;
  }
  return counts;
}

export interface ConfusionMeasures {
  readonly accuracy: number;
  /** Share of ones among those said to be one; 0 when none is. */
  readonly precision: number;
  /** Share of ones that were found (sensitivity). */
  readonly recall: number;
  /** Share of zeros that were let go. */
  readonly specificity: number;
  /** Harmonic mean of precision and recall (van Rijsbergen 1979). */
  readonly f1: number;
}

/** The usual ratios of a confusion matrix. A ratio over nothing is 0. */
export function confusionMeasures(counts: Confusion): ConfusionMeasures {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = counts;
  const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
  return {
    accuracy: ratio(tp + tn, tp + fp + fn + tn),
    precision: ratio(tp, tp + fp),
    recall: ratio(tp, tp + fn),
    specificity: ratio(tn, tn + fp),
    f1: ratio(2 * tp, 2 * tp + fp + fn),
  };
}
