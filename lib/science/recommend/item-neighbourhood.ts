import { expectModel } from '../model.ts';
import { type Sparse, transposeSparse } from '../numeric/sparse.ts';
import { aNumber, checkOptions } from '../options.ts';
import type { Work } from '../work.ts';
import { checkHistories, checkInteractions } from './check-interactions.ts';
import { nearestRows } from './neighbours.ts';
import { type PlainSparse, plainSparse, sparseOf } from './plain-sparse.ts';
import type { Recommender } from './recommender.ts';

export interface NeighbourhoodOptions {
  /** How many neighbours count: 20 items, or 100 people, unless told. */
  readonly neighbours?: number;
  /** Draws similarities that rest on few entries to 0; 0 unless told. */
  readonly shrinkage?: number;
}

export interface ItemNeighbourhoodModel {
  readonly kind: 'item-neighbourhood';
  readonly version: 1;
  /** Row i: the items that item i lends its weight to, and how much. */
  readonly lends: PlainSparse;
}

/** "Those who had this also had": an item is liked as much as the items nearest to it that the person had (Sarwar and others 2001). */
export async function fitItemNeighbourhood(
  interactions: Sparse,
  options: NeighbourhoodOptions = {},
  work: Work = {},
): Promise<ItemNeighbourhoodModel> {
  checkOptions(options, { neighbours: aNumber, shrinkage: aNumber });
  const { neighbours = 20, shrinkage = 0 } = options;
  checkInteractions(interactions);
  const near = await nearestRows(transposeSparse(interactions), neighbours, shrinkage, work);
  return { kind: 'item-neighbourhood', version: 1, lends: plainSparse(transposeSparse(near)) };
}

/** Scores of people, known before or not, by what they had. */
export function itemNeighbourhoodScores(model: ItemNeighbourhoodModel, had: Sparse): Recommender {
  expectModel(model, 1, 'item-neighbourhood');
  const near = sparseOf(model.lends);
  checkHistories(had, near.rows);
  return (person, scores) => {
    scores.fill(0);
    for (let a = had.starts[person]!; a < had.starts[person + 1]!; a++) {
      const item = had.columnsOf[a]!;
      for (let b = near.starts[item]!; b < near.starts[item + 1]!; b++)
        scores[near.columnsOf[b]!]! += had.values[a]! * near.values[b]!;
    }
  };
}
