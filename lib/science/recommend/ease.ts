import { allFinite, positive } from '../check.ts';
import { tooMany } from '../faults.ts';
import { expectModel } from '../model.ts';
import { type Matrix, matrix } from '../numeric/matrix.ts';
import { packNumbers, unpackNumbers } from '../numeric/packed-numbers.ts';
import type { Sparse } from '../numeric/sparse.ts';
import { invertSymmetric } from '../numeric/symmetric-inverse.ts';
import { aNumber, checkOptions } from '../options.ts';
import type { Pieces } from '../pieces.ts';
import { inPieces, type Work } from '../work.ts';
import { checkHistories } from './check-interactions.ts';
import type { Recommender } from './recommender.ts';

export interface EaseOptions {
  /** Penalty on the squares of all weights: 200 unless told. */
  readonly lambda?: number;
}

export interface EaseModel {
  readonly kind: 'ease';
  readonly version: 1;
  readonly items: number;
  /** items × items, packed: row i is what item i adds to every item; its own place is 0. */
  readonly weights: string;
}

/**
 * EASEᴿ (Steck 2019): the linear item-item model with a zero diagonal that rebuilds the interactions best,
 * B = I − P / diag P with P = (XᵀX + λI)⁻¹, in closed form.
 * Time and memory grow with the cube and the square of the items: at most 6,000.
 */
export async function fitEase(
  interactions: Sparse,
  options: EaseOptions = {},
  work: Work = {},
): Promise<EaseModel> {
  checkOptions(options, { lambda: aNumber });
  const { lambda = 200 } = options;
  allFinite('interactions', interactions.values);
  positive('lambda', lambda);
  const n = interactions.columns;
  if (n > 6000) throw tooMany({ what: 'items', allowed: 6000, given: n });
  const weights = await inPieces(easeWeights(interactions, lambda), work);
  return { kind: 'ease', version: 1, items: n, weights: packNumbers(weights) };
}

/** Scores of people, known before or not, by what they had. */
export function easeScores(model: EaseModel, had: Sparse): Recommender {
  expectModel(model, 1, 'ease');
  const n = model.items;
  checkHistories(had, n);
  const weights = unpackNumbers(model.weights);
  return (person, scores) => {
    scores.fill(0);
    for (let a = had.starts[person]!; a < had.starts[person + 1]!; a++) {
      const from = had.columnsOf[a]! * n;
      const value = had.values[a]!;
      for (let j = 0; j < n; j++) scores[j]! += value * weights[from + j]!;
    }
  };
}

function* easeWeights(interactions: Sparse, lambda: number): Pieces<Float64Array> {
  const n = interactions.columns;
  const gram = yield* gramMatrix(interactions);
  for (let i = 0; i < n; i++) gram.values[i * n + i]! += lambda;
  const { values } = yield* invertSymmetric(gram);
  const diagonal = Float64Array.from({ length: n }, (_, j) => values[j * n + j]!);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) values[i * n + j] = i === j ? 0 : -values[i * n + j]! / diagonal[j]!;
    yield 1;
  }
  return values;
}

/** XᵀX. */
function* gramMatrix(x: Sparse): Pieces<Matrix> {
  const n = x.columns;
  const gram = matrix(n, n);
  for (let i = 0; i < x.rows; i++) {
    for (let a = x.starts[i]!; a < x.starts[i + 1]!; a++)
      for (let b = x.starts[i]!; b < x.starts[i + 1]!; b++)
        gram.values[x.columnsOf[a]! * n + x.columnsOf[b]!]! += x.values[a]! * x.values[b]!;
    yield 0;
  }
  return gram;
}
