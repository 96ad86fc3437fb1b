import type { Behaviour } from './purchase-process.ts';

/**
 * Time to the next purchase when purchases come at random at a rate ~ Gamma(r, α): Lomax,
 * P(longer than t | x, T) = ((α + T) / (α + T + t))^(r + x).
 */
export function gammaWait(r: number, alpha: number): Pick<Behaviour, 'waitBeyond' | 'waitQuantile'> {
  return {
    waitBeyond: (x, age, time) => ((alpha + age) / (alpha + age + time)) ** (r + x),
    waitQuantile: (x, age, share) => (alpha + age) * Math.expm1(-Math.log1p(-share) / (r + x)),
  };
}
