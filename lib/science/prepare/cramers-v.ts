import { constantColumn } from '../faults.ts';
import { contingency, margins } from './contingency.ts';

/** Cramér's V of two variables given as codes (Cramér 1946): 0 where independent, 1 where one tells the other. */
export function cramersV(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const counts = contingency(x, y);
  const { ofRows, ofColumns, total } = margins(counts);
  const used = (sums: Float64Array) => sums.filter((sum) => sum > 0).length;
  const freedom = Math.min(used(ofRows), used(ofColumns)) - 1;
  if (freedom < 1) throw constantColumn({ what: 'one of the two variables' });
  let chiSquare = 0;
  for (let i = 0; i < counts.rows; i++) {
    for (let j = 0; j < counts.columns; j++) {
      const expected = (ofRows[i]! * ofColumns[j]!) / total;
      if (expected > 0) chiSquare += (counts.values[i * counts.columns + j]! - expected) ** 2 / expected;
    }
  }
  return Math.sqrt(chiSquare / (total * freedom));
}
