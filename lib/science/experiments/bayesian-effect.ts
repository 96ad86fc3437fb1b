import { allFinite, positive } from '../check.ts';
import { normalCdf, normalDensity } from '../numeric/index.ts';
import { aNumber, checkOptions, judgedLater, type OptionRules } from '../options.ts';
import { criticalValue, type EffectEstimate } from './effect-estimate.ts';

/** What is believed of the difference of b from a after the data. */
export interface EffectBelief {
  readonly estimate: number;
  /** Standard deviation of the belief. */
  readonly deviation: number;
  /** P(b is better than a). */
  readonly chanceToWin: number;
  /** Expected loss, in units of the estimate, by taking a or b if it should be the worse one. */
  readonly risk: { readonly a: number; readonly b: number };
  /** Credible interval with equal tails. */
  readonly low: number;
  readonly high: number;
}

export interface BeliefOptions {
  /** Belief before the data, N(mean, deviation²) over the effect; none (flat) unless told. */
  readonly prior?: { readonly mean: number; readonly deviation: number };
  readonly level?: number;
}

const beliefOptionRules: OptionRules<BeliefOptions> = { prior: judgedLater, level: aNumber };

/**
 * Normal belief over an effect that was estimated with a normal error: absolute or relative, of means, ratios, CUPED.
 * The posterior is weighted by precisions; the risk of b is E max(−δ, 0) = σ φ(μ/σ) − μ Φ(−μ/σ).
 */
export function bayesianEffect(
  { estimate, error }: Pick<EffectEstimate, 'estimate' | 'error'>,
  options: BeliefOptions = {},
): EffectBelief {
  checkOptions(options, beliefOptionRules);
  const { prior, level = 0.95 } = options;
  positive('the standard error', error);
  allFinite('the estimate', [estimate]);
  if (prior) {
    positive('the deviation of the prior', prior.deviation);
    allFinite('the mean of the prior', [prior.mean]);
  }
  const before = prior ? prior.deviation ** -2 : 0;
  const data = error ** -2;
  const deviation = (before + data) ** -0.5;
  const mean = ((prior ? before * prior.mean : 0) + data * estimate) / (before + data);
  const half = criticalValue(level) * deviation;
  const loss = (of: number) => deviation * normalDensity(of / deviation) - of * normalCdf(-of / deviation);
  return {
    estimate: mean,
    deviation,
    chanceToWin: normalCdf(mean / deviation),
    risk: { a: loss(-mean), b: loss(mean) },
    low: mean - half,
    high: mean + half,
  };
}
