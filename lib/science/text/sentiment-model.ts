import { atLeast, sameLength } from '../check.ts';
import { fitLogisticRegression } from '../linear/logistic/logistic-regression.ts';
import { expectModel } from '../model.ts';
import type { Sparse } from '../numeric/sparse.ts';
import { sigmoid } from '../numeric/special.ts';
import { aNumber, checkOptions } from '../options.ts';
import type { Work } from '../work.ts';
import { gramSpace, hashedGrams } from './hashed-grams.ts';
import { inverseDocumentFrequency, tfIdf } from './tf-idf.ts';

export interface SentimentModel {
  readonly kind: 'sentiment';
  readonly version: 1;
  readonly intercept: number;
  /** Places in the space of hashed grams that the training texts reached, ascending. */
  readonly places: readonly number[];
  /** Of each place: how rare it is and what it speaks for. */
  readonly rarities: readonly number[];
  readonly coefficients: readonly number[];
}

/**
 * Tells texts of two kinds apart, such as praise and complaint: logistic regression with an L2 penalty on hashed grams
 * weighted by rarity. Chinese and English in one model.
 * @param positive 1 for praise, 0 for complaint
 */
export async function fitSentiment(
  texts: readonly string[],
  positive: Float64Array,
  options: { readonly penalty?: number } = {},
  work: Work = {},
): Promise<SentimentModel> {
  checkOptions(options, { penalty: aNumber });
  const { penalty = 0.2 } = options;
  atLeast('texts', texts.length, 10);
  sameLength('the labels', positive, texts.length);
  const { counts, places } = reachedOnly(hashedGrams(texts));
  const idf = inverseDocumentFrequency(counts);
  const { intercept, coefficients } = await fitLogisticRegression(
    tfIdf(counts, idf, true),
    positive,
    { l2: penalty, solver: 'lbfgs', tolerance: 1e-4 },
    work,
  );
  return {
    kind: 'sentiment',
    version: 1,
    intercept,
    places,
    rarities: [...idf],
    coefficients,
  };
}

/** The chance that each text is positive. A text of which nothing is known gets that of the intercept. */
export function predictSentiment(model: SentimentModel, texts: readonly string[]): Float64Array {
  expectModel(model, 1, 'sentiment');
  const idf = new Float64Array(gramSpace);
  const coefficients = new Float64Array(gramSpace);
  for (const [k, place] of model.places.entries()) {
    idf[place] = model.rarities[k]!;
    coefficients[place] = model.coefficients[k]!;
  }
  const x = tfIdf(hashedGrams(texts), idf, true);
  return Float64Array.from(texts, (_, i) => {
    let logit = model.intercept;
    for (let k = x.starts[i]!; k < x.starts[i + 1]!; k++)
      logit += x.values[k]! * coefficients[x.columnsOf[k]!]!;
    return sigmoid(logit);
  });
}

/** The columns that hold anything, and where they were. */
export function reachedOnly(counts: Sparse): { counts: Sparse; places: number[] } {
  const places = Array.from(new Set(counts.columnsOf)).sort((a, b) => a - b);
  const column = new Map(places.map((place, at) => [place, at]));
  const columnsOf = counts.columnsOf.map((place) => column.get(place)!);
  return { counts: { ...counts, columns: places.length, columnsOf }, places };
}
