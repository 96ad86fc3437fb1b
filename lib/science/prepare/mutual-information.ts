import { allMissing } from '../faults.ts';
import { contingency, margins } from './contingency.ts';

/** Mutual information in nats of two variables given as codes (Shannon 1948); rows in which either is −1 are left out. */
export function mutualInformation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const counts = contingency(x, y);
  const { ofRows, ofColumns, total } = margins(counts);
  if (total === 0) throw allMissing({ what: 'the pair of variables' });
  let nats = 0;
  for (let i = 0; i < counts.rows; i++) {
    for (let j = 0; j < counts.columns; j++) {
      const count = counts.values[i * counts.columns + j]!;
      if (count > 0) nats += (count / total) * Math.log((count * total) / (ofRows[i]! * ofColumns[j]!));
    }
  }
  return Math.max(0, nats);
}
