import { atLeast, sameLength } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { fitLogisticRegression } from '../linear/logistic/logistic-regression.ts';
import { expectModel } from '../model.ts';
import { sigmoid } from '../numeric/special.ts';
import { aNumber, checkOptions } from '../options.ts';
import type { Work } from '../work.ts';
import { gramSpace, hashedGrams } from './hashed-grams.ts';
import { reachedOnly } from './sentiment-model.ts';
import { inverseDocumentFrequency, tfIdf } from './tf-idf.ts';

export const sentimentClasses = ['negative', 'neutral', 'positive'] as const;
export type SentimentClass = (typeof sentimentClasses)[number];

export interface SentimentClassesModel {
  readonly kind: 'sentiment-classes';
  readonly version: 1;
  /** Places in the space of hashed grams that the training texts reached, ascending, and how rare each is. */
  readonly places: readonly number[];
  readonly rarities: readonly number[];
  /** By class: what speaks for it and not for the others. */
  readonly classes: Readonly<
    Record<SentimentClass, { readonly intercept: number; readonly coefficients: readonly number[] }>
  >;
}

/**
 * Tells complaint, statement and praise apart: each class against the others by logistic regression on hashed grams, the
 * chances scaled to sum to 1 (Rifkin & Klautau 2004; Zadrozny & Elkan 2002). Texts labelled neutral teach what a text
 * without an opinion looks like; a model of two classes can only be unsure.
 */
export async function fitSentimentClasses(
  texts: readonly string[],
  labels: readonly SentimentClass[],
  options: { readonly penalty?: number } = {},
  work: Work = {},
): Promise<SentimentClassesModel> {
  checkOptions(options, { penalty: aNumber });
  const { penalty = 0.2 } = options;
  atLeast('texts', texts.length, 15);
  sameLength('the labels', labels, texts.length);
  for (const [row, label] of labels.entries())
    if (!sentimentClasses.includes(label))
      throw outOfRange({ what: `label ${row + 1}`, given: label, allowed: sentimentClasses.join(', ') });
  const { counts, places } = reachedOnly(hashedGrams(texts));
  const idf = inverseDocumentFrequency(counts);
  const x = tfIdf(counts, idf, true);
  const fitted = async (own: SentimentClass, done: number) => {
    const target = Float64Array.from(labels, (label) => Number(label === own));
    const progress = work.progress && ((share: number) => work.progress?.((done + share) / 3));
    const { intercept, coefficients } = await fitLogisticRegression(
      x,
      target,
      { l2: penalty, solver: 'lbfgs', tolerance: 1e-4 },
      { ...work, ...(progress && { progress }) },
    );
    return { intercept, coefficients };
  };
  const classes = {
    negative: await fitted('negative', 0),
    neutral: await fitted('neutral', 1),
    positive: await fitted('positive', 2),
  };
  return { kind: 'sentiment-classes', version: 1, places, rarities: [...idf], classes };
}

/** The chances of the three classes for each text; they sum to 1. */
export function predictSentimentClasses(
  model: SentimentClassesModel,
  texts: readonly string[],
): Record<SentimentClass, number>[] {
  expectModel(model, 1, 'sentiment-classes');
  const idf = new Float64Array(gramSpace);
  for (const [k, place] of model.places.entries()) idf[place] = model.rarities[k]!;
  const columnOf = new Map(model.places.map((place, k) => [place, k]));
  const x = tfIdf(hashedGrams(texts), idf, true);
  return texts.map((_, i) => {
    const chanceOf = ({ intercept, coefficients }: SentimentClassesModel['classes'][SentimentClass]) => {
      let logit = intercept;
      for (let k = x.starts[i]!; k < x.starts[i + 1]!; k++)
        logit += x.values[k]! * (coefficients[columnOf.get(x.columnsOf[k]!) ?? -1] ?? 0);
      return sigmoid(logit);
    };
    const { negative, neutral, positive } = model.classes;
    const chances = [chanceOf(negative), chanceOf(neutral), chanceOf(positive)] as const;
    const total = chances[0] + chances[1] + chances[2];
    return { negative: chances[0] / total, neutral: chances[1] / total, positive: chances[2] / total };
  });
}
