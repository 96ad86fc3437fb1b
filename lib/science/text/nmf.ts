import type { Random } from '#lib/core';
import { allFinite, atLeast } from '../check.ts';
import { type Matrix, matrix, multiply, transpose } from '../numeric/matrix.ts';
import { type Sparse, transposeSparse } from '../numeric/sparse.ts';
import { breathe, type Work } from '../work.ts';
import type { TopicWeights } from './topics.ts';

export interface NmfOptions {
  readonly random: Random;
  readonly sweeps?: number;
}

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
    improve(texts, words, data);
    improve(words, texts, turned);
    await breathe(work, (sweep + 1) / sweeps);
  }
  return { texts, words: transpose(words) };
}

/** The best `own`, factor by factor, while the other side stands still. */
function improve(own: Matrix, other: Matrix, data: Sparse): void {
  const k = own.columns;
  const gram = multiply(transpose(other), other).values;
  const product = new Float64Array(k);
  for (let i = 0; i < own.rows; i++) {
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
