import { cholesky, solveCholesky } from '../numeric/cholesky.ts';
import { lbfgs } from '../numeric/lbfgs.ts';
import { dot, type Matrix, matrix, row } from '../numeric/matrix.ts';
import { packNumbers, unpackNumbers } from '../numeric/packed-numbers.ts';
import type { Sparse } from '../numeric/sparse.ts';
import { logSigmoid, sigmoid } from '../numeric/special.ts';

/** Factors of items, a row each, as a model keeps them. */
export interface ItemFactors {
  readonly items: number;
  readonly factors: number;
  /** items × factors, packed. */
  readonly values: string;
}

export const itemFactors = ({ rows, columns, values }: Matrix): ItemFactors => ({
  items: rows,
  factors: columns,
  values: packNumbers(Float64Array.from(values)),
});

export const matrixOf = ({ items, factors, values }: ItemFactors): Matrix => ({
  rows: items,
  columns: factors,
  values: unpackNumbers(values),
});

/**
 * The taste of a person by what they had, while the items stand still: x = (YᵀY + λI + α Σ r·yyᵀ)⁻¹ Σ (1 + α·r)·y
 * (Hu, Koren & Volinsky 2008, equation 4). So people who came after the training are scored.
 */
export function leastSquaresTaste(items: Matrix, gram: Matrix, alpha: number, had: Sparse, person: number) {
  const f = items.columns;
  const normal = matrix(f, f, gram.values);
  const goal = new Float64Array(f);
  for (let a = had.starts[person]!; a < had.starts[person + 1]!; a++) {
    const y = row(items, had.columnsOf[a]!);
    const confidence = alpha * had.values[a]!;
    for (let i = 0; i < f; i++) {
      goal[i]! += (1 + confidence) * y[i]!;
      for (let j = 0; j < f; j++) normal.values[i * f + j]! += confidence * y[i]! * y[j]!;
    }
  }
  return solveCholesky(cholesky(normal), goal);
}

/** YᵀY + λI. */
export function gramOfItems(items: Matrix, penalty: number): Matrix {
  const f = items.columns;
  const gram = matrix(f, f);
  for (let item = 0; item < items.rows; item++) {
    const y = row(items, item);
    for (let i = 0; i < f; i++) for (let j = 0; j < f; j++) gram.values[i * f + j]! += y[i]! * y[j]!;
  }
  for (let i = 0; i < f; i++) gram.values[i * f + i]! += penalty;
  return gram;
}

/** Items not had that each item had is held against. */
const mostOthers = 50;

/**
 * The taste that lifts what a person had above what they had not, while the items stand still: the loss of Rendle and
 * others (2009) over evenly spaced items, with penalty, which has one minimum.
 */
export function rankingTaste(items: Matrix, penalty: number, had: Sparse, person: number): Float64Array {
  const own = had.columnsOf.subarray(had.starts[person], had.starts[person + 1]);
  const known = new Set(own);
  const free = Array.from({ length: items.rows }, (_, item) => item).filter((item) => !known.has(item));
  const step = Math.max(1, free.length / mostOthers);
  const others = Array.from(
    { length: Math.min(free.length, mostOthers) },
    (_, k) => free[Math.floor(k * step)]!,
  );
  if (own.length === 0 || others.length === 0) return new Float64Array(items.columns);
  const differences = Array.from(own).flatMap((liked) =>
    others.map((other) => row(items, liked).map((value, k) => value - row(items, other)[k]!)),
  );
  return lbfgs((taste, gradient) => {
    let loss = (penalty / 2) * dot(taste, taste);
    gradient.set(taste.map((value) => penalty * value));
    for (const difference of differences) {
      const margin = dot(taste, difference);
      loss -= logSigmoid(margin) / differences.length;
      const pull = sigmoid(-margin) / differences.length;
      for (let k = 0; k < taste.length; k++) gradient[k]! -= pull * difference[k]!;
    }
    return loss;
  }, new Float64Array(items.columns)).x;
}
