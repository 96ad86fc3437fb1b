import { fitPopularity, type PopularityModel, popularityScores } from '../../recommend/popularity.ts';
import { interactionsOf, itemNames, scoresOfPeople } from '../interactions.ts';
import type { ItemScores } from '../item-scores.ts';
import type { ModelKind } from '../model-kind.ts';

type Learned = PopularityModel & { readonly itemNames: readonly string[] };

/** What most people had. Learns from a table of person, item and, if there is one, value. */
export const popularity: ModelKind<null, object, Learned, ItemScores> = {
  options: {},
  async learn({ table }) {
    const names = itemNames(table);
    const { had } = interactionsOf(table, names);
    return { ...fitPopularity(had), itemNames: names };
  },
  answer: (model, table, work) => scoresOfPeople(table, model.itemNames, () => popularityScores(model), work),
};
