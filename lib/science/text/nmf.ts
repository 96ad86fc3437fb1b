import type { Random } from '#lib/core';
import { allFinite, atLeast } from '../check.ts';
import { type Matrix, matrix, multiply, transpose } from '../numeric/matrix.ts';
import { type Sparse, transposeSparse } from '../numeric/sparse.ts';
import { aFunction, aNumber, checkOptions, type OptionRules } from '../options.ts';
import type { Pieces } from '../pieces.ts';
import { checkpoint, inPieces, quiet, type Work } from '../work.ts';
import type { TopicWeights } from './topics.ts';

export interface NmfOptions {
  readonly random: Random;
  readonly sweeps?: number;
}

const nmfOptionRules: OptionRules<NmfOptions> = { random: aFunction, sweeps: aNumber };

/**
 * Non-negative factors with texts · words ≈ data and the least squared error, by hierarchical alternating least squares
 * (Cichocki & Phan 2009). Give it TF-IDF weights to find topics.
 */
export async function fitNmf(
  data: Sparse,
  topics: number,
  options: NmfOptions,
  work: Work = {},
): Promise<TopicWeights> {
  checkOptions(options, nmfOptionRules);
  const { random, sweeps = 100 } = options;
  atLeast('texts', data.rows, topics);
  atLeast('words', data.columns, topics);
  allFinite('the data', data.values);
  const turned = transposeSparse(data);
  const start = (rows: number) =>
    matrix(
      rows,
      topics,
      Float64Array.from({ length: rows * topics }, () => random()),
    );
  const texts = start(data.rows);
  const words = start(data.columns);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    await inPieces(improve(texts, words, data), quiet(work));
    await inPieces(improve(words, texts, turned), quiet(work));
    await checkpoint(work, (sweep + 1) / sweeps);
  }
  return { texts, words: transpose(words) };
}

/** The factors of other texts, while the words stand still: texts × topics. */
export async function nmfTexts(words: Matrix, data: Sparse, work: Work = {}): Promise<Matrix> {
  const texts = matrix(data.rows, words.rows);
  texts.values.fill(1);
  const turned = transpose(words);
  for (let sweep = 0; sweep < foldSweeps; sweep++) {
    await inPieces(improve(texts, turned, data), quiet(work));
    await checkpoint(work, (sweep + 1) / foldSweeps);
  }
  return texts;
}

const foldSweeps = 200;

/** The best `own`, factor by factor, while the other side stands still. */
function* improve(own: Matrix, other: Matrix, data: Sparse): Pieces<void> {
  const k = own.columns;
  const gram = multiply(transpose(other), other).values;
  const product = new Float64Array(k);
  for (let i = 0; i < own.rows; i++) {
    if (i % 500 === 0) yield 0;
    product.fill(0);
    for (let a = data.starts[i]!; a < data.starts[i + 1]!; a++)
      for (let t = 0; t < k; t++) product[t]! += data.values[a]! * other.values[data.columnsOf[a]! * k + t]!;
    for (let t = 0; t < k; t++) {
      let rest = product[t]!;
      for (let s = 0; s < k; s++) if (s !== t) rest -= own.values[i * k + s]! * gram[s * k + t]!;
      own.values[i * k + t] = Math.max(0, rest / Math.max(1e-12, gram[t * k + t]!));
    }
  }
}
