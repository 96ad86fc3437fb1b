import { notPositiveDefinite } from '../faults.ts';
import { type Matrix, matrix } from './matrix.ts';

/**
 * Lower triangle L with L · Lᵀ = A, for A symmetric and positive definite.
 * A pivot below 1e-12 of its diagonal entry is a fault that names `what`.
 */
export function cholesky(a: Matrix, what = 'the matrix'): Matrix {
  const n = a.rows;
  const factor = matrix(n, n);
  const l = factor.values;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let rest = a.values[i * n + j]!;
      for (let k = 0; k < j; k++) rest -= l[i * n + k]! * l[j * n + k]!;
      if (i > j) l[i * n + j] = rest / l[j * n + j]!;
      else if (rest > 1e-12 * Math.abs(a.values[j * n + j]!)) l[j * n + j] = Math.sqrt(rest);
      else throw notPositiveDefinite({ what });
    }
  }
  return factor;
}

/** x with L · Lᵀ · x = b, for the factor L. */
export function solveCholesky(factor: Matrix, b: ArrayLike<number>): Float64Array {
  const n = factor.rows;
  const l = factor.values;
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= l[i * n + k]! * x[k]!;
    x[i]! /= l[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= l[k * n + i]! * x[k]!;
    x[i]! /= l[i * n + i]!;
  }
  return x;
}

/** The inverse of A from its factor. */
export function invertCholesky(factor: Matrix): Matrix {
  const n = factor.rows;
  const inverse = matrix(n, n);
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    unit.fill(0);
    unit[j] = 1;
    const column = solveCholesky(factor, unit);
    for (let i = 0; i < n; i++) inverse.values[i * n + j] = column[i]!;
  }
  return inverse;
}

/** log det A from its factor. */
export function logDeterminant(factor: Matrix): number {
  let total = 0;
  for (let i = 0; i < factor.rows; i++) total += 2 * Math.log(factor.values[i * factor.columns + i]!);
  return total;
}
