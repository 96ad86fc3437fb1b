import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rocAuc } from '../judge/index.ts';
import { categoryColumn, numberColumn, table, takeRows } from '../table.ts';
import { telco } from '../testing/telco.ts';
import { fitDecisionTree, predictDecisionTree } from './decision-tree.ts';
import { pruneTree, pruningPath } from './prune-tree.ts';
import { mixedTable } from './testing/mixed-table.ts';
import type { Tree } from './tree.ts';

/** The fourteen Saturdays of Quinlan (1986), Induction of decision trees, table 1. */
const weather = table([
  categoryColumn(
    'outlook',
    'sunny sunny overcast rain rain rain overcast sunny sunny rain sunny overcast overcast rain'.split(' '),
  ),
  categoryColumn(
    'humidity',
    'high high high high normal normal normal high normal normal normal high normal high'.split(' '),
  ),
  categoryColumn('windy', 'no yes no no no yes yes no no no yes yes no yes'.split(' ')),
]);
const play = Float64Array.from('00111010111110', Number);

describe('the first split', () => {
  it('of the Saturdays sets overcast apart: the Gini index falls from .4592 to .3571', async () => {
    const { trees } = await fitDecisionTree(weather, play, { target: 'binary', maxDepth: 1 });
    const [tree] = trees as [Tree];
    expect(tree.feature[0]).toBe(0);
    const apart =
      tree.levelsLeft[0]!.length === 1
        ? tree.levelsLeft[0]!
        : [0, 1, 2].filter((code) => !tree.levelsLeft[0]!.includes(code));
    expect(apart).toEqual([0]);
    expect((tree.gain[0]! * 2) / 14).toBeCloseTo(90 / 196 - 10 / 28, 12);
  });

  it('is the best of all boundaries and sides of missing values, tried one by one', async () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constant(Number.NaN));
    const rows = fc.array(fc.tuple(value, fc.integer({ min: -5, max: 5 })), { minLength: 4, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(rows, async (pairs) => {
        const x = pairs.map(([value]) => value);
        const y = Float64Array.from(pairs, ([, value]) => value);
        fc.pre(new Set(y).size > 1 && x.some((value) => !Number.isNaN(value)));
        const model = await fitDecisionTree(table([numberColumn('x', x)]), y, {
          target: 'number',
          maxDepth: 1,
        });
        expect(model.trees[0]!.gain[0]).toBeCloseTo(bestFall(x, y), 8);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('a tree', () => {
  it('is the same for whole weights as for repeated rows', async () => {
    const { data, binary, number } = mixedTable(120);
    const counts = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 120, maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(counts, async (times) => {
        const repeated = times.flatMap((count, row) => Array.from({ length: count }, () => row));
        for (const [target, y] of [
          ['binary', binary],
          ['number', number.map(Math.round)],
        ] as const) {
          const options = { target, minLeaf: 6, maxDepth: 5 } as const;
          const weighted = await fitDecisionTree(data, y, { ...options, weights: Float64Array.from(times) });
          const rows = await fitDecisionTree(
            takeRows(data, repeated),
            Float64Array.from(repeated, (row) => y[row]!),
            options,
          );
          expect(weighted.trees[0]!.threshold).toEqual(rows.trees[0]!.threshold);
          expect(weighted.trees[0]!.levelsLeft).toEqual(rows.trees[0]!.levelsLeft);
          expect(weighted.trees[0]!.cover).toEqual(rows.trees[0]!.cover);
        }
      }),
      { seed: 2, numRuns: 10 },
    );
  });

  it('sends a number beyond all that it has seen where the greatest went, not after missing values', async () => {
    const holes = table([numberColumn('age', [1, 2, 3, Number.NaN, Number.NaN, 4])]);
    const model = await fitDecisionTree(holes, Float64Array.of(0, 0, 0, 1, 1, 0), { target: 'binary' });
    const other = table([numberColumn('age', [4, 5, Number.NaN])]);
    expect([...predictDecisionTree(model, other)]).toEqual([0, 0, 1]);
  });

  it('is left unchanged by a monotone transform of a column', async () => {
    const { data, binary } = mixedTable(400);
    const bent = table(
      data.columns.map((column) =>
        column.kind === 'number' ? { ...column, values: column.values.map((value) => value ** 3) } : column,
      ),
    );
    const [plain, cubed] = await Promise.all(
      [data, bent].map((from) => fitDecisionTree(from, binary, { target: 'binary', minLeaf: 3 })),
    );
    expect(cubed!.trees[0]!.value).toEqual(plain!.trees[0]!.value);
    expect(predictDecisionTree(cubed!, bent)).toEqual(predictDecisionTree(plain!, data));
  });

  it('grown to the end answers every training row rightly', async () => {
    const { data, number } = mixedTable(300);
    const model = await fitDecisionTree(data, number, { target: 'number' });
    expect(predictDecisionTree(model, data)).toEqual(number);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  it('keeps leaves and depth within their limits', async () => {
    const { data, binary } = mixedTable(500);
    const [tree] = (await fitDecisionTree(data, binary, { target: 'binary', minLeaf: 20, maxDepth: 3 }))
      .trees as [Tree];
    const leaves = tree.left.flatMap((left, node) => (left < 0 ? [tree.cover[node]!] : []));
    expect(Math.min(...leaves)).toBeGreaterThanOrEqual(20);
    expect(leaves.length).toBeLessThanOrEqual(8);
    expect(leaves.reduce((sum, cover) => sum + cover)).toBe(500);
  });

  it('is refused for wrong input', async () => {
    const { data, binary } = mixedTable(20);
    const options = { target: 'binary' } as const;
    await expect(() => fitDecisionTree(data, binary.slice(1), options)).rejects.toThrow(/20 values/);
    await expect(() => fitDecisionTree(data, new Float64Array(20), options)).rejects.toThrow(/one class/);
    await expect(() => fitDecisionTree(data, binary, { ...options, complexity: -1 })).rejects.toThrow(
      /complexity/,
    );
    await expect(() =>
      fitDecisionTree(data, binary, { ...options, weights: new Float64Array(20) }),
    ).rejects.toThrow(/weight/);
  });
});

describe('pruning', async () => {
  const { data, binary } = mixedTable(60, 4);
  const [full] = (await fitDecisionTree(data, binary, { target: 'binary', maxDepth: 4 })).trees as [Tree];

  it('finds the subtree of least cost among all subtrees', () => {
    for (const complexity of [0.05, 0.2, 0.4, 0.7, 1, 2, 5]) {
      const kept = pruneTree(full, complexity);
      const gain = kept.gain.reduce((sum, each) => sum + each, 0);
      const leaves = (kept.left.length + 1) / 2;
      expect(complexity * leaves - gain).toBeCloseTo(leastCost(full, complexity), 9);
    }
  });

  it('goes from the whole tree to the root, fewer leaves at each complexity', () => {
    const path = pruningPath(full);
    expect(path[0]!.complexity).toBe(0);
    expect(path.at(-1)!.leaves).toBe(1);
    for (const [at, { complexity, leaves }] of path.entries()) {
      expect((pruneTree(full, complexity).left.length + 1) / 2).toBe(leaves);
      if (at > 0) expect(leaves).toBeLessThan(path[at - 1]!.leaves);
    }
  });
});

const given = telco();
it.runIf(given)('reaches the AUC of scikit-learn on Telco with depth 5 and leaves of 50: .8322', async () => {
  const { variables, churned, fold } = given!;
  const areas = await Promise.all(
    [0, 1, 2, 3, 4].map(async (k) => {
      const rows = (held: boolean) => [...fold.keys()].filter((row) => (fold[row] === k) === held);
      const target = (of: number[]) => Float64Array.from(of, (row) => churned[row]!);
      const options = { target: 'binary', maxDepth: 5, minLeaf: 50 } as const;
      const model = await fitDecisionTree(takeRows(variables, rows(false)), target(rows(false)), options);
      return rocAuc(target(rows(true)), predictDecisionTree(model, takeRows(variables, rows(true))));
    }),
  );
  // one level against the others there, groups of levels here
  expect(areas.reduce((sum, area) => sum + area) / 5).toBeCloseTo(0.83224, 3);
});

function bestFall(x: number[], y: Float64Array): number {
  const error = (values: number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  };
  const falls = [...x, Number.POSITIVE_INFINITY].flatMap((bound) =>
    [true, false].map((missingLeft) => {
      const left = x.map((value) => (Number.isNaN(value) ? missingLeft : value <= bound));
      const side = (of: boolean) => [...y].filter((_, row) => left[row] === of);
      if (side(true).length === 0 || side(false).length === 0) return 0;
      return error([...y]) - error(side(true)) - error(side(false));
    }),
  );
  return Math.max(0, ...falls);
}

function leastCost(tree: Tree, complexity: number, node = 0): number {
  const left = tree.left[node]!;
  if (left < 0) return complexity;
  const split = leastCost(tree, complexity, left) + leastCost(tree, complexity, left + 1) - tree.gain[node]!;
  return Math.min(complexity, split);
}
