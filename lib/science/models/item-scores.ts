import type { Matrix } from '../numeric/matrix.ts';

/** How much each person should like each item; greater is better, and only the order within a row means something. */
export interface ItemScores {
  /** Names of the rows. */
  readonly people: readonly string[];
  /** Names of the columns. */
  readonly items: readonly string[];
  readonly scores: Matrix;
}
