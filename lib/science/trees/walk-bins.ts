import type { Bins } from './bins.ts';
import type { GrownTree } from './grow-leaf-wise.ts';

/** The leaf to which the bins of a row lead. */
export function walkBins({ tree, splits }: Pick<GrownTree, 'tree' | 'splits'>, bins: Bins, row: number): number {
  let node = 0;
  while (tree.left[node]! >= 0) {
    const { feature, goesLeft } = splits[node]!;
    const block = bins.blockOf[feature]!;
    const bin = block.bins[row * block.width + feature - block.first]!;
    node = tree.left[node]! + 1 - goesLeft[bin]!;
  }
  return node;
}
