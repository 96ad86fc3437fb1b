import { allFinite, atLeast, sameLength } from '../../check.ts';
import { checkpoint, quiet, type Work } from '../../work.ts';
import { type RowSplit, splitsOf } from './folds.ts';

/** Learns from some rows and answers for others, one number a row. */
export type HeldOutAnswers = (split: RowSplit, work: Work) => ArrayLike<number> | Promise<ArrayLike<number>>;

/**
 * The answer for every row by a model that did not see its fold (Stone 1974): what stacking learns its weights from, what
 * calibration is fitted to, and what a model is fairly judged by.
 */
export async function outOfFold(
  fold: Int32Array,
  answers: HeldOutAnswers,
  work: Work = {},
): Promise<Float64Array> {
  const splits = splitsOf(fold).filter(({ test }) => test.length > 0);
  atLeast('folds', splits.length, 2);
  const held = new Float64Array(fold.length);
  for (const [at, split] of splits.entries()) {
    const values = await answers(split, quiet(work));
    sameLength('the answers', values, split.test.length);
    for (let i = 0; i < values.length; i++) held[split.test[i]!] = values[i]!;
    await checkpoint(work, (at + 1) / splits.length);
  }
  allFinite('the answers', held);
  return held;
}
