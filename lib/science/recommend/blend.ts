import { seededRandom } from '#lib/core';
import { atLeast, positive, sameLength, wholeNumber } from '../check.ts';
import { lbfgsAwaiting } from '../numeric/lbfgs.ts';
import { dot } from '../numeric/matrix.ts';
import { mean } from '../numeric/mean.ts';
import type { Sparse } from '../numeric/sparse.ts';
import { logSumExp } from '../numeric/special.ts';
import { standardDeviation } from '../numeric/variance.ts';
import { below } from '../numeric/variates.ts';
import { aNumber, checkOptions } from '../options.ts';
import { outOfFold } from '../prepare/splits/out-of-fold.ts';
import { checkpoint, quiet, type Work } from '../work.ts';
import type { Recommender } from './recommender.ts';

/** An item a person came to like, which their recommenders had not seen, and items they passed by. */
export interface Preference {
  readonly person: number;
  readonly liked: number;
  readonly others: ArrayLike<number>;
}

/**
 * Preferences with others as a list is chosen from: items that the person has not had, each as likely.
 * @param held people and the items that were held back from `seen`
 */
export function drawPreferences(
  seen: Sparse,
  held: readonly Omit<Preference, 'others'>[],
  options: { readonly others?: number; readonly seed?: number } = {},
): Preference[] {
  checkOptions(options, { others: aNumber, seed: aNumber });
  const { others = 99, seed = 1 } = options;
  wholeNumber('others', others, 1);
  const random = seededRandom(seed);
  return held.map(({ person, liked }) => {
    const had = new Set(seen.columnsOf.subarray(seen.starts[person], seen.starts[person + 1])).add(liked);
    atLeast(`items that person ${person} has not had`, seen.columns - had.size, 1);
    const drawn = Array.from({ length: others }, () => {
      let item = below(random, seen.columns);
      while (had.has(item)) item = below(random, seen.columns);
      return item;
    });
    return { person, liked, others: drawn };
  });
}

/**
 * Weights of several recommenders by stacking (Wolpert 1992): the chance that the liked item is first among the others
 * (a softmax, Luce 1959) by their standardised scores. In five folds the blend is held against each of its parts by the mean
 * of 1 / log₂(1 + rank); where the best part is better, it gets all of the weight.
 * The preferences must be unknown to the recommenders, and their others such as will have to be told apart.
 */
export async function fitBlend(
  recommenders: readonly Recommender[],
  items: number,
  preferences: readonly Preference[],
  options: { readonly penalty?: number } = {},
  work: Work = {},
): Promise<Float64Array> {
  checkOptions(options, { penalty: aNumber });
  const { penalty = 1 } = options;
  positive('penalty', penalty);
  atLeast('recommenders', recommenders.length, 1);
  atLeast('preferences', preferences.length, 1);
  const cases: Float64Array[][] = [];
  for (const { person, liked, others } of preferences) {
    const scores = recommenders.map((recommender) => standardised(recommender, person, items));
    cases.push(
      Array.from(others, (other) => Float64Array.from(scores, (each) => each[liked]! - each[other]!)),
    );
    await checkpoint(work, (0.5 * cases.length) / preferences.length);
  }
  const parts = recommenders.map((_, at) => Float64Array.from(recommenders, (_, k) => Number(k === at)));
  if (parts.length === 1) return parts[0]!;
  const gains = (weights: Float64Array, of: readonly Float64Array[][]) =>
    Float64Array.from(of, (differences) => 1 / Math.log2(1 + rankOf(weights, differences)));
  const alone = parts.map((part) => mean(gains(part, cases)));
  const best = parts[alone.indexOf(Math.max(...alone))]!;
  const learnt = (from: readonly Float64Array[][]) =>
    softmaxWeights(from, parts.length, penalty, quiet(work));
  if (cases.length > 1) {
    const fold = Int32Array.from(cases, (_, at) => at % Math.min(5, cases.length));
    const casesAt = (rows: Uint32Array) => Array.from(rows, (row) => cases[row]!);
    const blended = await outOfFold(
      fold,
      async ({ train, test }) => gains(await learnt(casesAt(train)), casesAt(test)),
      quiet(work),
    );
    if (mean(blended) < Math.max(...alone)) return best;
  }
  return learnt(cases);
}

/** One more than the others that are scored as high; equal scores count against. */
function rankOf(weights: Float64Array, differences: readonly Float64Array[]): number {
  return 1 + differences.filter((difference) => dot(weights, difference) <= 0).length;
}

const casesAtOnce = 500;

/** log(1 + Σ e^−margin) is minus the log chance that the liked one is first. */
async function softmaxWeights(
  cases: readonly Float64Array[][],
  size: number,
  penalty: number,
  work: Work,
): Promise<Float64Array> {
  const fit = await lbfgsAwaiting(async (weights, gradient) => {
    let loss = (penalty / 2) * dot(weights, weights);
    gradient.set(weights.map((weight) => penalty * weight));
    for (const [at, differences] of cases.entries()) {
      if (at % casesAtOnce === 0) await checkpoint(work, 0);
      const against = differences.map((difference) => -dot(weights, difference));
      const all = logSumExp([0, ...against]);
      loss += all;
      for (const [at, difference] of differences.entries()) {
        const chance = Math.exp(against[at]! - all);
        for (let k = 0; k < size; k++) gradient[k]! -= chance * difference[k]!;
      }
    }
    return loss;
  }, new Float64Array(size));
  return fit.x;
}

/** The weighted sum of the recommenders' standardised scores. */
export function blend(recommenders: readonly Recommender[], weights: ArrayLike<number>): Recommender {
  sameLength('weights', weights, recommenders.length);
  return (person, scores) => {
    scores.fill(0);
    for (const [k, recommender] of recommenders.entries()) {
      if (weights[k] === 0) continue;
      const part = standardised(recommender, person, scores.length);
      for (let item = 0; item < scores.length; item++) scores[item]! += weights[k]! * part[item]!;
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
