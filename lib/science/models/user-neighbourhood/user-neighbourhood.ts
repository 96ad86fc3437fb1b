import { aNumber } from '../../options.ts';
import type { NeighbourhoodOptions } from '../../recommend/item-neighbourhood.ts';
import {
  fitUserNeighbourhood,
  type UserNeighbourhoodModel,
  userNeighbourhoodScores,
} from '../../recommend/user-neighbourhood.ts';
import { interactionsOf, itemNames, scoresOfPeople } from '../interactions.ts';
import type { ItemScores } from '../item-scores.ts';
import type { ModelKind } from '../model-kind.ts';

type Learned = UserNeighbourhoodModel & { readonly itemNames: readonly string[] };

/** What people like this one had. Learns from a table of person, item and, if there is one, value. */
export const userNeighbourhood: ModelKind<null, NeighbourhoodOptions, Learned, ItemScores> = {
  options: { neighbours: aNumber, shrinkage: aNumber },
  async learn({ table, options }) {
    const names = itemNames(table);
    const { had } = interactionsOf(table, names);
    return { ...fitUserNeighbourhood(had, options), itemNames: names };
  },
  answer: (model, table, work) =>
    scoresOfPeople(table, model.itemNames, (had) => userNeighbourhoodScores(model, had), work),
};
