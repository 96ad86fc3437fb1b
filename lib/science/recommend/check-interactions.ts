import { allFinite, atLeast, positive, sameLength } from '../check.ts';
import type { Sparse } from '../numeric/sparse.ts';

/** Refuses no interactions, and values of interactions that are not above 0. */
export function checkInteractions({ values }: Sparse): void {
  atLeast('interactions', values.length, 1);
  allFinite('interactions', values);
  for (const value of values) positive('the value of an interaction', value);
}

/** Refuses what people had where it is of other items than the model's, or not finite. */
export function checkHistories(had: Sparse, items: number): void {
  sameLength('the items of the interactions', { length: had.columns }, items);
  allFinite('interactions', had.values);
}
