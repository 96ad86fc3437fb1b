import { allFinite, positive, properShare } from '../../check.ts';
import type { EffectEstimate } from '../effect-estimate.ts';

export interface SequentialResult {
  /** Always-valid p value of this look; keep the least of all looks. */
  readonly p: number;
  /** Interval that holds at all looks at once. */
  readonly low: number;
  readonly high: number;
}

/**
 * Mixture sequential probability ratio test with a normal mixture (Robbins 1970; Johari, Pekelis & Walsh 2015): with the
 * variance V of the estimate and the effects to be found being N(0, τ²), the likelihood ratio is
 * √(V / (V + τ²)) exp(τ² estimate² / (2 V (V + τ²))), and p = 1 / ratio is valid however often one looks.
 * `spread` is τ, in units of the estimate: the size of effects that are worth finding.
 */
export function mixtureSprt(
  { estimate, error }: Pick<EffectEstimate, 'estimate' | 'error'>,
  { spread, alpha = 0.05 }: { readonly spread: number; readonly alpha?: number },
): SequentialResult {
  positive('the spread of effects', spread);
  positive('the standard error', error);
  allFinite('the estimate', [estimate]);
  properShare('alpha', alpha);
  const variance = error ** 2;
  const prior = spread ** 2;
  const logShrink = Math.log(variance / (variance + prior)) / 2;
  const logRatio = logShrink + (prior * estimate ** 2) / (2 * variance * (variance + prior));
  const half = Math.sqrt(((2 * variance * (variance + prior)) / prior) * (-Math.log(alpha) - logShrink));
  return { p: Math.min(1, Math.exp(-logRatio)), low: estimate - half, high: estimate + half };
}
