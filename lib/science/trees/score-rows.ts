/** All trees of an ensemble, node after node in typed arrays, as the scoring loop wants them. */
export interface CompiledTrees {
  readonly columns: number;
  readonly roots: Int32Array;
  readonly feature: Int32Array;
  /** NaN where a category is asked; infinite in a leaf, so that no row leaves it. */
  readonly threshold: Float64Array;
  /** The left child; the right one follows; the node itself in a leaf. */
  readonly left: Int32Array;
  readonly missingLeft: Uint8Array;
  readonly value: Float64Array;
  /** Training rows that came through. */
  readonly cover: Float64Array;
  /** Where in `goesLeft` the levels of a node begin, and how many it has. */
  readonly levelsAt: Int32Array;
  readonly levelCount: Int32Array;
  readonly goesLeft: Uint8Array;
}

export interface RowsToScore {
  readonly trees: CompiledTrees;
  /** Values of all variables, one variable after the other, `rows` each; categories as codes. */
  readonly values: Float64Array;
  readonly rows: number;
  readonly from: number;
  readonly to: number;
  /** Receives the sums of the trees' answers, at the places of the rows. */
  readonly into: Float64Array;
}

const tileRows = 64;

/**
 * Team task: adds the answers of all trees for some rows. Rows are taken in tiles that stay in the nearest cache while
 * one tree after the other looks at them.
 */
export function scoreRows({ trees, values, rows, from, to, into }: RowsToScore): null {
  const tile = new Float64Array(tileRows * trees.columns);
  const sums = new Float64Array(tileRows);
  for (let at = from; at < to; at += tileRows) {
    const count = Math.min(tileRows, to - at);
    for (let j = 0; j < trees.columns; j++)
      for (let i = 0; i < count; i++) tile[i * trees.columns + j] = values[j * rows + at + i]!;
    sums.fill(0);
    scoreTile(trees, tile, sums);
    for (let i = 0; i < count; i++) into[at + i]! += sums[i]!;
  }
  return null;
}

/** Four rows go down a tree side by side, so that the steps of one need not wait for those of another; who is at a leaf stays there. */
function scoreTile(trees: CompiledTrees, tile: Float64Array, sums: Float64Array): void {
  const { columns, roots, value } = trees;
  for (let t = 0; t < roots.length; t++) {
    const root = roots[t]!;
    for (let i = 0; i < tileRows; i += 4) {
      const base = i * columns;
      let [a, b, c, d, moved] = [root, root, root, root, 1];
      while (moved !== 0) {
        const [a1, b1, c1, d1] = [a, b, c, d];
        a = next(trees, a, tile, base);
        b = next(trees, b, tile, base + columns);
        c = next(trees, c, tile, base + 2 * columns);
        d = next(trees, d, tile, base + 3 * columns);
        moved = (a ^ a1) | (b ^ b1) | (c ^ c1) | (d ^ d1);
      }
      sums[i]! += value[a]!;
      sums[i + 1]! += value[b]!;
      sums[i + 2]! += value[c]!;
      sums[i + 3]! += value[d]!;
    }
  }
}

/** The next node of the row at `base`. */
function next(trees: CompiledTrees, node: number, tile: Float64Array, base: number): number {
  const x = tile[base + trees.feature[node]!]!;
  const beyond = x - trees.threshold[node]!;
  return trees.left[node]! + (Number.isNaN(beyond) ? sideOf(trees, node, x) : +(beyond > 0));
}

/** The child to which a value leads. */
export function childOf(trees: CompiledTrees, node: number, x: number): number {
  const end = trees.threshold[node]!;
  const left = trees.left[node]!;
  if (x <= end) return left;
  return left + (x > end ? 1 : sideOf(trees, node, x));
}

/** 0 for left, 1 for right, where comparing does not tell: missing values and categories. */
function sideOf(
  { threshold, missingLeft, levelsAt, levelCount, goesLeft }: CompiledTrees,
  node: number,
  x: number,
): number {
  if (!Number.isNaN(threshold[node]!) || !(x >= 0 && x < levelCount[node]!)) return 1 - missingLeft[node]!;
  return 1 - goesLeft[levelsAt[node]! + x]!;
}
