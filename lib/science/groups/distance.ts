import type { Matrix } from '../numeric/matrix.ts';

/** Euclidean distance of two rows. */
export function distanceBetween({ values, columns: d }: Matrix, i: number, j: number): number {
  let square = 0;
  for (let k = 0; k < d; k++) {
    const off = values[i * d + k]! - values[j * d + k]!;
    square += off * off;
  }
  return Math.sqrt(square);
}
