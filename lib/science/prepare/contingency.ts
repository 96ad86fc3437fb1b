import { sameLength } from '../check.ts';
import { type Matrix, matrix } from '../numeric/matrix.ts';

/** Counts of pairs of codes (0, 1, 2 …); rows in which either is missing (−1) are left out. */
export function contingency(x: ArrayLike<number>, y: ArrayLike<number>): Matrix {
  sameLength('the second variable', y, x.length);
  let rows = 0;
  let columns = 0;
  for (let i = 0; i < x.length; i++) {
    rows = Math.max(rows, x[i]! + 1);
    columns = Math.max(columns, y[i]! + 1);
  }
  const counts = matrix(rows, columns);
  for (let i = 0; i < x.length; i++) if (x[i]! >= 0 && y[i]! >= 0) counts.values[x[i]! * columns + y[i]!]!++;
  return counts;
}

/** Sums of rows, of columns, and of all. */
export function margins({ rows, columns, values }: Matrix) {
  const ofRows = new Float64Array(rows);
  const ofColumns = new Float64Array(columns);
  let total = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const count = values[i * columns + j]!;
      ofRows[i]! += count;
      ofColumns[j]! += count;
      total += count;
    }
  }
  return { ofRows, ofColumns, total };
}
