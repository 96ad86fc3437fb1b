import { allFinite, atLeast } from '../check.ts';
import { constantColumn, outOfRange } from '../faults.ts';
import type { Matrix } from '../numeric/matrix.ts';

/** Refuses points that are not finite, that are all the same, or fewer than the groups asked for. */
export function checkPoints(points: Matrix, groups: number): void {
  if (!(Number.isInteger(groups) && groups >= 1))
    throw outOfRange({ what: 'the number of groups', given: groups, allowed: 'a whole number from 1' });
  atLeast('points', points.rows, groups);
  atLeast('variables', points.columns, 1);
  allFinite('the points', points.values);
  if (groups > 1 && points.values.every((value, at) => value === points.values[at % points.columns]))
    throw constantColumn({ what: 'every variable' });
}
