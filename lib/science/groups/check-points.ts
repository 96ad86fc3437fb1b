import { allFinite, atLeast, sameLength, wholeNumber } from '../check.ts';
import { constantColumn, outOfRange } from '../faults.ts';
import type { Matrix } from '../numeric/matrix.ts';

/** Refuses points to assign that are not finite or have another number of variables than the model. */
export function checkNewPoints(points: Matrix, variables: number): void {
  sameLength('the variables of a point', { length: points.columns }, variables);
  allFinite('the points', points.values);
}

/** Refuses points that are not finite, that are all the same, or fewer than the groups asked for. */
export function checkPoints(points: Matrix, groups: number): void {
  wholeNumber('the number of groups', groups, 1);
  atLeast('points', points.rows, groups);
  atLeast('variables', points.columns, 1);
  allFinite('the points', points.values);
  if (groups > 1 && points.values.every((value, at) => value === points.values[at % points.columns]))
    throw constantColumn({ what: 'every variable' });
}

/** Refuses labels that are not one a point, or beyond the number of points; answers one more than the greatest. */
export function checkLabels(points: Matrix, labels: Int32Array): number {
  sameLength('labels', labels, points.rows);
  allFinite('the points', points.values);
  const most = labels.reduce((greatest, label) => Math.max(greatest, label), -1);
  if (most >= points.rows)
    throw outOfRange({ what: 'a label', given: most, allowed: 'below the number of points' });
  return most + 1;
}
