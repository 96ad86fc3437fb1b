import { outOfRange } from '../faults.ts';
import { type Cutoffs, cutoffs } from './cutoffs.ts';

type Numbers = ArrayLike<number>;

/** Who is caught when the rows of the greatest scores are taken, at equal steps of their share. */
export interface GainCurve {
  /** Share of all rows taken. */
  readonly share: Float64Array;
  /** Share of all ones among them (gain, capture rate). */
  readonly gain: Float64Array;
  /** Gain over share: how many times better than taking rows blindly. */
  readonly lift: Float64Array;
}

/** Gain and lift after each of `steps` equal shares. Rows of equal score at a border are taken in part. */
export function gainCurve(target: Numbers, scores: Numbers, steps = 10, weights?: Numbers): GainCurve {
  if (!(steps >= 1)) throw outOfRange({ what: 'steps', given: steps, allowed: '1 or more' });
  const caught = cutoffs(target, scores, weights);
  const share = Float64Array.from({ length: steps }, (_, at) => (at + 1) / steps);
  const gain = share.map((part) => gainAt(caught, part));
  return { share, gain, lift: gain.map((part, at) => part / share[at]!) };
}

/** Lift among the `share` of rows with the greatest scores: their rate of ones over the rate of all. */
export function liftAt(target: Numbers, scores: Numbers, share = 0.1, weights?: Numbers): number {
  if (!(share > 0 && share <= 1))
    throw outOfRange({ what: 'share', given: share, allowed: 'above 0, at most 1' });
  return gainAt(cutoffs(target, scores, weights), share) / share;
}

function gainAt({ ones, zeros }: Cutoffs, share: number): number {
  const all = ones.at(-1)!;
  const wanted = share * (all + zeros.at(-1)!);
  let low = 0;
  let high = ones.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ones[middle]! + zeros[middle]! >= wanted) high = middle;
    else low = middle + 1;
  }
  const onesBefore = ones[low - 1] ?? 0;
  const before = onesBefore + (zeros[low - 1] ?? 0);
  const part = Math.min(1, (wanted - before) / (ones[low]! + zeros[low]! - before));
  return (onesBefore + part * (ones[low]! - onesBefore)) / all;
}
