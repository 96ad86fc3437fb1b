import { aNumber } from '../../options.ts';
import {
  fitImplicitAls,
  type ImplicitAlsModel,
  type ImplicitAlsOptions,
  implicitAlsModel,
  implicitAlsScores,
} from '../../recommend/implicit-als.ts';
import { interactionsOf, itemNames, scoresOfPeople } from '../interactions.ts';
import type { ItemScores } from '../item-scores.ts';
import type { ModelKind } from '../model-kind.ts';

type Learned = ImplicitAlsModel & { readonly itemNames: readonly string[] };

/** Factors of people and items by alternating least squares. Learns from a table of person, item and, if there is one, value. */
export const implicitAls: ModelKind<null, Omit<ImplicitAlsOptions, 'random'>, Learned, ItemScores> = {
  options: { factors: aNumber, penalty: aNumber, alpha: aNumber, sweeps: aNumber },
  async learn({ table, options, random, work }) {
    const names = itemNames(table);
    const { had } = interactionsOf(table, names);
    return {
      ...implicitAlsModel(await fitImplicitAls(had, { ...options, random }, work), options),
      itemNames: names,
    };
  },
  answer: (model, table, work) =>
    scoresOfPeople(table, model.itemNames, (had) => implicitAlsScores(model, had), work),
};
