import { outOfRange } from '../../faults.ts';
import type { Table } from '../../table.ts';
import { checkpoint, type Work } from '../../work.ts';
import { rowValues } from '../row-values.ts';
import { type CompiledTrees, childOf } from '../score-rows.ts';
import { compileTrees } from '../score-trees.ts';
import { alignTable, expectEnsemble, type TreeEnsemble } from '../tree.ts';
import type { ShapValues } from './tree-shap.ts';

const deepestPath = 85;

/**
 * Exact Shapley values against background rows, interventional (Janzing et al. 2020; Lundberg et al. 2020): a variable that is
 * not known takes its value from a background row, averaged over these. Time grows with rows × background rows; 100 of them do.
 */
export async function interventionalShap(
  ensemble: TreeEnsemble,
  data: Table,
  background: Table,
  work: Work = {},
): Promise<ShapValues> {
  expectEnsemble(ensemble);
  const trees = compileTrees(ensemble);
  const columns = ensemble.variables.length;
  const known = rowValues(alignTable(ensemble.variables, data), 0, data.rows);
  const others = rowValues(alignTable(ensemble.variables, background), 0, background.rows);
  if (background.rows === 0) throw outOfRange({ what: 'background rows', given: 0, allowed: 'at least 1' });
  const values = new Float64Array(data.rows * columns);
  const scale = ensemble.scale / background.rows;
  let base = 0;
  for (let row = 0; row < data.rows; row++) {
    const x = known.subarray(row * columns, (row + 1) * columns);
    const phi = values.subarray(row * columns, (row + 1) * columns);
    for (let other = 0; other < background.rows; other++)
      comparePair(trees, x, others.subarray(other * columns, (other + 1) * columns), phi);
    for (let j = 0; j < columns; j++) phi[j]! *= scale;
    await checkpoint(work, row / data.rows);
  }
  for (let other = 0; other < background.rows; other++)
    base += scale * answerOf(trees, others.subarray(other * columns, (other + 1) * columns));
  return { base: ensemble.base + base, values: { rows: data.rows, columns, values } };
}

function answerOf(trees: CompiledTrees, row: Float64Array): number {
  return trees.roots.reduce((sum, root) => {
    let node = root;
    while (trees.left[node] !== node) node = childOf(trees, node, row[trees.feature[node]!]!);
    return sum + trees.value[node]!;
  }, 0);
}

/** Adds the Shapley values of x against one background row z: only where the two part ways does it matter who decides. */
function comparePair(trees: CompiledTrees, x: Float64Array, z: Float64Array, phi: Float64Array): void {
  const byX: number[] = [];
  const byZ: number[] = [];
  for (const root of trees.roots) walk(root);

  function walk(node: number): void {
    const feature = trees.feature[node]!;
    if (trees.left[node] === node) {
      leaf(trees.value[node]!);
      return;
    }
    const forX = childOf(trees, node, x[feature]!);
    const forZ = childOf(trees, node, z[feature]!);
    if (forX === forZ || byX.includes(feature)) walk(forX);
    else if (byZ.includes(feature)) walk(forZ);
    else {
      byX.push(feature);
      walk(forX);
      byX.pop();
      byZ.push(feature);
      walk(forZ);
      byZ.pop();
    }
  }

  function leaf(value: number): void {
    const [a, b] = [byX.length, byZ.length];
    for (const feature of byX) phi[feature]! += value * ordersShare(a - 1, b);
    for (const feature of byZ) phi[feature]! -= value * ordersShare(a, b - 1);
  }
}

/** a! b! / (a + b + 1)!: the share of orders in which exactly these a come before and these b after one variable. */
function ordersShare(a: number, b: number): number {
  return factorials[a]! * (factorials[b]! / factorials[a + b + 1]!);
}

const factorials = Array.from({ length: 2 * deepestPath }, () => 1);
for (let i = 2; i < factorials.length; i++) factorials[i] = factorials[i - 1]! * i;
