import { allFinite, atLeast } from '../../check.ts';
import { mean } from '../../numeric/mean.ts';
import { checkpoint, type Work } from '../../work.ts';
import type { RowSplit } from './folds.ts';

/** Learns from some rows and answers how good that is on others; greater is better. */
export type Judge = (split: RowSplit, work: Work) => number | Promise<number>;

/** The score of every split, in order. */
export async function crossValidate(
  splits: readonly RowSplit[],
  judge: Judge,
  work: Work = {},
): Promise<Float64Array> {
  atLeast('splits', splits.length, 1);
  const scores = new Float64Array(splits.length);
  for (const [at, split] of splits.entries()) {
    scores[at] = await judge(split, { ...work, progress: () => {} });
    await checkpoint(work, (at + 1) / splits.length);
  }
  allFinite('the scores', scores);
  return scores;
}

export interface NestedCrossValidation {
  /** Score of each outer split by the candidate that was chosen without looking at it. */
  readonly scores: Float64Array;
  /** Which candidate each outer split chose. */
  readonly chosen: Int32Array;
}

/**
 * Nested cross-validation (Varma & Simon 2006): each outer split chooses among the candidates by inner splits of its own
 * training rows, so that the choice does not flatter the score. `inner` splits a number of rows, as places 0, 1, 2 …
 */
export async function nestedCrossValidate(
  outer: readonly RowSplit[],
  inner: (train: Uint32Array) => readonly RowSplit[],
  candidates: readonly Judge[],
  work: Work = {},
): Promise<NestedCrossValidation> {
  atLeast('candidates', candidates.length, 1);
  const chosen = new Int32Array(outer.length);
  const scores = new Float64Array(outer.length);
  for (const [at, split] of outer.entries()) {
    const within = inner(split.train).map(({ train, test }) => ({
      train: train.map((place) => split.train[place]!),
      test: test.map((place) => split.train[place]!),
    }));
    const quiet = { ...work, progress: () => {} };
    const means: number[] = [];
    for (const candidate of candidates) means.push(mean(await crossValidate(within, candidate, quiet)));
    chosen[at] = means.indexOf(Math.max(...means));
    scores[at] = await candidates[chosen[at]!]!(split, quiet);
    await checkpoint(work, (at + 1) / outer.length);
  }
  return { scores, chosen };
}
