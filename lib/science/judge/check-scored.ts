import { allFinite, binaryTarget, positiveWeights, sameLength } from '../check.ts';
import { outOfRange } from '../faults.ts';

type Numbers = ArrayLike<number>;

/** Refuses a target that is not 0/1, scores that are not finite, lengths that differ, weights that are not positive. */
export function checkScored(target: Numbers, scores: Numbers, weights?: Numbers): void {
  binaryTarget('the target', target);
  sameLength('the scores', scores, target.length);
  allFinite('the scores', scores);
  if (!weights) return;
  sameLength('the weights', weights, target.length);
  positiveWeights(weights);
}

/** Refuses what is not a probability, besides what `checkScored` refuses. */
export function checkProbabilities(target: Numbers, probabilities: Numbers, weights?: Numbers): void {
  checkScored(target, probabilities, weights);
  for (let row = 0; row < probabilities.length; row++) {
    const given = probabilities[row]!;
    if (given < 0 || given > 1)
      throw outOfRange({ what: `the probability in row ${row + 1}`, given, allowed: '0 to 1' });
  }
}
