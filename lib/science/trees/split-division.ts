import type { Split } from './best-split.ts';
import type { Binning } from './bins/binning.ts';
import type { Division } from './tree.ts';

/** A split of bins in terms of values: the last number, or the levels, that go left. */
export function splitDivision({ feature, left, missingLeft, gain }: Split, binning: Binning): Division {
  const common = { feature, gain, missingLeft };
  if (binning.kind === 'category') {
    const bins = typeof left === 'number' ? [] : left.filter((bin) => bin > 0);
    const levelsLeft = bins.map((bin) => binning.codes[bin - 1]!).sort((a, b) => a - b);
    return { ...common, threshold: 0, levelsLeft };
  }
  // the last bin has no end: there all numbers go left and only missing values right
  return { ...common, threshold: binning.cuts[Number(left) - 1] ?? Number.MAX_VALUE };
}
