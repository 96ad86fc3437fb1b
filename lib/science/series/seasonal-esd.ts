import { outOfRange } from '../faults.ts';
import { aNumber, checkOptions, type OptionRules } from '../options.ts';
import { bisquareSlope } from './bisquare.ts';
import { type Anomaly, extremeDeviates } from './extreme-deviates.ts';
import { stl, stlParameters } from './stl.ts';

export interface SeasonalEsdOptions {
  /** Chance to find any anomaly where there is none; 0.05. */
  readonly alpha?: number;
  /** Greatest share of the values that may be anomalies; 0.02. */
  readonly most?: number;
}

const seasonalEsdOptionRules: OptionRules<SeasonalEsdOptions> = { alpha: aNumber, most: aNumber };

/** Cycles that the trend is smoothed over: a narrow trend would follow the noise, so that what it does not follow looks extreme. */
const cycles = 10;

/**
 * Values that do not fit trend and season (Hochenbaum, Vallis & Kejariwal 2017, S-H-ESD), in the order of time: the remainder
 * of a robust STL is tested for extreme deviates. An ordinary value draws the fit towards itself, an extreme one, which the
 * robust weights leave out, does not: the share is parameters / values, over the mean slope of the weights (Huber 1981,
 * chapter 7). Without this, noise would look like anomalies, the more the fewer cycles there are. In two or three cycles
 * nearly nothing is found. The noise is taken to be normal and independent: the extremes of heavier tails are found.
 */
export function seasonalEsd(
  y: ArrayLike<number>,
  period: number,
  options: SeasonalEsdOptions = {},
): Anomaly[] {
  checkOptions(options, seasonalEsdOptionRules);
  const { alpha, most = 0.02 } = options;
  if (!(most > 0 && most <= 0.49))
    throw outOfRange({ what: 'most', given: most, allowed: 'above 0, at most 0.49' });
  const trendWidth = cycles * period;
  const remainder = withoutRounding(y, stl(y, period, { robust: true, trendWidth }).remainder);
  const n = remainder.length;
  const parameters = stlParameters(n, period, trendWidth);
  return extremeDeviates(remainder, {
    alpha,
    most: Math.max(1, Math.floor(most * n)),
    freedom: n - parameters,
    shrinkage: Math.max(0, 1 - parameters / n / bisquareSlope(remainder)),
  });
}

/** A series without noise leaves errors of rounding, whose extremes say nothing. */
function withoutRounding(y: ArrayLike<number>, remainder: Float64Array): Float64Array {
  let greatest = 0;
  for (let i = 0; i < y.length; i++) greatest = Math.max(greatest, Math.abs(y[i]!));
  return remainder.map((value) => (Math.abs(value) > 1e-12 * greatest ? value : 0));
}
