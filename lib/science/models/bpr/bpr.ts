import { aNumber } from '../../options.ts';
import { type BprModel, type BprOptions, bprModel, bprScores, fitBpr } from '../../recommend/bpr.ts';
import { interactionsOf, itemNames, scoresOfPeople } from '../interactions.ts';
import type { ItemScores } from '../item-scores.ts';
import type { ModelKind } from '../model-kind.ts';

type Learned = BprModel & { readonly itemNames: readonly string[] };

/** Factors of people and items that put what a person had above what they had not. Learns from a table of person, item and, if there is one, value. */
export const bpr: ModelKind<null, Omit<BprOptions, 'random'>, Learned, ItemScores> = {
  options: { factors: aNumber, rate: aNumber, penalty: aNumber, epochs: aNumber },
  async learn({ table, options, random, work }) {
    const names = itemNames(table);
    const { had } = interactionsOf(table, names);
    return { ...bprModel(await fitBpr(had, { ...options, random }, work), options), itemNames: names };
  },
  answer: (model, table, work) =>
    scoresOfPeople(table, model.itemNames, (had) => bprScores(model, had), work),
};
