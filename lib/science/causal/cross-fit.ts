import type { Random } from '#lib/core';
import { wholeNumber } from '../check.ts';
import { permutation } from '../numeric/index.ts';
import { takeRows } from '../table.ts';
import { checkpoint, type Work } from '../work.ts';
import type { Learner } from './learner.ts';
import { rowsOf, type Study, valuesAt } from './study.ts';

/** A fold for each row, by chance, with the treated and the others spread evenly. */
export function treatedFolds(treated: Float64Array, folds: number, random: Random): Int32Array {
  wholeNumber('folds', folds, 2);
  const foldOf = new Int32Array(treated.length);
  for (const group of [0, 1] as const) {
    const rows = rowsOf(treated, group);
    permutation(random, rows.length).forEach((place, at) => {
      foldOf[rows[place]!] = at % folds;
    });
  }
  return foldOf;
}

/**
 * Predictions for every row from models that did not see its fold (cross-fitting; Chernozhukov et al. 2018). `group` fits on
 * the treated or on the others only and still predicts for all.
 */
export async function crossFit<Model>(
  learner: Learner<Model>,
  { variables, treated }: Pick<Study, 'variables' | 'treated'>,
  target: Float64Array,
  { foldOf, group }: { readonly foldOf: Int32Array; readonly group?: 0 | 1 },
  work: Work = {},
): Promise<Float64Array> {
  const folds = foldOf.reduce((most, fold) => Math.max(most, fold), 0) + 1;
  const all = Uint32Array.from(treated.keys());
  const predicted = new Float64Array(treated.length);
  for (let fold = 0; fold < folds; fold++) {
    const training = all.filter(
      (row) => foldOf[row] !== fold && (group === undefined || treated[row] === group),
    );
    const model = await learner.fit(takeRows(variables, training), valuesAt(target, training));
    const held = all.filter((row) => foldOf[row] === fold);
    const values = learner.predict(model, takeRows(variables, held));
    held.forEach((row, at) => {
      predicted[row] = values[at]!;
    });
    await checkpoint(work, (fold + 1) / folds);
  }
  return predicted;
}
