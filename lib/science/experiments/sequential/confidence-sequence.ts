import { positive, properShare } from '../../check.ts';
import { outOfRange } from '../../faults.ts';
import { aNumber, checkOptions, type OptionRules } from '../../options.ts';
import type { EffectEstimate } from '../effect-estimate.ts';
import { mixtureSprt, type SequentialResult } from './mixture-sprt.ts';

export interface SequenceOptions {
  readonly alpha?: number;
  /** People (both groups) at which the interval is tightest; 5,000 unless told. */
  readonly tightestAt?: number;
}

const sequenceOptionRules: OptionRules<SequenceOptions> = { alpha: aNumber, tightestAt: aNumber };

/**
 * Asymptotic confidence sequence (Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas 2021, Gaussian mixture): with t people and
 * s² = t · error², the interval estimate ± s √(2 (t ρ² + 1) / (t² ρ²) · log(√(t ρ² + 1) / α)) holds at all looks at once,
 * for any estimate that is a mean of independent parts. It is the mixture test whose spread is ρ s.
 */
export function confidenceSequence(
  effect: Pick<EffectEstimate, 'estimate' | 'error' | 'n'>,
  options: SequenceOptions = {},
): SequentialResult {
  checkOptions(options, sequenceOptionRules);
  const { alpha = 0.05, tightestAt = 5000 } = options;
  positive('people', effect.n);
  const spread = sequenceRho(alpha, tightestAt) * effect.error * Math.sqrt(effect.n);
  return mixtureSprt(effect, { spread, alpha });
}

/** Half the width of the sequence in standard errors when `n` people are seen. */
export function sequenceCriticalValue(n: number, options: SequenceOptions = {}): number {
  checkOptions(options, sequenceOptionRules);
  const { alpha = 0.05, tightestAt = 5000 } = options;
  positive('people', n);
  const growth = n * sequenceRho(alpha, tightestAt) ** 2;
  return Math.sqrt(((growth + 1) / growth) * (Math.log(growth + 1) - 2 * Math.log(alpha)));
}

/** ρ for which the interval is tightest at a given number of people (the paper's closed form, an approximation). */
function sequenceRho(alpha: number, tightestAt: number): number {
  properShare('alpha', alpha);
  if (!(tightestAt >= 1)) throw outOfRange({ what: 'tightestAt', given: tightestAt, allowed: '1 or more' });
  const log = -2 * Math.log(alpha);
  return Math.sqrt((log + Math.log(log + 1)) / tightestAt);
}
