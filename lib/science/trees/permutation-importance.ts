import type { Random } from '#lib/core';
import { atLeast, sameLength } from '../check.ts';
import { mean } from '../numeric/mean.ts';
import { standardDeviation } from '../numeric/variance.ts';
import { permutation } from '../numeric/variates.ts';
import type { Column, Table } from '../table.ts';
import type { Predict } from './partial-dependence.ts';

/** How much a score falls when a column is shuffled. */
export interface PermutationImportance {
  readonly column: string;
  /** Mean fall over the repeats, and its standard deviation (0 for one repeat). */
  readonly fall: number;
  readonly deviation: number;
}

/**
 * Permutation importance (Breiman 2001; Fisher, Rudin & Dominici 2019) of every column, for any model: best on rows that
 * it did not learn from. `score` is better the greater it is, such as the AUC. Columns that stand in for each other share it.
 */
export function permutationImportance(
  predict: Predict,
  data: Table,
  target: Float64Array,
  score: (target: Float64Array, answers: ArrayLike<number>) => number,
  random: Random,
  repeats = 5,
): PermutationImportance[] {
  atLeast('rows', data.rows, 2);
  atLeast('repeats', repeats, 1);
  sameLength('target', target, data.rows);
  const whole = score(target, predict(data));
  return data.columns.map((column) => {
    const falls = Float64Array.from({ length: repeats }, () => {
      const shuffled = shuffle(column, random);
      const columns = data.columns.map((each) => (each === column ? shuffled : each));
      return whole - score(target, predict({ rows: data.rows, columns }));
    });
    return { column: column.name, fall: mean(falls), deviation: repeats > 1 ? standardDeviation(falls) : 0 };
  });
}

function shuffle(column: Column, random: Random): Column {
  if (column.kind === 'number') {
    const places = permutation(random, column.values.length);
    return { ...column, values: Float64Array.from(places, (row) => column.values[row]!) };
  }
  const places = permutation(random, column.codes.length);
  return { ...column, codes: Int32Array.from(places, (row) => column.codes[row]!) };
}
