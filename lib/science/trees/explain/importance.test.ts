import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { rocAuc } from '../../judge/index.ts';
import { numberColumn, type Table, table } from '../../table.ts';
import { fitGradientBoosting, predictGradientBoosting } from '../boosting/gradient-boosting.ts';
import { fitDecisionTree } from '../decision-tree.ts';
import { mixedTable } from '../testing/mixed-table.ts';
import { gainImportance } from './gain-importance.ts';
import { partialDependence } from './partial-dependence.ts';
import { permutationImportance } from './permutation-importance.ts';
import { treeRules } from './tree-rules.ts';

const { data, binary } = mixedTable(800);
const boosted = await fitGradientBoosting(data, binary, {
  loss: { kind: 'binary' },
  random: seededRandom(1),
  trees: 30,
});

const numbers = (from: Table, at: number) => {
  const column = from.columns[at]!;
  return column.kind === 'number' ? column.values : new Float64Array(0);
};

describe('partial dependence', () => {
  it('of a formula is the formula, all else averaged', () => {
    const square = (from: Table) => numbers(from, 0).map((value, row) => value ** 2 + numbers(from, 2)[row]!);
    const { grid, mean } = partialDependence(square, data, 'x', 5);
    const rest = numbers(data, 2).reduce((sum, value) => sum + value) / 800;
    expect(mean).toEqual((grid as number[]).map((value) => expect.closeTo(value ** 2 + rest, 9)));
    expect(grid).toHaveLength(5);
  });

  it('goes through the levels of a category', () => {
    const { grid, mean } = partialDependence((from) => predictGradientBoosting(boosted, from), data, 'kind');
    expect(grid).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    // levels a, d and f raise the target, the others lower it
    expect(Math.min(mean[0]!, mean[3]!, mean[5]!)).toBeGreaterThan(Math.max(mean[1]!, mean[2]!, mean[4]!));
  });
});

describe('importance', () => {
  it('by permutation finds the columns that matter, and nothing in noise', async () => {
    const { data: held, binary: target } = mixedTable(800, 9);
    const falls = await permutationImportance(
      (from) => predictGradientBoosting(boosted, from),
      held,
      target,
      rocAuc,
      { random: seededRandom(1) },
    );
    const fall = Object.fromEntries(falls.map((each) => [each.column, each.fall]));
    expect(fall.x).toBeGreaterThan(0.1);
    expect(fall.kind).toBeGreaterThan(0.03);
    expect(Math.abs(fall.noise!)).toBeLessThan(0.015);
    expect(Math.abs(fall.label!)).toBeLessThan(0.015);
  });

  it('by gain sums to one and counts the splits', () => {
    const importance = gainImportance(boosted);
    const splits = boosted.trees.reduce(
      (sum, tree) => sum + tree.feature.filter((feature) => feature >= 0).length,
      0,
    );
    expect(importance.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(importance.reduce((sum, each) => sum + each.splits, 0)).toBe(splits);
    expect(importance[0]!.share).toBe(Math.max(...importance.map(({ share }) => share)));
  });
});

describe('rules', () => {
  it('say the way to each leaf, bounds of a column together', async () => {
    const steps = table([numberColumn('age', [1, 2, 3, 4, 5, 6])]);
    const { trees, variables } = await fitDecisionTree(steps, Float64Array.of(0, 0, 1, 1, 0, 0), {
      target: 'binary',
    });
    const rules = treeRules(trees[0]!, variables).map(({ conditions: [condition], value, cover }) => ({
      condition,
      value,
      cover,
    }));
    const age = { kind: 'number', column: 'age' };
    expect(rules).toContainEqual({
      condition: { ...age, above: 2, atMost: 4, missing: expect.any(Boolean) },
      value: 1,
      cover: 2,
    });
    expect(rules).toContainEqual({
      condition: { ...age, above: null, atMost: 2, missing: expect.any(Boolean) },
      value: 0,
      cover: 2,
    });
    expect(rules).toContainEqual({
      condition: { ...age, above: 4, atMost: null, missing: expect.any(Boolean) },
      value: 0,
      cover: 2,
    });
  });

  it('say where only the rows without a value go', async () => {
    const holes = table([numberColumn('age', [1, 2, 3, Number.NaN, Number.NaN, 4])]);
    const { trees, variables } = await fitDecisionTree(holes, Float64Array.of(0, 0, 0, 1, 1, 0), {
      target: 'binary',
    });
    expect(treeRules(trees[0]!, variables).map(({ conditions, value }) => ({ conditions, value }))).toEqual([
      {
        conditions: [{ kind: 'number', column: 'age', above: null, atMost: null, missing: false }],
        value: 0,
      },
      { conditions: [{ kind: 'missing', column: 'age' }], value: 1 },
    ]);
  });

  it('let every row pass exactly one, with the answer of its leaf', async () => {
    const { trees, variables } = await fitDecisionTree(data, binary, { target: 'binary', maxDepth: 4 });
    const rules = treeRules(trees[0]!, variables);
    for (let row = 0; row < 100; row++) {
      const passing = rules.filter(({ conditions }) =>
        conditions.every((condition) => {
          const column = data.columns.find(({ name }) => name === condition.column)!;
          if (condition.kind === 'missing')
            return column.kind === 'category' ? column.codes[row]! < 0 : Number.isNaN(column.values[row]!);
          if (column.kind === 'category' && condition.kind === 'category')
            return column.codes[row]! < 0
              ? condition.missing
              : condition.levels.includes(column.levels[column.codes[row]!]!);
          if (column.kind !== 'number' || condition.kind !== 'number') return false;
          const value = column.values[row]!;
          if (Number.isNaN(value)) return condition.missing;
          return (
            value > (condition.above ?? Number.NEGATIVE_INFINITY) &&
            value <= (condition.atMost ?? Number.POSITIVE_INFINITY)
          );
        }),
      );
      expect(passing).toHaveLength(1);
    }
    expect(rules.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });
});
