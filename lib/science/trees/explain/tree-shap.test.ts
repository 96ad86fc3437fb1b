import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { numberColumn, type Table, table, takeRows } from '../../table.ts';
import { readColumns, reference } from '../../testing/reference-data.ts';
import { fitGradientBoosting } from '../boosting/gradient-boosting.ts';
import { fitRandomForest } from '../random-forest.ts';
import { rowValues } from '../row-values.ts';
import { childOf } from '../score-rows.ts';
import { compileTrees, scoreTrees } from '../score-trees.ts';
import { mixedTable } from '../testing/mixed-table.ts';
import type { TreeEnsemble } from '../tree.ts';
import { xgboostTrees } from '../xgboost-dump.ts';
import { interventionalShap } from './interventional-shap.ts';
import { type ShapValues, treeShap } from './tree-shap.ts';

const [dump, variables, values] = ['telco_xgb_dump.json', 'telco_shap_X.csv', 'telco_shap_values.csv'].map(
  (file) => reference(`refs/${file}`),
);

it.runIf(dump && variables && values)(
  'equals the Shapley values of XGBoost on 200 customers of Telco to 1e-5',
  async () => {
    const x = readColumns(variables!);
    const wanted = readColumns(values!);
    const names = Object.keys(x);
    const single = (text: string) => (text === '' ? Number.NaN : Math.fround(Number(text)));
    const data = table(names.map((name) => numberColumn(name, x[name]!.map(single))));
    const shap = await treeShap(xgboostTrees(JSON.parse(readFileSync(dump!, 'utf8')), names), data);
    expect(shap.base).toBeCloseTo(Number(wanted.bias![0]), 5);
    expect(data.rows).toBe(200);
    for (const [j, name] of names.entries())
      for (let row = 0; row < 200; row++)
        expect(
          Math.abs(shap.values.values[row * names.length + j]! - Number(wanted[name]![row])),
        ).toBeLessThan(1e-5);
  },
);

describe('Shapley values', () => {
  const { data, binary } = mixedTable(400);
  const some = takeRows(
    data,
    Int32Array.from({ length: 20 }, (_, row) => row),
  );
  const background = takeRows(
    data,
    Int32Array.from({ length: 7 }, (_, at) => 200 + at),
  );
  const boosted = () =>
    fitGradientBoosting(data, binary, {
      loss: { kind: 'binary' },
      random: seededRandom(1),
      trees: 8,
      maxLeaves: 12,
      minChildRows: 5,
    });
  const forest = async () =>
    (await fitRandomForest(data, binary, { target: 'binary', random: seededRandom(1), trees: 5 })).model;

  it('add up to the answer, path-dependent and interventional, for boosting and for a forest', async () => {
    for (const model of [await boosted(), await forest()]) {
      const scores = scoreTrees(model, some);
      for (const shap of [await treeShap(model, some), await interventionalShap(model, some, background)])
        expect(Math.max(...sums(shap).map((sum, row) => Math.abs(sum - scores[row]!)))).toBeLessThan(1e-12);
    }
  });

  it('equal the definition: every order of the variables, unknown ones averaged by the rows of training', async () => {
    const model = await boosted();
    const shap = await treeShap(model, some);
    const known = rowValues(some, 0, some.rows);
    expectSame(shap, 20, (row, set) => expectation(model, known.subarray(row * 5, row * 5 + 5), set));
  });

  it('equal the definition: every order of the variables, unknown ones taken from background rows', async () => {
    const model = await boosted();
    const shap = await interventionalShap(model, some, background);
    expectSame(shap, 20, (row, set) => meanWithout(model, some, background, row, set));
  });

  it('are nothing for a variable that no tree asks', async () => {
    const constant = table([...data.columns, numberColumn('constant', new Float64Array(400).fill(3))]);
    const model = await fitGradientBoosting(constant, binary, {
      loss: { kind: 'binary' },
      random: seededRandom(1),
      trees: 5,
    });
    const { values } = await treeShap(model, constant);
    expect(values.values.filter((_, at) => at % 6 === 5).every((value) => value === 0)).toBe(true);
  });
});

function sums({ base, values }: ShapValues): number[] {
  return Array.from({ length: values.rows }, (_, row) =>
    values.values
      .subarray(row * values.columns, (row + 1) * values.columns)
      .reduce((sum, value) => sum + value, base),
  );
}

/** Shapley's formula over all subsets of five variables; `worth` is the answer when those in the set are known. */
function expectSame(
  { base, values }: ShapValues,
  rows: number,
  worth: (row: number, set: number) => number,
): void {
  const factorial = [1, 1, 2, 6, 24, 120];
  for (let row = 0; row < rows; row++) {
    const worths = Array.from({ length: 32 }, (_, set) => worth(row, set));
    expect(base).toBeCloseTo(worths[0]!, 10);
    for (let j = 0; j < 5; j++) {
      let value = 0;
      for (let set = 0; set < 32; set++) {
        if (set & (1 << j)) continue;
        const size = set.toString(2).replaceAll('0', '').length;
        value += ((factorial[size]! * factorial[4 - size]!) / 120) * (worths[set | (1 << j)]! - worths[set]!);
      }
      expect(values.values[row * 5 + j]).toBeCloseTo(value, 10);
    }
  }
}

function expectation(model: TreeEnsemble, row: Float64Array, set: number): number {
  const trees = compileTrees(model);
  return model.base + trees.roots.reduce((sum, root) => sum + below(root), 0);

  function below(node: number): number {
    const left = trees.left[node]!;
    if (left === node) return trees.value[node]!;
    const feature = trees.feature[node]!;
    if (set & (1 << feature)) return below(childOf(trees, node, row[feature]!));
    const [a, b] = [trees.cover[left]!, trees.cover[left + 1]!];
    return (a * below(left) + b * below(left + 1)) / (a + b);
  }
}

function meanWithout(model: TreeEnsemble, data: Table, background: Table, row: number, set: number): number {
  const mixed = background.columns.map((column, j) => {
    const own = data.columns[j]!;
    if (!(set & (1 << j))) return column;
    return own.kind === 'number'
      ? { ...own, values: new Float64Array(background.rows).fill(own.values[row]!) }
      : { ...own, codes: new Int32Array(background.rows).fill(own.codes[row]!) };
  });
  return (
    scoreTrees(model, { rows: background.rows, columns: mixed }).reduce((sum, value) => sum + value) /
    background.rows
  );
}
