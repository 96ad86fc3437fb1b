import { mean } from '../numeric/mean.ts';
import { checkProbabilities } from './check-scored.ts';

type Numbers = ArrayLike<number>;

/** Mean of −log of the probability given to what came true; probabilities are held within [1e-15, 1 − 1e-15]. */
export function logLoss(target: Numbers, probabilities: Numbers, weights?: Numbers): number {
  checkProbabilities(target, probabilities, weights);
  const losses = Float64Array.from(probabilities, (p, row) => {
    const given = target[row] === 1 ? p : 1 - p;
    return -Math.log(Math.min(Math.max(given, 1e-15), 1 - 1e-15));
  });
  return mean(losses, weights);
}
