import { mean } from './mean.ts';

/** Sample variance: squared deviations from the mean over n − `ddof` (1 unless told: unbiased). */
export function variance(values: ArrayLike<number>, ddof = 1): number {
  const centre = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - centre) ** 2;
  return squares / (values.length - ddof);
}

/** Square root of the sample variance. */
export function standardDeviation(values: ArrayLike<number>, ddof = 1): number {
  return Math.sqrt(variance(values, ddof));
}

/** Sample covariance of two columns: products of deviations over n − 1. */
export function covariance(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const mx = mean(x);
  const my = mean(y);
  let products = 0;
  for (let i = 0; i < x.length; i++) products += (x[i]! - mx) * (y[i]! - my);
  return products / (x.length - 1);
}

/** Pearson's correlation; NaN when one side is constant. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return covariance(x, y) / Math.sqrt(variance(x) * variance(y));
}
