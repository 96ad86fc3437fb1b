import { sameLength } from '../check.ts';
import { expectModel } from '../model.ts';
import { type Sparse, transposeSparse } from '../numeric/sparse.ts';
import { checkInteractions } from './check-interactions.ts';
import type { Recommender } from './recommender.ts';

export interface PopularityModel {
  readonly kind: 'popularity';
  readonly version: 1;
  /** How many people had each item. */
  readonly people: readonly number[];
}

/** The same for everybody: how many people had the item. The line that every other recommender has to pass. */
export function fitPopularity(interactions: Sparse): PopularityModel {
  checkInteractions(interactions);
  const { starts, rows } = transposeSparse(interactions);
  const people = Array.from({ length: rows }, (_, item) => starts[item + 1]! - starts[item]!);
  return { kind: 'popularity', version: 1, people };
}

/** Scores for anybody. */
export function popularityScores(model: PopularityModel): Recommender {
  expectModel(model, 1, 'popularity');
  return (_, scores) => {
    sameLength('the scores', scores, model.people.length);
    scores.set(model.people);
  };
}
