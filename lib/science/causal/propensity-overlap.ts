import { binaryTarget } from '../check.ts';
import { checkPropensity } from './study.ts';

export interface PropensityOverlap {
  /** People of each group by propensity, in bins of equal width from 0 to 1. */
  readonly treated: readonly number[];
  readonly others: readonly number[];
  /** Area that the two distributions share: 1 alike, 0 apart. */
  readonly common: number;
  /** Share of people with a propensity outside [trim, 1 − trim]: for them the data hold next to no comparison. */
  readonly beyond: number;
  /** People that the weighted groups are worth (Kish 1965): (Σ w)² / Σ w² with weights 1 / e and 1 / (1 − e). */
  readonly worthTreated: number;
  readonly worthOthers: number;
}

/** Whether the treated and the others are comparable at all: how far their propensities overlap. */
export function propensityOverlap(
  treated: Float64Array,
  propensity: Float64Array,
  { bins = 20, trim = 0.05 }: { readonly bins?: number; readonly trim?: number } = {},
): PropensityOverlap {
  binaryTarget('treated', treated);
  checkPropensity(propensity, treated.length);
  const counts = [new Array<number>(bins).fill(0), new Array<number>(bins).fill(0)] as const;
  const sizes = [0, 0];
  const sums = [0, 0];
  const squares = [0, 0];
  let beyond = 0;
  for (const [i, e] of propensity.entries()) {
    const group = treated[i] === 1 ? 1 : 0;
    const weight = 1 / (group === 1 ? e : 1 - e);
    counts[group][Math.min(bins - 1, Math.floor(e * bins))]!++;
    sizes[group]!++;
    sums[group]! += weight;
    squares[group]! += weight * weight;
    if (e < trim || e > 1 - trim) beyond++;
  }
  const [others, those] = counts;
  return {
    treated: those,
    others,
    common: those.reduce((area, count, k) => area + Math.min(count / sizes[1]!, others[k]! / sizes[0]!), 0),
    beyond: beyond / treated.length,
    worthTreated: sums[1]! ** 2 / squares[1]!,
    worthOthers: sums[0]! ** 2 / squares[0]!,
  };
}
