import { sameLength } from '../check.ts';
import { outOfFold } from '../prepare/splits/out-of-fold.ts';
import { type Table, takeRows } from '../table.ts';
import type { Work } from '../work.ts';
import { type FitOptions, fit, predict } from './fit.ts';
import type { Kind, TargetOf } from './model-kinds.ts';

/** The kinds that learn a number or a chance by row. */
export type ScoringKind = { [K in Kind]: Float64Array extends TargetOf<K> ? K : never }[Kind];

/**
 * What a model of this kind, fitted without a row's fold, answers for the row. Encoding is learned anew in each fold, so
 * that nothing of the held rows leaks; `fold` says the fold of each row, as `stratifiedFolds` does.
 */
export async function predictOutOfFold<K extends ScoringKind>(
  table: Table,
  target: ArrayLike<number>,
  options: FitOptions<K>,
  fold: Int32Array,
  work: Work = {},
): Promise<Float64Array> {
  sameLength('the target', target, table.rows);
  sameLength('the folds', fold, table.rows);
  const { weights } = options as { readonly weights?: ArrayLike<number> };
  if (weights) sameLength('the weights', weights, table.rows);
  return outOfFold(
    fold,
    async ({ train, test }, part) => {
      const pick = (from: ArrayLike<number>) => Float64Array.from(train, (row) => from[row]!);
      const asked = weights ? { ...options, weights: pick(weights) } : options;
      const known = pick(target) as TargetOf<K>;
      const model = await fit<K>(takeRows(table, train), known, asked, part);
      return (await predict(model, takeRows(table, test), part)) as Float64Array;
    },
    work,
  );
}
