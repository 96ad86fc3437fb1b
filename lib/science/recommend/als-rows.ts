import type { Matrix } from '../numeric/matrix.ts';
import type { Sparse } from '../numeric/sparse.ts';
import { addStretch, dotStretch } from '../numeric/stretch.ts';
import type { Pieces } from '../pieces.ts';

/** The rows of one side that a worker of a pool solves while the other side stands still. */
export interface AlsRows {
  readonly seen: Sparse;
  readonly own: Matrix;
  readonly other: Matrix;
  readonly alpha: number;
  readonly penalty: number;
  readonly from: number;
  readonly to: number;
}

const steps = 3;

/** So many products are added up between two pauses. */
const manyProducts = 1_000_000;

/**
 * Moves each row x toward (YᵀCY + λI) x = YᵀCp by conjugate gradients, in place. YᵀY is made once;
 * of C only the entries above 1 are walked through. Numbers are reached by their offset in the whole
 * array: a view for each of millions of entries would cost more than the arithmetic.
 */
export function* alsRows({ seen, own, other, alpha, penalty, from, to }: AlsRows): Pieces<null> {
  const f = own.columns;
  const x = own.values;
  const y = other.values;
  const gram = yield* gramOf(other, penalty);
  const residual = new Float64Array(f);
  const direction = new Float64Array(f);
  const image = new Float64Array(f);
  for (let i = from, looked = 0; i < to; i++) {
    looked += f * (f + seen.starts[i + 1]! - seen.starts[i]!);
    if (looked > manyProducts) {
      looked = 0;
      yield (i - from) / (to - from);
    }
    const at = i * f;
    apply(x, at, i);
    for (let k = 0; k < f; k++) residual[k] = -image[k]!;
    for (let a = seen.starts[i]!; a < seen.starts[i + 1]!; a++)
      addStretch(residual, 1 + alpha * seen.values[a]!, y, seen.columnsOf[a]! * f);
    direction.set(residual);
    let left = dotStretch(residual, 0, residual, 0, f);
    for (let step = 0; step < steps && left > 1e-20; step++) {
      apply(direction, 0, i);
      const length = left / dotStretch(direction, 0, image, 0, f);
      for (let k = 0; k < f; k++) {
        x[at + k]! += length * direction[k]!;
        residual[k]! -= length * image[k]!;
      }
      const now = dotStretch(residual, 0, residual, 0, f);
      for (let k = 0; k < f; k++) direction[k] = residual[k]! + (now / left) * direction[k]!;
      left = now;
    }
  }
  return null;

  function apply(v: Float64Array, at: number, i: number): void {
    for (let k = 0; k < f; k++) image[k] = dotStretch(gram, k * f, v, at, f);
    for (let a = seen.starts[i]!; a < seen.starts[i + 1]!; a++) {
      const item = seen.columnsOf[a]! * f;
      addStretch(image, alpha * seen.values[a]! * dotStretch(y, item, v, at, f), y, item);
    }
  }
}

/** YᵀY + λI, row by row. */
function* gramOf({ values, rows, columns: f }: Matrix, penalty: number): Pieces<Float64Array> {
  const gram = new Float64Array(f * f);
  const pause = Math.max(1, Math.floor(manyProducts / (f * f)));
  for (let row = 0; row < rows; row++) {
    if (row % pause === pause - 1) yield 0;
    const at = row * f;
    for (let a = 0; a < f; a++) {
      const value = values[at + a]!;
      for (let b = 0; b <= a; b++) gram[a * f + b]! += value * values[at + b]!;
    }
  }
  for (let a = 0; a < f; a++) {
    gram[a * f + a]! += penalty;
    for (let b = 0; b < a; b++) gram[b * f + a] = gram[a * f + b]!;
  }
  return gram;
}
