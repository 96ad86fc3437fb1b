import { allFinite, atLeast } from '../check.ts';
import { type Design, isSparse } from './design.ts';

/** Mean and standard deviation (over n, weighted) of every column; zeros that a sparse matrix does not store count. */
export function columnSpread(
  x: Design,
  weights?: ArrayLike<number>,
): { means: Float64Array; deviations: Float64Array } {
  atLeast('rows', x.rows, 1);
  allFinite('the variables', x.values);
  const means = new Float64Array(x.columns);
  // of dense rows the first is taken off: what is far from 0 keeps its digits
  const first = isSparse(x) ? new Float64Array(x.columns) : x.values.slice(0, x.columns);
  let total = 0;
  for (let i = 0; i < x.rows; i++) total += weights?.[i] ?? 1;
  eachEntry(x, (i, j, value) => {
    means[j]! += ((weights?.[i] ?? 1) * (value - first[j]!)) / total;
  });
  for (let j = 0; j < x.columns; j++) means[j]! += first[j]!;
  const squares = new Float64Array(x.columns);
  const stored = new Float64Array(x.columns);
  const rests = new Float64Array(x.columns);
  eachEntry(x, (i, j, value) => {
    const weight = weights?.[i] ?? 1;
    squares[j]! += weight * (value - means[j]!) ** 2;
    rests[j]! += weight * (value - means[j]!);
    stored[j]! += weight;
  });
  const deviations = squares.map((sum, j) => {
    if (!isSparse(x)) return Math.sqrt(Math.max(0, sum - rests[j]! ** 2 / total) / total);
    return Math.sqrt((sum + (total - stored[j]!) * means[j]! ** 2) / total);
  });
  return { means, deviations };
}

function eachEntry(x: Design, use: (row: number, column: number, value: number) => void): void {
  for (let i = 0; i < x.rows; i++) {
    if (isSparse(x))
      for (let k = x.starts[i]!; k < x.starts[i + 1]!; k++) use(i, x.columnsOf[k]!, x.values[k]!);
    else for (let j = 0; j < x.columns; j++) use(i, j, x.values[i * x.columns + j]!);
  }
}
