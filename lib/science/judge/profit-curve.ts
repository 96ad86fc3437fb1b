import { cutoffs } from './cutoffs.ts';

type Numbers = ArrayLike<number>;

/** What each kind of row brings, in one currency; costs are negative. */
export interface Payoff {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative?: number;
  readonly trueNegative?: number;
}

/** Profit when all rows at or above each distinct score are acted upon; the first point acts on nobody. */
export interface ProfitCurve {
  readonly cutoff: Float64Array;
  /** Share of rows acted upon. */
  readonly share: Float64Array;
  readonly profit: Float64Array;
  /** Place of the greatest profit; the one with the fewest rows where several are equal. */
  readonly best: number;
}

/** Expected profit of each cut-off (Provost & Fawcett 2013, ch. 8). */
export function profitCurve(
  target: Numbers,
  scores: Numbers,
  { truePositive, falsePositive, falseNegative = 0, trueNegative = 0 }: Payoff,
  weights?: Numbers,
): ProfitCurve {
  const { scores: distinct, ones, zeros } = cutoffs(target, scores, weights);
  const allOnes = ones.at(-1)!;
  const allZeros = zeros.at(-1)!;
  const points = distinct.length + 1;
  const share = new Float64Array(points);
  const profit = new Float64Array(points);
  let best = 0;
  for (let at = 0; at < points; at++) {
    const tp = ones[at - 1] ?? 0;
    const fp = zeros[at - 1] ?? 0;
    share[at] = (tp + fp) / (allOnes + allZeros);
    profit[at] =
      tp * truePositive +
      fp * falsePositive +
      (allOnes - tp) * falseNegative +
      (allZeros - fp) * trueNegative;
    if (profit[at]! > profit[best]!) best = at;
  }
  const cutoff = new Float64Array(points);
  cutoff[0] = Number.POSITIVE_INFINITY;
  cutoff.set(distinct, 1);
  return { cutoff, share, profit, best };
}
