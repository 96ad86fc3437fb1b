import { properShare } from '../check.ts';
import { tQuantile } from '../numeric/distributions.ts';
import { variance } from '../numeric/variance.ts';
import { delongComponents } from './delong-components.ts';

type Numbers = ArrayLike<number>;

export interface AucInterval {
  readonly auc: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Confidence interval of the ROC-AUC with DeLong's standard error (1988), symmetric on the logit scale, which keeps it
 * within 0 and 1, and by Student's t with Satterthwaite's degrees of freedom (Brunner & Munzel 2000), which matters when
 * one class has few rows. A perfect order has no spread: the interval then falls together.
 */
export function delongInterval(target: Numbers, scores: Numbers, level = 0.95): AucInterval {
  properShare('level', level);
  const { auc, ofOnes, ofZeros } = delongComponents(target, scores);
  const byOnes = variance(ofOnes) / ofOnes.length;
  const byZeros = variance(ofZeros) / ofZeros.length;
  const standardError = Math.sqrt(byOnes + byZeros);
  if (standardError === 0 || auc === 0 || auc === 1) return { auc, standardError, low: auc, high: auc };
  const freedom =
    (byOnes + byZeros) ** 2 / (byOnes ** 2 / (ofOnes.length - 1) + byZeros ** 2 / (ofZeros.length - 1));
  const reach = (tQuantile((1 + level) / 2, freedom) * standardError) / (auc * (1 - auc));
  const odds = auc / (1 - auc);
  const moved = (by: number) => 1 / (1 + Math.exp(-by) / odds);
  return { auc, standardError, low: moved(-reach), high: moved(reach) };
}
