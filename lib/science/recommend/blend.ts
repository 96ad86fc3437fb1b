import { atLeast } from '../check.ts';
import { lbfgs } from '../numeric/lbfgs.ts';
import { dot } from '../numeric/matrix.ts';
import { mean } from '../numeric/mean.ts';
import { logSigmoid, sigmoid } from '../numeric/special.ts';
import { standardDeviation } from '../numeric/variance.ts';
import type { Recommender } from './recommender.ts';

/** An item a person came to like, which their recommenders had not seen, and items they passed by. */
export interface Preference {
  readonly person: number;
  readonly liked: number;
  readonly others: ArrayLike<number>;
}

/**
 * Weights of several recommenders by stacking (Wolpert 1992): logistic regression without intercept of "liked above
 * other" on the differences of their standardised scores. The preferences must be unknown to the recommenders.
 */
export function fitBlend(
  recommenders: readonly Recommender[],
  items: number,
  preferences: readonly Preference[],
  penalty = 1,
): Float64Array {
  atLeast('recommenders', recommenders.length, 1);
  atLeast('preferences', preferences.length, 1);
  const differences = preferences.flatMap(({ person, liked, others }) => {
    const scores = recommenders.map((recommender) => standardised(recommender, person, items));
    return Array.from(others, (other) => Float64Array.from(scores, (each) => each[liked]! - each[other]!));
  });
  const fit = lbfgs((weights, gradient) => {
    let loss = (penalty / 2) * dot(weights, weights);
    gradient.set(weights.map((weight) => penalty * weight));
    for (const difference of differences) {
      const margin = dot(weights, difference);
      loss -= logSigmoid(margin);
      const pull = sigmoid(-margin);
      for (let k = 0; k < weights.length; k++) gradient[k]! -= pull * difference[k]!;
    }
    return loss;
  }, new Float64Array(recommenders.length));
  return fit.x;
}

/** The weighted sum of the recommenders' standardised scores. */
export function blend(recommenders: readonly Recommender[], weights: ArrayLike<number>): Recommender {
  return (person, scores) => {
    const parts = recommenders.map((recommender) => standardised(recommender, person, scores.length));
    for (let item = 0; item < scores.length; item++) {
      scores[item] = 0;
      for (let k = 0; k < parts.length; k++) scores[item]! += weights[k]! * parts[k]![item]!;
    }
  };
}

function standardised(recommender: Recommender, person: number, items: number): Float64Array {
  const scores = new Float64Array(items);
  recommender(person, scores);
  const centre = mean(scores);
  const spread = standardDeviation(scores, 0) || 1;
  return scores.map((score) => (score - centre) / spread);
}
