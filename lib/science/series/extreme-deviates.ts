import { allFinite, atLeast, properShare, wholeNumber } from '../check.ts';
import { tQuantile } from '../numeric/distributions.ts';
import { median } from '../numeric/quantile.ts';
import { standardDeviation } from '../numeric/variance.ts';
import { aNumber, checkOptions, type OptionRules } from '../options.ts';

export interface Anomaly {
  /** Place in the series, from 0. */
  readonly at: number;
  /** Distance from the median, in robust standard deviations of such distances. */
  readonly score: number;
}

export interface ExtremeDeviatesOptions {
  /** Chance to find any where there is none; 0.05. */
  readonly alpha?: number;
  /** At most so many are found. */
  readonly most: number;
  /** Degrees of freedom that are left where the values are the remainder of a fit; as many as values. */
  readonly freedom?: number;
  /** Size of an ordinary remainder, which the fit has seen, against that of a value that it left out; 1. */
  readonly shrinkage?: number;
}

const extremeDeviatesOptionRules: OptionRules<ExtremeDeviatesOptions> = {
  alpha: aNumber,
  most: aNumber,
  freedom: aNumber,
  shrinkage: aNumber,
};

/** Variance of the standard deviation over that of the scaled median absolute deviation, of normal values (Rousseeuw & Croux 1993). */
const efficiency = 0.3675;

/**
 * Outliers by the generalised extreme studentised deviate test (Rosner 1983), with median and median absolute deviation as in
 * Hochenbaum, Vallis & Kejariwal (2017), in the order of time. Rosner's own bounds hold for mean and standard deviation, and
 * with a median absolute deviation give 8 to 20 false alarms in place of 5. This spread knows as much as a standard deviation
 * of 0.37 times the values, and an extreme value does not move it: bounds are Student's t with so many degrees of freedom,
 * shared among the values (Bonferroni). Where more than half of the values are equal, the standard deviation takes its place.
 */
export function extremeDeviates(values: ArrayLike<number>, options: ExtremeDeviatesOptions): Anomaly[] {
  checkOptions(options, extremeDeviatesOptionRules);
  const { alpha = 0.05, most, freedom = values.length, shrinkage = 1 } = options;
  properShare('alpha', alpha);
  wholeNumber('most', most, 1);
  atLeast('values', values.length, most + 3);
  allFinite('values', values);
  const left = Array.from(values, (value, at) => ({ at, value }));
  const taken: Anomaly[] = [];
  let found = 0;
  for (let i = 0; i < most; i++) {
    const rest = left.map(({ value }) => value);
    const centre = median(rest);
    const spread = 1.4826 * median(rest.map((value) => Math.abs(value - centre))) || standardDeviation(rest);
    if (spread === 0) break;
    const far = left.reduce(
      (a, b, k) => (Math.abs(b.value - centre) > Math.abs(left[a]!.value - centre) ? k : a),
      0,
    );
    const bound = tQuantile(1 - alpha / (2 * left.length), efficiency * (freedom - i));
    const [extreme] = left.splice(far, 1);
    const score = (shrinkage * (extreme!.value - centre)) / spread;
    taken.push({ at: extreme!.at, score });
    if (Math.abs(score) > bound) found = taken.length;
  }
  return taken.slice(0, found).sort((a, b) => a.at - b.at);
}
