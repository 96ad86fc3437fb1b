import { weightedQuantile } from './boosting-loss.ts';
import type { BoostingState } from './boosting-state.ts';
import type { GrownTree } from './grow-leaf-wise.ts';

/**
 * A step along the gradient of the pinball loss has no sensible length; each leaf answers the quantile of what is left
 * over in its rows instead (Friedman 2001, LAD boosting). Below a split on a monotone variable, answers stay on their side
 * of the quantile of all rows of the split.
 */
export function renewQuantiles(grown: GrownTree, state: BoostingState, share: number): void {
  const { tree, leaves, splits } = grown;
  const { learningRate, monotone } = state.rules;
  const leafAt = new Map(leaves.map((leaf) => [leaf.node, leaf]));
  renew(0, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

  function renew(node: number, lower: number, upper: number): void {
    const left = tree.left[node]!;
    const direction = left < 0 ? 0 : monotone[splits[node]!.feature]!;
    const value = left < 0 || direction !== 0 ? Math.min(upper, Math.max(lower, quantileBelow(node))) : 0;
    if (left < 0) tree.value[node] = learningRate * value;
    else if (direction === 0) {
      renew(left, lower, upper);
      renew(left + 1, lower, upper);
    } else {
      const [low, high] = direction > 0 ? [left, left + 1] : [left + 1, left];
      renew(low, lower, value);
      renew(high, value, upper);
    }
  }

  function quantileBelow(node: number): number {
    const rows = state.field.rows.subarray(...rangeOf(node));
    const rest = Float64Array.from(rows, (row) => state.target[row]! - state.scores[row]!);
    const weights = state.weights && Float64Array.from(rows, (row) => state.weights![row]!);
    return weightedQuantile(rest, share, weights);
  }

  function rangeOf(node: number): [number, number] {
    const leaf = leafAt.get(node);
    if (leaf) return [leaf.from, leaf.to];
    const left = tree.left[node]!;
    return [rangeOf(left)[0], rangeOf(left + 1)[1]];
  }
}
