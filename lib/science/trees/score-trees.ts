import { sharedBytes, sharedFloats, sharedIntegers, slices } from '../parallel/shared-memory.ts';
import { alone } from '../parallel/start-worker-pool.ts';
import type { Column, Table } from '../table.ts';
import { checkpoint, type Work } from '../work.ts';
import { type CompiledTrees, scoreRows } from './score-rows.ts';
import { alignTable, expectEnsemble, type Tree, type TreeEnsemble } from './tree.ts';

const rowsAtOnce = 1 << 15;

/** Base + scale · Σ tree answers for every row. */
export function scoreTrees(ensemble: TreeEnsemble, data: Table): Float64Array {
  expectEnsemble(ensemble);
  const trees = compileTrees(ensemble);
  const into = new Float64Array(data.rows);
  for (const { values, at, rows } of chunks(alignTable(ensemble.variables, data)))
    scoreRows({ trees, values, rows, from: 0, to: rows, into: into.subarray(at, at + rows) });
  return finish(ensemble, into);
}

/** The same as `scoreTrees`, with pauses for other work and a worker pool that shares the rows. */
export async function scoreManyRows(
  ensemble: TreeEnsemble,
  data: Table,
  work: Work = {},
): Promise<Float64Array> {
  expectEnsemble(ensemble);
  const pool = work.pool ?? alone;
  const trees = compileTrees(ensemble);
  const sums = sharedFloats(data.rows);
  for (const { values, at, rows } of chunks(alignTable(ensemble.variables, data))) {
    const into = sums.subarray(at, at + rows);
    await pool.run(
      'scoreRows',
      slices(rows, pool.size).map(([from, to]) => ({ trees, values, rows, from, to, into })),
    );
    await checkpoint(work, (at + rows) / data.rows);
  }
  return finish(ensemble, Float64Array.from(sums));
}

function finish({ base, scale }: TreeEnsemble, sums: Float64Array): Float64Array {
  for (let i = 0; i < sums.length; i++) sums[i] = base + scale * sums[i]!;
  return sums;
}

/** Some rows at a time, copied into one piece of shared memory. */
function* chunks({ rows: all, columns }: Table) {
  const values = sharedFloats(Math.min(rowsAtOnce, all) * columns.length);
  for (let at = 0; at < all; at += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, all - at);
    for (const [j, column] of columns.entries())
      values.subarray(j * rows, (j + 1) * rows).set(valuesOf(column).subarray(at, at + rows));
    yield { values, at, rows };
  }
}

const valuesOf = (column: Column) => (column.kind === 'number' ? column.values : column.codes);

/** Lays all nodes of all trees one after the other. */
export function compileTrees({ variables, trees }: Pick<TreeEnsemble, 'variables' | 'trees'>): CompiledTrees {
  const nodes = trees.reduce((sum, tree) => sum + tree.left.length, 0);
  const levels = (tree: Tree, node: number) => variables[tree.feature[node]!]!.levels!.length;
  const levelNodes = trees.flatMap((tree) =>
    Object.keys(tree.levelsLeft).map((node) => levels(tree, Number(node))),
  );
  const compiled: CompiledTrees = {
    columns: variables.length,
    roots: sharedIntegers(trees.length),
    feature: sharedIntegers(nodes),
    threshold: sharedFloats(nodes),
    left: sharedIntegers(nodes),
    missingLeft: sharedBytes(nodes),
    value: sharedFloats(nodes),
    cover: sharedFloats(nodes),
    levelsAt: sharedIntegers(nodes),
    levelCount: sharedIntegers(nodes),
    goesLeft: sharedBytes(levelNodes.reduce((sum, count) => sum + count, 0)),
  };
  let root = 0;
  let levelsAt = 0;
  for (const [t, tree] of trees.entries()) {
    compiled.roots[t] = root;
    for (let node = 0; node < tree.left.length; node++) copyNode(compiled, tree, node, root);
    for (const [node, codes] of Object.entries(tree.levelsLeft)) {
      const at = root + Number(node);
      compiled.threshold[at] = Number.NaN;
      compiled.levelsAt[at] = levelsAt;
      compiled.levelCount[at] = levels(tree, Number(node));
      for (const code of codes) compiled.goesLeft[levelsAt + code] = 1;
      levelsAt += compiled.levelCount[at]!;
    }
    root += tree.left.length;
  }
  return compiled;
}

function copyNode(into: CompiledTrees, tree: Tree, node: number, root: number): void {
  const at = root + node;
  const left = tree.left[node]!;
  into.feature[at] = Math.max(0, tree.feature[node]!);
  into.threshold[at] = left < 0 ? Number.POSITIVE_INFINITY : tree.threshold[node]!;
  into.left[at] = left < 0 ? at : root + left;
  into.missingLeft[at] = left < 0 ? 1 : tree.missingLeft[node]!;
  into.value[at] = tree.value[node]!;
  into.cover[at] = tree.cover[node]!;
}
