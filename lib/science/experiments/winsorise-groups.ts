import { allFinite, atLeast } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { quantileOfSorted, sorted } from '../numeric/index.ts';

export interface WinsorisedGroups {
  readonly low: number;
  readonly high: number;
  readonly groups: readonly Float64Array[];
}

/**
 * Values beyond two quantiles are set to them (Winsor; Tukey 1962). The limits are of all groups together: limits of each
 * group's own would hide an effect in the tail and break the test. Quantiles of type 7.
 */
export function winsoriseGroups(
  groups: readonly ArrayLike<number>[],
  { lower = 0, upper = 0.99 }: { readonly lower?: number; readonly upper?: number } = {},
): WinsorisedGroups {
  if (!(lower >= 0 && lower < upper && upper <= 1))
    throw outOfRange({
      what: 'shares of the limits',
      given: `${lower}, ${upper}`,
      allowed: '0 ≤ lower < upper ≤ 1',
    });
  const all = new Float64Array(groups.reduce((total, group) => total + group.length, 0));
  atLeast('values', all.length, 1);
  let at = 0;
  for (const group of groups) {
    allFinite('values', group);
    all.set(group, at);
    at += group.length;
  }
  const ascending = sorted(all);
  const low = quantileOfSorted(ascending, lower);
  const high = quantileOfSorted(ascending, upper);
  const clip = (value: number) => Math.min(high, Math.max(low, value));
  return { low, high, groups: groups.map((group) => Float64Array.from(group, clip)) };
}
