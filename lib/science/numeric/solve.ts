import { notPositiveDefinite } from '../faults.ts';
import type { Matrix } from './matrix.ts';

/** x with A · x = b for any square A: Gaussian elimination with partial pivoting. */
export function solve(a: Matrix, b: ArrayLike<number>, what = 'the matrix'): Float64Array {
  const n = a.rows;
  const m = Float64Array.from(a.values);
  const x = Float64Array.from(b);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(m[i * n + k]!) > Math.abs(m[pivot * n + k]!)) pivot = i;
    if (!(Math.abs(m[pivot * n + k]!) > 1e-300)) throw notPositiveDefinite({ what });
    if (pivot !== k) swapRows(m, x, n, k, pivot);
    for (let i = k + 1; i < n; i++) {
      const factor = m[i * n + k]! / m[k * n + k]!;
      if (factor === 0) continue;
      for (let j = k; j < n; j++) m[i * n + j]! -= factor * m[k * n + j]!;
      x[i]! -= factor * x[k]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i]! -= m[i * n + j]! * x[j]!;
    x[i]! /= m[i * n + i]!;
  }
  return x;
}

function swapRows(m: Float64Array, x: Float64Array, n: number, a: number, b: number): void {
  for (let j = 0; j < n; j++) [m[a * n + j], m[b * n + j]] = [m[b * n + j]!, m[a * n + j]!];
  [x[a], x[b]] = [x[b]!, x[a]!];
}
