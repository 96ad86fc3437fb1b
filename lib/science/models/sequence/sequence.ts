import { allFinite } from '../../check.ts';
import { order } from '../../numeric/rank.ts';
import { aNumber } from '../../options.ts';
import { columnOfKind } from '../../prepare/selected-columns.ts';
import {
  fitSequenceRecommender,
  type SequenceModel,
  type SequenceOptions,
  sequenceScores,
} from '../../recommend/sequence.ts';
import type { Table } from '../../table.ts';
import { interactionsOf, itemNames, scoreRows } from '../interactions.ts';
import type { ItemScores } from '../item-scores.ts';
import type { ModelKind } from '../model-kind.ts';

type Learned = SequenceModel & { readonly itemNames: readonly string[] };

/** What came next for others. Learns from a table of person, item and time. */
export const sequence: ModelKind<null, SequenceOptions, Learned, ItemScores> = {
  options: { fading: aNumber },
  async learn({ table, options }) {
    const names = itemNames(table);
    const fitted = fitSequenceRecommender(histories(table, names), names.length, options);
    return { ...fitted, itemNames: names };
  },
  async answer(model, table, work) {
    const { people } = interactionsOf(table, model.itemNames);
    const had = histories(table, model.itemNames);
    const items = model.itemNames;
    const scores = await scoreRows(people.length, items.length, sequenceScores(model, had), work);
    return { people, items, scores };
  },
};

/** What each person had, in the order of time; of the same time in the order of rows. */
function histories(table: Table, items: readonly string[]): number[][] {
  const person = columnOfKind(table, 'category', 'person');
  const item = columnOfKind(table, 'category', 'item');
  const { values } = columnOfKind(table, 'number', 'time');
  allFinite('time', values);
  const place = new Map(items.map((name, at) => [name, at]));
  const had: number[][] = person.levels.map(() => []);
  for (const row of order(values)) {
    const at = place.get(item.levels[item.codes[row]!]!);
    if (at !== undefined) had[person.codes[row]!]!.push(at);
  }
  return had;
}
