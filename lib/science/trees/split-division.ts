import type { Split } from './best-split.ts';
import type { Binning } from './bins.ts';
import type { Division } from './tree.ts';

/** A split of bins in terms of values: the last number, or the levels, that go left. */
export function splitDivision({ feature, goesLeft, gain }: Split, binning: Binning): Division {
  const common = { feature, gain, missingLeft: goesLeft[0] === 1 };
  if (binning.kind === 'number') {
    const last = goesLeft.lastIndexOf(1);
    // only missing values on the other side: every number goes left
    return { ...common, threshold: binning.cuts[last - 1] ?? Number.MAX_VALUE };
  }
  const levelsLeft = binning.codes.filter((_, at) => goesLeft[at + 1] === 1).sort((a, b) => a - b);
  return { ...common, threshold: 0, levelsLeft };
}
