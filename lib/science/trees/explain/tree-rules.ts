import type { Tree, TreeVariable } from '../tree.ts';

/** What a rule asks of one column: a number above one bound and at most the other (null: no bound), one of some levels, or that there is no value. */
export type RuleCondition =
  | {
      readonly kind: 'number';
      readonly column: string;
      readonly above: number | null;
      readonly atMost: number | null;
      /** Whether rows without a value pass too. */
      readonly missing: boolean;
    }
  | {
      readonly kind: 'category';
      readonly column: string;
      readonly levels: readonly string[];
      readonly missing: boolean;
    }
  | { readonly kind: 'missing'; readonly column: string };

/** The way to a leaf in words of the columns, each column once. */
export interface TreeRule {
  readonly conditions: readonly RuleCondition[];
  readonly value: number;
  /** Training rows (sum of weights), and their share of all. */
  readonly cover: number;
  readonly share: number;
}

/** A rule for every leaf of a tree; every row passes exactly one. */
export function treeRules(tree: Tree, variables: readonly TreeVariable[]): TreeRule[] {
  const rules: TreeRule[] = [];
  walk(0, new Map());
  return rules;

  function walk(node: number, passed: ReadonlyMap<number, RuleCondition>): void {
    const left = tree.left[node]!;
    if (left < 0) {
      const cover = tree.cover[node]!;
      rules.push({
        conditions: [...passed.values()],
        value: tree.value[node]!,
        cover,
        share: cover / tree.cover[0]!,
      });
      return;
    }
    const feature = tree.feature[node]!;
    const before = passed.get(feature) ?? anything(variables[feature]!);
    for (const child of [left, left + 1]) {
      const narrowed = narrow(before, tree, node, child === left, variables[feature]!.levels);
      walk(child, new Map(passed).set(feature, narrowed));
    }
  }
}

/** A condition after one more question about its column. */
function narrow(
  condition: RuleCondition,
  { threshold, levelsLeft, missingLeft }: Tree,
  node: number,
  toLeft: boolean,
  names: readonly string[] | null,
): RuleCondition {
  const { kind, column } = condition;
  if (kind === 'missing') return condition;
  const missing = condition.missing && (missingLeft[node] === 1) === toLeft;
  if (kind === 'category') {
    const leftNames = new Set(levelsLeft[node]!.map((code) => names![code]!));
    const levels = condition.levels.filter((level) => leftNames.has(level) === toLeft);
    return levels.length > 0 ? { kind, column, levels, missing } : { kind: 'missing', column };
  }
  const bound = threshold[node]!;
  // every number goes left, see `splitDivision`
  if (bound === Number.MAX_VALUE) return toLeft ? { ...condition, missing } : { kind: 'missing', column };
  return toLeft
    ? { ...condition, missing, atMost: Math.min(condition.atMost ?? bound, bound) }
    : { ...condition, missing, above: Math.max(condition.above ?? bound, bound) };
}

function anything({ name, levels }: TreeVariable): RuleCondition {
  return levels
    ? { kind: 'category', column: name, levels, missing: true }
    : { kind: 'number', column: name, above: null, atMost: null, missing: true };
}
