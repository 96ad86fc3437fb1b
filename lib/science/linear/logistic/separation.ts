import { separation } from '../../faults.ts';
import { multiplyRows } from '../row-products.ts';
import type { LogisticObjective } from './logistic-objective.ts';

/**
 * Refuses classes that a direction of the coefficients tells apart: every row lies on its side of it or on the border
 * (complete or quasi-complete separation; Albert & Anderson 1984), so that the likelihood has no maximum. "On the border"
 * allows for a direction that is not fully known yet: one part in a million of the furthest row.
 */
export function refuseSeparation(
  { x, target }: LogisticObjective,
  directions: readonly Float64Array[],
): void {
  const along = new Float64Array(x.rows);
  for (const direction of directions) {
    multiplyRows(x, direction, 0, x.rows, along);
    let least = 0;
    let greatest = 0;
    for (let row = 0; row < x.rows; row++) {
      const side = target[row] === 1 ? along[row]! : -along[row]!;
      if (side < least) least = side;
      else if (side > greatest) greatest = side;
    }
    if (greatest > 0 && least >= -1e-6 * greatest) throw separation({ what: 'the target' });
  }
}
