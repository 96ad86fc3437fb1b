import type { Matrix } from '../../numeric/matrix.ts';
import { sharedFloats, slices } from '../../parallel/shared-memory.ts';
import { alone } from '../../parallel/start-worker-pool.ts';
import type { Table } from '../../table.ts';
import { checkpoint, type Work } from '../../work.ts';
import { rowValues } from '../row-values.ts';
import type { CompiledTrees } from '../score-rows.ts';
import { compileTrees } from '../score-trees.ts';
import { alignTable, expectEnsemble, type TreeEnsemble } from '../tree.ts';

/** What each variable adds to the answer of each row: base + the sum of a row is the row's raw score (log odds for boosting with the binary loss). */
export interface ShapValues {
  readonly base: number;
  /** Rows × variables. */
  readonly values: Matrix;
}

const rowsAtOnce = 256;

/**
 * Exact Shapley values of a tree ensemble, path-dependent (Lundberg et al. 2020, From local explanations to global
 * understanding with explainable AI for trees, algorithm 2): a variable that is not known is averaged over by the shares
 * of the training rows that went each way. See `interventionalShap` for values against background rows.
 */
export async function treeShap(ensemble: TreeEnsemble, data: Table, work: Work = {}): Promise<ShapValues> {
  expectEnsemble(ensemble);
  const pool = work.pool ?? alone;
  const trees = compileTrees(ensemble);
  const aligned = alignTable(ensemble.variables, data);
  const columns = ensemble.variables.length;
  const sums = sharedFloats(data.rows * columns);
  for (let at = 0; at < data.rows; at += rowsAtOnce * pool.size) {
    const rows = Math.min(rowsAtOnce * pool.size, data.rows - at);
    const values = rowValues(aligned, at, rows);
    const into = sums.subarray(at * columns, (at + rows) * columns);
    const cut = (all: Float64Array, [from, to]: [number, number]) =>
      all.subarray(from * columns, to * columns);
    await pool.run(
      'shapRows',
      slices(rows, pool.size).map((part) => ({ trees, values: cut(values, part), into: cut(into, part) })),
    );
    await checkpoint(work, (at + rows) / data.rows);
  }
  return {
    base: ensemble.base + ensemble.scale * expectedSum(trees),
    values: { rows: data.rows, columns, values: Float64Array.from(sums, (value) => value * ensemble.scale) },
  };
}

/** The sum of the trees' mean answers over the training rows. */
function expectedSum({ roots, left, value, cover }: CompiledTrees): number {
  return roots.reduce((sum, root) => sum + meanBelow(root), 0);

  function meanBelow(node: number): number {
    const child = left[node]!;
    if (child === node) return value[node]!;
    const [a, b] = [cover[child]!, cover[child + 1]!];
    return (a * meanBelow(child) + b * meanBelow(child + 1)) / (a + b);
  }
}
