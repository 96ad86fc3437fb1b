import { aNumber } from '../../options.ts';
import {
  fitItemNeighbourhood,
  type ItemNeighbourhoodModel,
  itemNeighbourhoodScores,
  type NeighbourhoodOptions,
} from '../../recommend/item-neighbourhood.ts';
import { interactionsOf, itemNames, scoresOfPeople } from '../interactions.ts';
import type { ItemScores } from '../item-scores.ts';
import type { ModelKind } from '../model-kind.ts';

type Learned = ItemNeighbourhoodModel & { readonly itemNames: readonly string[] };

/** The items most like those a person had. Learns from a table of person, item and, if there is one, value. */
export const itemNeighbourhood: ModelKind<null, NeighbourhoodOptions, Learned, ItemScores> = {
  options: { neighbours: aNumber, shrinkage: aNumber },
  async learn({ table, options, work }) {
    const names = itemNames(table);
    const { had } = interactionsOf(table, names);
    return { ...(await fitItemNeighbourhood(had, options, work)), itemNames: names };
  },
  answer: (model, table, work) =>
    scoresOfPeople(table, model.itemNames, (had) => itemNeighbourhoodScores(model, had), work),
};
