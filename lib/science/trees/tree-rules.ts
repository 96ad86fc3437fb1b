import type { Tree, TreeVariable } from './tree.ts';

/** What a rule asks of one column: a number above one bound and at most the other (null: no bound), or one of some levels. */
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
    };

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
    walk(left, new Map(passed).set(feature, narrow(before, tree, node, true)));
    walk(left + 1, new Map(passed).set(feature, narrow(before, tree, node, false)));

    function narrow(condition: RuleCondition, of: Tree, at: number, toLeft: boolean): RuleCondition {
      const missing = condition.missing && (of.missingLeft[at] === 1) === toLeft;
      if (condition.kind === 'number') {
        const bound = of.threshold[at]!;
        if (toLeft) return { ...condition, missing, atMost: Math.min(condition.atMost ?? bound, bound) };
        return { ...condition, missing, above: Math.max(condition.above ?? bound, bound) };
      }
      const names = variables[feature]!.levels!;
      const leftNames = new Set(of.levelsLeft[at]!.map((code) => names[code]!));
      return {
        ...condition,
        missing,
        levels: condition.levels.filter((level) => leftNames.has(level) === toLeft),
      };
    }
  }
}

function anything({ name, levels }: TreeVariable): RuleCondition {
  return levels
    ? { kind: 'category', column: name, levels, missing: true }
    : { kind: 'number', column: name, above: null, atMost: null, missing: true };
}
