import type { Matrix } from '../numeric/matrix.ts';
import type { Sparse } from '../numeric/sparse.ts';
import { type Design, isSparse } from './design.ts';

/**
 * into += Σ weight[i − from] · (x_i, 1)(x_i, 1)ᵀ over the rows `from` to below `to`; only the lower triangle of the
 * (columns + 1)² sums is written, the intercept last. Dense rows go four at a time, so that each sum is loaded and stored
 * once for four products: this is where an exact fit spends its time.
 */
export function addWeightedGram(
  x: Design,
  weight: Float64Array,
  from: number,
  to: number,
  into: Float64Array,
): void {
  if (isSparse(x)) addSparseGram(x, weight, from, to, into);
  else addDenseGram(x, weight, from, to, into);
}

function addDenseGram(
  { columns: p, values }: Matrix,
  weight: Float64Array,
  from: number,
  to: number,
  into: Float64Array,
) {
  const q = p + 1;
  const [r0, r1, r2, r3] = [
    new Float64Array(q),
    new Float64Array(q),
    new Float64Array(q),
    new Float64Array(q),
  ];
  const load = (row: Float64Array, i: number) => {
    row.set(values.subarray(i * p, i * p + p));
    row[p] = 1;
    return i < to ? weight[i - from]! : 0;
  };
  for (let i = from; i < to; i += 4) {
    const w0 = load(r0, i);
    const w1 = i + 1 < to ? load(r1, i + 1) : 0;
    const w2 = i + 2 < to ? load(r2, i + 2) : 0;
    const w3 = i + 3 < to ? load(r3, i + 3) : 0;
    addFour(q, into, r0, r1, r2, r3, w0, w1, w2, w3);
  }
}

function addFour(
  q: number,
  into: Float64Array,
  r0: Float64Array,
  r1: Float64Array,
  r2: Float64Array,
  r3: Float64Array,
  w0: number,
  w1: number,
  w2: number,
  w3: number,
) {
  for (let j = 0; j < q; j++) {
    const a = w0 * r0[j]!;
    const b = w1 * r1[j]!;
    const c = w2 * r2[j]!;
    const d = w3 * r3[j]!;
    const line = j * q;
    for (let k = 0; k <= j; k++) into[line + k]! += a * r0[k]! + b * r1[k]! + c * r2[k]! + d * r3[k]!;
  }
}

function addSparseGram(x: Sparse, weight: Float64Array, from: number, to: number, into: Float64Array) {
  const { columns: p, starts, columnsOf, values } = x;
  const q = p + 1;
  for (let i = from; i < to; i++) {
    const w = weight[i - from]!;
    for (let a = starts[i]!; a < starts[i + 1]!; a++) {
      const j = columnsOf[a]!;
      const scaled = w * values[a]!;
      for (let b = starts[i]!; b <= a; b++) into[j * q + columnsOf[b]!]! += scaled * values[b]!;
      into[p * q + j]! += scaled;
    }
    into[p * q + p]! += w;
  }
}

/** Copies the lower triangle over the upper one. */
export function mirrored(lower: Float64Array, size: number): Matrix {
  for (let i = 0; i < size; i++)
    for (let j = i + 1; j < size; j++) lower[i * size + j] = lower[j * size + i]!;
  return { rows: size, columns: size, values: lower };
}
