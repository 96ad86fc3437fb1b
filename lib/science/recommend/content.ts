import { allFinite } from '../check.ts';
import { expectModel } from '../model.ts';
import { dot } from '../numeric/matrix.ts';
import { type Sparse, transposeSparse } from '../numeric/sparse.ts';
import { checkHistories } from './check-interactions.ts';
import { type PlainSparse, plainSparse, sparseOf } from './plain-sparse.ts';
import type { Recommender } from './recommender.ts';

export interface ContentModel {
  readonly kind: 'content';
  readonly version: 1;
  /** Items × features, each row of length 1. */
  readonly features: PlainSparse;
}

/**
 * Items like those the person had, by their features: cosine between an item's features and the sum of theirs.
 * Knows new items, which nobody has had yet.
 * @param features items × features, such as words, brand and category
 */
export function fitContent(features: Sparse): ContentModel {
  allFinite('features', features.values);
  return { kind: 'content', version: 1, features: plainSparse(unitRows(features)) };
}

/** Scores of people, known before or not, by what they had. */
export function contentScores(model: ContentModel, interactions: Sparse): Recommender {
  expectModel(model, 1, 'content');
  const items = sparseOf(model.features);
  checkHistories(interactions, items.rows);
  const byFeature = transposeSparse(items);
  const profile = new Float64Array(items.columns);
  return (person, scores) => {
    profile.fill(0);
    scores.fill(0);
    for (let a = interactions.starts[person]!; a < interactions.starts[person + 1]!; a++) {
      const item = interactions.columnsOf[a]!;
      for (let b = items.starts[item]!; b < items.starts[item + 1]!; b++)
        profile[items.columnsOf[b]!]! += interactions.values[a]! * items.values[b]!;
    }
    const length = Math.sqrt(dot(profile, profile)) || 1;
    for (const [feature, weight] of profile.entries()) {
      if (weight === 0) continue;
      for (let b = byFeature.starts[feature]!; b < byFeature.starts[feature + 1]!; b++)
        scores[byFeature.columnsOf[b]!]! += (weight * byFeature.values[b]!) / length;
    }
  };
}

function unitRows(of: Sparse): Sparse {
  const values = Float64Array.from(of.values);
  for (let i = 0; i < of.rows; i++) {
    const row = values.subarray(of.starts[i], of.starts[i + 1]);
    const length = Math.sqrt(dot(row, row)) || 1;
    for (let a = 0; a < row.length; a++) row[a]! /= length;
  }
  return { ...of, values };
}
