import betaCdfOf from '@stdlib/stats-base-dists-beta-cdf';
import betaQuantileOf from '@stdlib/stats-base-dists-beta-quantile';
import chiSquareQuantileOf from '@stdlib/stats-base-dists-chisquare-quantile';
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile';
import tQuantileOf from '@stdlib/stats-base-dists-t-quantile';
import { complementaryError, incompleteBeta, incompleteGamma } from './special.ts';

/** P(Z ≤ z) of the standard normal; right in both tails. */
export const normalCdf = (z: number): number => complementaryError(-z / Math.SQRT2) / 2;

/** Density of the standard normal. */
export const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** z with P(Z ≤ z) = p. */
export const normalQuantile = (p: number): number => normalQuantileOf(p, 0, 1);

/** P(|Z| ≥ |z|). */
export const normalTwoSided = (z: number): number => complementaryError(Math.abs(z) / Math.SQRT2);

/** P(T ≤ t) of Student's t. */
export function tCdf(t: number, df: number): number {
  const tail = tTwoSided(t, df) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** t with P(T ≤ t) = p. */
export const tQuantile = (p: number, df: number): number => tQuantileOf(p, df);

/** P(|T| ≥ |t|); right in the far tail. */
export const tTwoSided = (t: number, df: number): number => incompleteBeta(df / (df + t * t), df / 2, 0.5);

/** P(X ≥ x) of χ² with df degrees of freedom. */
export const chiSquareTail = (x: number, df: number): number =>
  x <= 0 ? 1 : incompleteGamma(x / 2, df / 2, true);

/** x with P(X ≤ x) = p of χ². */
export const chiSquareQuantile = (p: number, df: number): number => chiSquareQuantileOf(p, df);

/** P(X ≥ x) of F with d1 and d2 degrees of freedom. */
export const fTail = (x: number, d1: number, d2: number): number =>
  x <= 0 ? 1 : incompleteBeta(d2 / (d2 + d1 * x), d2 / 2, d1 / 2);

/** P(X ≤ x) of the beta distribution. */
export const betaCdf = (x: number, a: number, b: number): number => betaCdfOf(x, a, b);

/** x with P(X ≤ x) = p of the beta distribution. */
export const betaQuantile = (p: number, a: number, b: number): number => betaQuantileOf(p, a, b);
