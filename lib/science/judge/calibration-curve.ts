import { atLeast } from '../check.ts';
import { quantileOfSorted, sorted } from '../numeric/quantile.ts';
import { aNumber, checkOptions, numbers, type OptionRules, oneOf } from '../options.ts';
import { checkProbabilities } from './check-scored.ts';

type Numbers = ArrayLike<number>;

/** Rows of like probability: what was said on average and what happened. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  /** Rows, or their weight. */
  readonly weight: number;
  /** Mean probability. */
  readonly predicted: number;
  /** Share of ones. */
  readonly observed: number;
}

export interface CalibrationOptions {
  readonly bins?: number;
  /** Bins of equal width between 0 and 1, or of equally many rows. */
  readonly by?: 'width' | 'quantile';
  readonly weights?: Numbers;
}

const calibrationOptionRules: OptionRules<CalibrationOptions> = {
  bins: aNumber,
  by: oneOf('width', 'quantile'),
  weights: numbers,
};

/** The reliability diagram: bins that hold no row are left out; a probability on an edge belongs to the bin above. */
export function calibrationCurve(
  target: Numbers,
  probabilities: Numbers,
  options: CalibrationOptions = {},
): CalibrationBin[] {
  checkOptions(options, calibrationOptionRules);
  const { bins = 10, by = 'width', weights } = options;
  checkProbabilities(target, probabilities, weights);
  atLeast('bins', bins, 1);
  const ascending = by === 'quantile' ? sorted(probabilities) : undefined;
  const edges = Float64Array.from({ length: bins + 1 }, (_, at) =>
    ascending ? quantileOfSorted(ascending, at / bins) : at / bins,
  );
  const sums = Array.from({ length: bins }, () => ({ weight: 0, said: 0, happened: 0 }));
  for (let row = 0; row < target.length; row++) {
    const into = sums[binOf(edges, probabilities[row]!)]!;
    const weight = weights?.[row] ?? 1;
    into.weight += weight;
    into.said += weight * probabilities[row]!;
    into.happened += weight * target[row]!;
  }
  const bin = ({ weight, said, happened }: (typeof sums)[number], at: number): CalibrationBin => ({
    from: edges[at]!,
    to: edges[at + 1]!,
    weight,
    predicted: said / weight,
    observed: happened / weight,
  });
  return sums.map(bin).filter(({ weight }) => weight > 0);
}

/** ECE: the mean gap between said and happened over the bins, by weight (Naeini et al. 2015); 10 bins of equal width unless told. */
export function expectedCalibrationError(
  target: Numbers,
  probabilities: Numbers,
  options: CalibrationOptions = {},
): number {
  checkOptions(options, calibrationOptionRules);
  let gap = 0;
  let total = 0;
  for (const { weight, predicted, observed } of calibrationCurve(target, probabilities, options)) {
    gap += weight * Math.abs(predicted - observed);
    total += weight;
  }
  return gap / total;
}

/** Last bin whose lower edge is not above the value. */
function binOf(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
