import type { Random } from '#lib/core';
import { atLeast, sameLength } from '../../check.ts';
import { mean } from '../../numeric/mean.ts';
import { standardDeviation } from '../../numeric/variance.ts';
import { permutation } from '../../numeric/variates.ts';
import { aFunction, aNumber, checkOptions, type OptionRules } from '../../options.ts';
import type { Column, Table } from '../../table.ts';
import { checkpoint, type Work } from '../../work.ts';

/** How much a score falls when a column is shuffled. */
export interface PermutationImportance {
  readonly column: string;
  /** Mean fall over the repeats, and its standard deviation (0 for one repeat). */
  readonly fall: number;
  readonly deviation: number;
}

export interface PermutationOptions {
  readonly random: Random;
  /** How often each column is shuffled: 5 unless told. */
  readonly repeats?: number;
}

const permutationOptionRules: OptionRules<PermutationOptions> = { random: aFunction, repeats: aNumber };

/**
 * Permutation importance (Breiman 2001; Fisher, Rudin & Dominici 2019) of every column, for any model: best on rows that
 * it did not learn from. `score` is better the greater it is, such as the AUC. Columns that stand in for each other share it.
 */
export async function permutationImportance(
  predict: (data: Table) => ArrayLike<number> | Promise<ArrayLike<number>>,
  data: Table,
  target: Float64Array,
  score: (target: Float64Array, answers: ArrayLike<number>) => number,
  options: PermutationOptions,
  work: Work = {},
): Promise<PermutationImportance[]> {
  checkOptions(options, permutationOptionRules);
  const { random, repeats = 5 } = options;
  atLeast('rows', data.rows, 2);
  atLeast('repeats', repeats, 1);
  sameLength('target', target, data.rows);
  const whole = score(target, await predict(data));
  const importances: PermutationImportance[] = [];
  for (const [at, column] of data.columns.entries()) {
    const falls = new Float64Array(repeats);
    for (let repeat = 0; repeat < repeats; repeat++) {
      const shuffled = shuffle(column, random);
      const columns = data.columns.map((each) => (each === column ? shuffled : each));
      await checkpoint(work, (at + repeat / repeats) / data.columns.length);
      falls[repeat] = whole - score(target, await predict({ rows: data.rows, columns }));
    }
    const deviation = repeats > 1 ? standardDeviation(falls) : 0;
    importances.push({ column: column.name, fall: mean(falls), deviation });
  }
  return importances;
}

function shuffle(column: Column, random: Random): Column {
  if (column.kind === 'number') {
    const places = permutation(random, column.values.length);
    return { ...column, values: Float64Array.from(places, (row) => column.values[row]!) };
  }
  const places = permutation(random, column.codes.length);
  return { ...column, codes: Int32Array.from(places, (row) => column.codes[row]!) };
}
