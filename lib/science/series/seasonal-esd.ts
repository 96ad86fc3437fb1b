import { atLeast } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { tQuantile } from '../numeric/distributions.ts';
import { median } from '../numeric/quantile.ts';
import { stl } from './stl.ts';

export interface Anomaly {
  /** Place in the series, from 0. */
  readonly at: number;
  /** Value less season and trend, in robust standard deviations. */
  readonly score: number;
}

export interface SeasonalEsdOptions {
  /** Chance to find any anomaly where there is none. */
  readonly alpha?: number;
  /** Greatest share of the values that may be anomalies. */
  readonly most?: number;
}

/**
 * Values that do not fit trend and season (Hochenbaum, Vallis & Kejariwal 2017, S-H-ESD): the remainder of a robust STL is
 * tested by the generalised extreme studentised deviate (Rosner 1983) with median and median absolute deviation. In the order of time.
 */
export function seasonalEsd(
  y: ArrayLike<number>,
  period: number,
  options: SeasonalEsdOptions = {},
): Anomaly[] {
  const { alpha = 0.05, most = 0.02 } = options;
  if (!(most > 0 && most <= 0.49))
    throw outOfRange({ what: 'most', given: most, allowed: 'above 0, at most 0.49' });
  // a narrow trend would follow the noise, so that what it does not follow looks extreme
  const { remainder } = stl(y, period, { robust: true, trendWidth: wide * period });
  return extremeDeviates(remainder, alpha, Math.max(1, Math.floor(most * y.length)));
}

/** Cycles that the trend is smoothed over. */
const wide = 10;

/** The generalised ESD test with median and median absolute deviation for up to `most` outliers. */
export function extremeDeviates(values: ArrayLike<number>, alpha: number, most: number): Anomaly[] {
  atLeast('values', values.length, most + 3);
  const left = Array.from(values, (value, at) => ({ at, value }));
  const taken: Anomaly[] = [];
  let found = 0;
  for (let i = 1; i <= most; i++) {
    const rest = left.map(({ value }) => value);
    const centre = median(rest);
    const spread = 1.4826 * median(rest.map((value) => Math.abs(value - centre)));
    if (spread === 0) break;
    const far = left.reduce(
      (a, b, k) => (Math.abs(b.value - centre) > Math.abs(left[a]!.value - centre) ? k : a),
      0,
    );
    const [extreme] = left.splice(far, 1);
    const score = (extreme!.value - centre) / spread;
    taken.push({ at: extreme!.at, score });
    if (Math.abs(score) > criticalDeviate(values.length, i, alpha)) found = i;
  }
  return taken.slice(0, found).sort((a, b) => a.at - b.at);
}

/** Rosner's critical value λ for the i-th of n values. */
function criticalDeviate(n: number, i: number, alpha: number): number {
  const df = n - i - 1;
  const t = tQuantile(1 - alpha / (2 * (n - i + 1)), df);
  return ((n - i) * t) / Math.sqrt((df + t * t) * (n - i + 1));
}
