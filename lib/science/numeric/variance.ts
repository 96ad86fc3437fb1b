import { mean } from './mean.ts';

/**
 * Sample variance: squared deviations from the mean over n − `ddof` (1 unless told: unbiased). In two passes; what the
 * rounding of a mean far from 0 adds is taken off again (Chan, Golub & LeVeque 1983).
 */
export function variance(values: ArrayLike<number>, ddof = 1): number {
  const centre = mean(values);
  let squares = 0;
  let rest = 0;
  for (let i = 0; i < values.length; i++) {
    const off = values[i]! - centre;
    squares += off * off;
    rest += off;
  }
  return Math.max(0, squares - (rest * rest) / values.length) / (values.length - ddof);
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
  let restX = 0;
  let restY = 0;
  for (let i = 0; i < x.length; i++) {
    const [offX, offY] = [x[i]! - mx, y[i]! - my];
    products += offX * offY;
    restX += offX;
    restY += offY;
  }
  return (products - (restX * restY) / x.length) / (x.length - 1);
}

/** Pearson's correlation; NaN when one side is constant. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return covariance(x, y) / Math.sqrt(variance(x) * variance(y));
}
