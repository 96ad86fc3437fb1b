import { missingValue } from '../faults.ts';
import { matrix } from '../numeric/matrix.ts';
import { type Sparse, sparse } from '../numeric/sparse.ts';
import { columnOfKind } from '../prepare/selected-columns.ts';
import type { Recommender } from '../recommend/recommender.ts';
import type { CategoryColumn, Table } from '../table.ts';
import { checkpoint, type Work } from '../work.ts';
import type { ItemScores } from './item-scores.ts';

/** Who had what: columns "person" and "item", and "value" (how much, 1 without) where a table has one. */
export interface Interactions {
  readonly people: readonly string[];
  readonly had: Sparse;
}

/** Names of the items that occur, in their order. */
export function itemNames(table: Table): string[] {
  const { codes, levels } = columnOfKind(table, 'category', 'item');
  const seen = new Set(codes);
  return levels.filter((_, code) => seen.has(code));
}

/** People × these items; an item that is not among them is left out. Rows of the same person and item count together. */
export function interactionsOf(table: Table, items: readonly string[]): Interactions {
  const person = columnOfKind(table, 'category', 'person');
  const item = columnOfKind(table, 'category', 'item');
  refuseGaps(person);
  refuseGaps(item);
  const value = table.columns.some(({ name }) => name === 'value')
    ? columnOfKind(table, 'number', 'value').values
    : undefined;
  const place = new Map(items.map((name, at) => [name, at]));
  const placeOf = item.levels.map((name) => place.get(name) ?? -1);
  const rows = Array.from({ length: table.rows }, (_, row) => row).filter(
    (row) => placeOf[item.codes[row]!]! >= 0,
  );
  const had = sparse(
    person.levels.length,
    items.length,
    rows.map((row) => person.codes[row]!),
    rows.map((row) => placeOf[item.codes[row]!]!),
    rows.map((row) => value?.[row] ?? 1),
  );
  return { people: person.levels, had };
}

/** The scores of all people of the table. */
export async function scoresOfPeople(
  table: Table,
  items: readonly string[],
  recommender: (had: Sparse) => Recommender,
  work: Work,
): Promise<ItemScores> {
  const { people, had } = interactionsOf(table, items);
  return { people, items, scores: await scoreRows(people.length, items.length, recommender(had), work) };
}

/** One row a person, with pauses. */
export async function scoreRows(people: number, items: number, recommender: Recommender, work: Work) {
  const scores = matrix(people, items);
  for (let person = 0; person < people; person++) {
    recommender(person, scores.values.subarray(person * items, (person + 1) * items));
    await checkpoint(work, (person + 1) / people);
  }
  return scores;
}

function refuseGaps({ name, codes }: CategoryColumn): void {
  const gap = codes.indexOf(-1);
  if (gap >= 0) throw missingValue({ what: name, row: gap + 1 });
}
