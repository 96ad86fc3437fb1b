import { noSums } from '../best-split.ts';
import type { BinSums } from '../sums.ts';

/** Counts bins of which there may be as many as rows: only those met are visited, in ascending order. */
export function exactCounter(
  columns: readonly Int32Array[],
  target: Float64Array,
  weights: Float64Array,
  center: number,
): (feature: number, rows: Int32Array) => BinSums {
  const bins = 1 + columns.reduce((most, column) => column.reduce((a, b) => Math.max(a, b), most), 0);
  const gradients = new Float64Array(bins);
  const hessians = new Float64Array(bins);
  const sums = noSums(bins);
  return (feature, rows) => {
    const column = columns[feature]!;
    let size = 0;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const bin = column[row]!;
      if (hessians[bin] === 0) sums.bin[size++] = bin;
      gradients[bin]! += weights[row]! * (center - target[row]!);
      hessians[bin]! += weights[row]!;
    }
    sums.bin.subarray(0, size).sort();
    for (let at = 0; at < size; at++) {
      const bin = sums.bin[at]!;
      sums.gradient[at] = gradients[bin]!;
      sums.hessian[at] = hessians[bin]!;
      gradients[bin] = 0;
      hessians[bin] = 0;
    }
    sums.size = size;
    return sums;
  };
}
