import { order } from '../numeric/rank.ts';
import { checkScored } from './check-scored.ts';

type Numbers = ArrayLike<number>;

/** Every distinct score as a cut-off, the greatest first: what is caught at or above it. */
export interface Cutoffs {
  readonly scores: Float64Array;
  /** Weight of ones with this score or a greater one (true positives). */
  readonly ones: Float64Array;
  /** Weight of zeros with this score or a greater one (false positives). */
  readonly zeros: Float64Array;
}

/** The one pass over sorted scores from which all rank measures are read; equal scores fall together. */
export function cutoffs(target: Numbers, scores: Numbers, weights?: Numbers): Cutoffs {
  checkScored(target, scores, weights);
  const rows = order(scores);
  const distinct = new Float64Array(rows.length);
  const ones = new Float64Array(rows.length);
  const zeros = new Float64Array(rows.length);
  let last = -1;
  for (let place = rows.length - 1; place >= 0; place--) {
    const row = rows[place]!;
    if (last < 0 || scores[row] !== distinct[last]) {
      last++;
      distinct[last] = scores[row]!;
      ones[last] = last > 0 ? ones[last - 1]! : 0;
      zeros[last] = last > 0 ? zeros[last - 1]! : 0;
    }
    const weight = weights?.[row] ?? 1;
    if (target[row] === 1) ones[last]! += weight;
    else zeros[last]! += weight;
  }
  return {
    scores: distinct.slice(0, last + 1),
    ones: ones.slice(0, last + 1),
    zeros: zeros.slice(0, last + 1),
  };
}
