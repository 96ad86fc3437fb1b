import { allFinite, atLeast, sameLength } from '../check.ts';
import { outOfRange } from '../faults.ts';

/**
 * Ways to a conversion, each with how often it was taken. Path i walks through `channelOf[k]` for k from
 * `starts[i]` to below `starts[i + 1]`, oldest first; it converted `conversions[i]` times and ended without, `nulls[i]` times.
 */
export interface Paths {
  readonly channels: readonly string[];
  readonly starts: Uint32Array;
  readonly channelOf: Uint32Array;
  readonly conversions: Float64Array;
  readonly nulls: Float64Array;
  /** Time from each step to the end of its path, in any unit, for credit that decays with time. */
  readonly ages?: Float64Array;
}

/** Paths from lists of channel names; names are coded in the order in which they first occur. */
export function pathsOf(
  walks: readonly (readonly string[])[],
  conversions: ArrayLike<number>,
  nulls: ArrayLike<number> = new Float64Array(walks.length),
): Paths {
  const codes = new Map<string, number>();
  const code = (name: string) => codes.get(name) ?? codes.set(name, codes.size).size - 1;
  const starts = new Uint32Array(walks.length + 1);
  for (const [i, walk] of walks.entries()) starts[i + 1] = starts[i]! + walk.length;
  const channelOf = Uint32Array.from(walks.flat(), code);
  return checkPaths({
    channels: [...codes.keys()],
    starts,
    channelOf,
    conversions: Float64Array.from(conversions),
    nulls: Float64Array.from(nulls),
  });
}

/** Refuses paths without steps, counts below 0 and columns of unequal lengths. */
export function checkPaths(paths: Paths): Paths {
  const { starts, channelOf, channels, conversions, nulls, ages } = paths;
  const count = starts.length - 1;
  atLeast('paths', count, 1);
  sameLength('conversions', conversions, count);
  sameLength('paths without conversion', nulls, count);
  if (ages) sameLength('ages', ages, channelOf.length);
  for (const [what, counts] of Object.entries({ conversions, nulls })) {
    allFinite(what, counts);
    const least = counts.reduce((a, b) => Math.min(a, b), 0);
    if (least < 0) throw outOfRange({ what, given: least, allowed: '0 or more' });
  }
  for (let i = 0; i < count; i++) atLeast(`steps of path ${i + 1}`, starts[i + 1]! - starts[i]!, 1);
  for (const code of channelOf)
    if (code >= channels.length)
      throw outOfRange({ what: 'channel code', given: code, allowed: `below ${channels.length}` });
  return paths;
}

/** Conversions of all paths. */
export function totalConversions(paths: Paths): number {
  return paths.conversions.reduce((total, count) => total + count, 0);
}
