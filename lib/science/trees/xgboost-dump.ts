import { unknownColumn } from '../faults.ts';
import { divide, leafTree, type Tree, type TreeEnsemble } from './tree.ts';

/** A node of `Booster.get_dump(dump_format='json', with_stats=True)`. */
export interface XgboostNode {
  readonly cover: number;
  readonly leaf?: number;
  readonly nodeid: number;
  readonly split?: string;
  readonly split_condition?: number;
  readonly yes?: number;
  readonly missing?: number;
  readonly gain?: number;
  readonly children?: readonly XgboostNode[];
}

/**
 * An ensemble of number columns from the trees that XGBoost writes, with `base` as its raw starting score.
 * XGBoost compares in single precision: hand in values rounded by `Math.fround`.
 */
export function xgboostTrees(
  dump: readonly XgboostNode[],
  columns: readonly string[],
  base = 0,
): TreeEnsemble {
  const place = new Map(columns.map((name, at) => [name, at]));
  return {
    kind: 'xgboost',
    version: 1,
    variables: columns.map((name) => ({ name, levels: null })),
    base,
    scale: 1,
    trees: dump.map((root) => {
      const tree = leafTree(root.leaf ?? 0, root.cover);
      copy(tree, root, 0);
      return tree;
    }),
  };

  function copy(tree: Tree, from: XgboostNode, node: number): void {
    tree.value[node] = from.leaf ?? 0;
    tree.cover[node] = from.cover;
    if (!from.children || from.split === undefined) return;
    const feature = place.get(from.split);
    if (feature === undefined) throw unknownColumn({ name: from.split, columns: columns.join(', ') });
    const threshold = below(from.split_condition!);
    const left = divide(tree, node, {
      feature,
      threshold,
      missingLeft: from.missing === from.yes,
      gain: from.gain ?? 0,
    });
    for (const child of from.children) copy(tree, child, child.nodeid === from.yes ? left : left + 1);
  }
}

/** "Less than" a bound is "at most" the single-precision number before it. */
function below(bound: number): number {
  const bits = new DataView(new ArrayBuffer(4));
  bits.setFloat32(0, bound);
  const single = bits.getFloat32(0);
  if (single === 0) return -(2 ** -149);
  bits.setInt32(0, bits.getInt32(0) + (single > 0 ? -1 : 1));
  return bits.getFloat32(0);
}
