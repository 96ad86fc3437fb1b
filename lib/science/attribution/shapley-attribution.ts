import { checkPaths, type Paths } from './paths.ts';

/**
 * Shapley values where a set of channels is worth the conversions of all paths that touch no others.
 * In closed form: every path shares its conversions equally among its distinct channels
 * (Zhao, Mahboobi & Bagheri 2018), so any number of channels is exact.
 */
export function shapleyAttribution(paths: Paths): Float64Array {
  const { channels, starts, channelOf, conversions } = checkPaths(paths);
  const credited = new Float64Array(channels.length);
  for (let i = 0; i < conversions.length; i++) {
    const touched = new Set(channelOf.subarray(starts[i]!, starts[i + 1]!));
    for (const channel of touched) credited[channel]! += conversions[i]! / touched.size;
  }
  return credited;
}
