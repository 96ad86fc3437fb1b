import { finiteOrMissing } from '../check.ts';
import { allMissing } from '../faults.ts';
import { median } from '../numeric/quantile.ts';

/**
 * Distance from the median in robust standard deviations, 1.4826 times the median absolute deviation (Iglewicz & Hoaglin
 * 1993 call anything beyond 3.5 an outlier). Missing values stay missing. Where more than half are equal, any other value is infinitely far.
 */
export function robustZ(values: ArrayLike<number>): Float64Array {
  finiteOrMissing('the series', values);
  const centre = median(values);
  if (Number.isNaN(centre)) throw allMissing({ what: 'the series' });
  const spread = 1.4826 * median(Float64Array.from(values, (value) => Math.abs(value - centre)));
  return Float64Array.from(values, (value) => {
    if (Number.isNaN(value)) return Number.NaN;
    if (spread === 0) return value === centre ? 0 : Math.sign(value - centre) * Number.POSITIVE_INFINITY;
    return (value - centre) / spread;
  });
}
