import { leftTable, type Split } from '../best-split.ts';
import type { Tree } from '../tree.ts';

/** Leads rows through a grown tree by their bins: what a function answers is the leaf of a row. */
export function binWalk(
  tree: Tree,
  splits: readonly (Split | undefined)[],
  columns: readonly Uint8Array[],
): (row: number) => number {
  const tables = splits.map((split) => split && leftTable(split));
  return (row) => {
    let node = 0;
    for (let left = tree.left[0]!; left >= 0; left = tree.left[node]!) {
      const bin = columns[tree.feature[node]!]![row]!;
      node = left + 1 - tables[node]![bin]!;
    }
    return node;
  };
}
