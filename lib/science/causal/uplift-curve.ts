import { allFinite, sameLength } from '../check.ts';
import { order } from '../numeric/index.ts';
import { checkOutcome } from './study.ts';

/** A curve over the number of people targeted, from 0 to all, best scores first; equal scores come in together. */
export interface UpliftCurve {
  readonly people: Float64Array;
  readonly gains: Float64Array;
}

/** Counts among the people targeted so far: the treated and the others, and their outcomes. */
export interface Targeted {
  readonly treated: number;
  readonly others: number;
  readonly outcomeOfTreated: number;
  readonly outcomeOfOthers: number;
}

/** What targeting so far has gained. */
export type TargetingGain = (targeted: Targeted) => number;

/** Outcomes of the treated over what the others, scaled to their number, had (Radcliffe 2007). */
export const qiniGain: TargetingGain = ({ treated, others, outcomeOfTreated, outcomeOfOthers }) =>
  outcomeOfTreated - (others > 0 ? (outcomeOfOthers * treated) / others : 0);

/** Difference of the mean outcomes times the people targeted (Rzepakowski & Jaroszewicz 2010). */
export const upliftGain: TargetingGain = ({ treated, others, outcomeOfTreated, outcomeOfOthers }) =>
  ((treated > 0 ? outcomeOfTreated / treated : 0) - (others > 0 ? outcomeOfOthers / others : 0)) *
  (treated + others);

/** The curve of a score: at each distinct value the gain of targeting all at or above it. */
export function upliftCurve(
  outcome: Float64Array,
  score: Float64Array,
  treated: Float64Array,
  gain: TargetingGain,
): UpliftCurve {
  checkOutcome(outcome, treated);
  sameLength('score', score, treated.length);
  allFinite('score', score);
  const best = order(score).reverse();
  return curveAlong(outcome, treated, best, gain, (at) => score[best[at]!] === score[best[at + 1]!]);
}

/** The curve of people targeted in this order; `joined` says that a place is not told apart from the next. */
export function curveAlong(
  outcome: Float64Array,
  treated: Float64Array,
  rows: Uint32Array,
  gain: TargetingGain,
  joined: (at: number) => boolean = () => false,
): UpliftCurve {
  const people = [0];
  const gains = [0];
  const counts = [0, 0];
  const sums = [0, 0];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    counts[treated[row]!]!++;
    sums[treated[row]!]! += outcome[row]!;
    if (at + 1 < rows.length && joined(at)) continue;
    people.push(at + 1);
    gains.push(
      gain({
        treated: counts[1]!,
        others: counts[0]!,
        outcomeOfTreated: sums[1]!,
        outcomeOfOthers: sums[0]!,
      }),
    );
  }
  return { people: Float64Array.from(people), gains: Float64Array.from(gains) };
}

/** Area under a curve by trapezoids. */
export function areaUnder({ people, gains }: UpliftCurve): number {
  let area = 0;
  for (let k = 1; k < people.length; k++)
    area += ((people[k]! - people[k - 1]!) * (gains[k]! + gains[k - 1]!)) / 2;
  return area;
}
