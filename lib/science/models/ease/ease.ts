import { aNumber } from '../../options.ts';
import { type EaseModel, type EaseOptions, easeScores, fitEase } from '../../recommend/ease.ts';
import { interactionsOf, itemNames, scoresOfPeople } from '../interactions.ts';
import type { ItemScores } from '../item-scores.ts';
import type { ModelKind } from '../model-kind.ts';

type Learned = EaseModel & { readonly itemNames: readonly string[] };

/** What goes with what a person had, by one linear model of all items. Learns from a table of person, item and, if there is one, value. */
export const ease: ModelKind<null, EaseOptions, Learned, ItemScores> = {
  options: { lambda: aNumber },
  async learn({ table, options, work }) {
    const names = itemNames(table);
    const { had } = interactionsOf(table, names);
    return { ...(await fitEase(had, options, work)), itemNames: names };
  },
  answer: (model, table, work) =>
    scoresOfPeople(table, model.itemNames, (had) => easeScores(model, had), work),
};
