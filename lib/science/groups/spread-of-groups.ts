import { oneClass } from '../faults.ts';
import { type Matrix, row } from '../numeric/matrix.ts';
import { checkLabels } from './check-points.ts';

/** Of each group: its size, its mean and the sum of squared distances to it; points labelled −1 are left out. */
export interface Spread {
  readonly sizes: Float64Array;
  readonly centres: readonly Float64Array[];
  readonly squares: Float64Array;
}

export function spreadOfGroups(points: Matrix, labels: Int32Array): Spread {
  const k = checkLabels(points, labels);
  const sizes = new Float64Array(k);
  const squares = new Float64Array(k);
  const centres = Array.from({ length: k }, () => new Float64Array(points.columns));
  const each = (visit: (label: number, x: Float64Array) => void) => {
    for (const [i, label] of labels.entries()) if (label >= 0) visit(label, row(points, i));
  };
  each((label, x) => {
    sizes[label]!++;
    for (let j = 0; j < x.length; j++) centres[label]![j]! += x[j]!;
  });
  if (sizes.filter((size) => size > 0).length < 2) throw oneClass({ what: 'the grouping' });
  for (const [c, centre] of centres.entries())
    for (let j = 0; j < centre.length; j++) centre[j]! /= Math.max(1, sizes[c]!);
  each((label, x) => {
    squares[label]! += squaredDistance(x, centres[label]!);
  });
  return { sizes, centres, squares };
}

export function squaredDistance(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let square = 0;
  for (let j = 0; j < x.length; j++) square += (x[j]! - y[j]!) ** 2;
  return square;
}
