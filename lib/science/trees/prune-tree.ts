import { divide, leafTree, type Tree } from './tree.ts';

/** One tree of the sequence of weakest links: the smallest that is best while a leaf costs at least `complexity`. */
export interface PruningStep {
  readonly complexity: number;
  readonly leaves: number;
}

/**
 * Minimal cost-complexity pruning (Breiman et al. 1984, chapter 3): the smallest subtree that is best when each leaf costs
 * `complexity`, in the unit of the split gains: squared error summed over rows (2 / rows times that is the unit of the
 * Gini index, 1 / rows that of the mean squared error).
 */
export function pruneTree(tree: Tree, complexity: number): Tree {
  const cut = cutsUpTo(tree, complexity).cut;
  const kept = leafTree(tree.value[0]!, tree.cover[0]!);
  copyBelow(0, 0);
  return kept;

  function copyBelow(from: number, to: number): void {
    kept.value[to] = tree.value[from]!;
    kept.cover[to] = tree.cover[from]!;
    if (tree.left[from]! < 0 || cut.has(from)) return;
    const left = divide(kept, to, {
      feature: tree.feature[from]!,
      threshold: tree.threshold[from]!,
      levelsLeft: tree.levelsLeft[from],
      missingLeft: tree.missingLeft[from] === 1,
      gain: tree.gain[from]!,
    });
    copyBelow(tree.left[from]!, left);
    copyBelow(tree.left[from]! + 1, left + 1);
  }
}

/** The complexities at which subtrees fall away, ascending, and the leaves that are left from there on; the whole tree comes first, with 0. */
export function pruningPath(tree: Tree): PruningStep[] {
  return cutsUpTo(tree, Number.POSITIVE_INFINITY).steps;
}

function cutsUpTo(tree: Tree, complexity: number) {
  const cut = new Set<number>();
  const steps: PruningStep[] = [];
  for (let reached = 0; ; ) {
    const { worth, leaves, link } = weakest(tree, cut);
    if (steps.at(-1)?.complexity === reached) steps.pop();
    steps.push({ complexity: reached, leaves });
    if (link < 0 || worth > complexity * (1 + 1e-12)) return { cut, steps };
    reached = Math.max(reached, worth);
    cut.add(link);
  }
}

/** The node whose subtree gains least for each leaf that it has more than the node alone. */
function weakest(tree: Tree, cut: ReadonlySet<number>) {
  let worth = Number.POSITIVE_INFINITY;
  let link = -1;
  const root = below(0);
  return { worth, link, leaves: root.leaves };

  function below(node: number): { gain: number; leaves: number } {
    const left = tree.left[node]!;
    if (left < 0 || cut.has(node)) return { gain: 0, leaves: 1 };
    const [a, b] = [below(left), below(left + 1)];
    const gain = tree.gain[node]! + a.gain + b.gain;
    const leaves = a.leaves + b.leaves;
    if (gain / (leaves - 1) < worth) {
      worth = gain / (leaves - 1);
      link = node;
    }
    return { gain, leaves };
  }
}
