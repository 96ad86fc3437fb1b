import { mean } from '../numeric/mean.ts';
import { checkProbabilities } from './check-scored.ts';

type Numbers = ArrayLike<number>;

/** Mean squared difference of probability and outcome (Brier 1950): 0 is perfect, 0.25 is what "one half" for all gets. */
export function brierScore(target: Numbers, probabilities: Numbers, weights?: Numbers): number {
  checkProbabilities(target, probabilities, weights);
  const squares = Float64Array.from(probabilities, (p, row) => (p - target[row]!) ** 2);
  return mean(squares, weights);
}
