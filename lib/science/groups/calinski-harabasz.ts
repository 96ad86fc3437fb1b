import { atLeast } from '../check.ts';
import { constantColumn } from '../faults.ts';
import type { Matrix } from '../numeric/matrix.ts';
import { sum } from '../numeric/mean.ts';
import { spreadOfGroups, squaredDistance } from './spread-of-groups.ts';

/** Variance between the groups over that within them (Caliński & Harabasz 1974); greater is better. */
export function calinskiHarabasz(points: Matrix, labels: Int32Array): number {
  const { sizes, centres, squares } = spreadOfGroups(points, labels);
  const n = sum(sizes);
  const groups = sizes.filter((size) => size > 0).length;
  const centre = Float64Array.from({ length: points.columns }, (_, j) =>
    centres.reduce((total, each, c) => total + (sizes[c]! * each[j]!) / n, 0),
  );
  const between = centres.reduce((total, each, c) => total + sizes[c]! * squaredDistance(each, centre), 0);
  const within = sum(squares);
  atLeast('points', n, groups + 1);
  if (!(within > 0)) throw constantColumn({ what: 'every variable within its group' });
  return between / (groups - 1) / (within / (n - groups));
}
