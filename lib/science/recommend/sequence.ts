import { positive } from '../check.ts';
import { expectModel } from '../model.ts';
import { sparse } from '../numeric/sparse.ts';
import { aNumber, checkOptions } from '../options.ts';
import { type PlainSparse, plainSparse, sparseOf } from './plain-sparse.ts';
import type { Recommender } from './recommender.ts';

export interface SequenceOptions {
  /** The pull of an item halves with so many steps before the last: 1 unless told. */
  readonly fading?: number;
}

export interface SequenceModel {
  readonly kind: 'sequence';
  readonly version: 1;
  readonly fading: number;
  /** Row i: how often each item came right after item i. */
  readonly next: PlainSparse;
  /** How often anything came after each item. */
  readonly leaving: readonly number[];
}

/**
 * What comes next: how often other people had each item right after the last one this person had
 * (a first-order Markov chain; Rendle, Freudenthaler & Schmidt-Thieme 2010 give the personal form).
 * @param histories items of each person in the order of time
 */
export function fitSequenceRecommender(
  histories: readonly ArrayLike<number>[],
  items: number,
  options: SequenceOptions = {},
): SequenceModel {
  checkOptions(options, { fading: aNumber });
  const { fading = 1 } = options;
  positive('fading', fading);
  const from: number[] = [];
  const to: number[] = [];
  for (const history of histories)
    for (let k = 1; k < history.length; k++) {
      from.push(history[k - 1]!);
      to.push(history[k]!);
    }
  const next = sparse(items, items, from, to);
  const leaving = Float64Array.from({ length: items }, (_, item) => {
    let total = 0;
    for (let a = next.starts[item]!; a < next.starts[item + 1]!; a++) total += next.values[a]!;
    return total;
  });
  return { kind: 'sequence', version: 1, fading, next: plainSparse(next), leaving: [...leaving] };
}

/** Scores of people, known before or not, by what they had, in the order of time. */
export function sequenceScores(model: SequenceModel, histories: readonly ArrayLike<number>[]): Recommender {
  expectModel(model, 1, 'sequence');
  const { fading, leaving } = model;
  const next = sparseOf(model.next);
  return (person, scores) => {
    scores.fill(0);
    const history = histories[person]!;
    for (let back = 0; back < Math.min(history.length, 10 * fading); back++) {
      const item = history[history.length - 1 - back]!;
      const weight = 2 ** (-back / fading) / Math.max(1, leaving[item]!);
      for (let a = next.starts[item]!; a < next.starts[item + 1]!; a++)
        scores[next.columnsOf[a]!]! += weight * next.values[a]!;
    }
  };
}
