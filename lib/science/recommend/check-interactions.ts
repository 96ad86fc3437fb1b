import { allFinite, atLeast, positive } from '../check.ts';
import type { Sparse } from '../numeric/sparse.ts';

/** Refuses no interactions, and values of interactions that are not above 0. */
export function checkInteractions({ values }: Sparse): void {
  atLeast('interactions', values.length, 1);
  allFinite('interactions', values);
  for (const value of values) positive('the value of an interaction', value);
}
