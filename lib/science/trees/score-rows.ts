/** All trees of an ensemble, node after node in typed arrays, as the scoring loop wants them. */
export interface CompiledTrees {
  readonly columns: number;
  readonly roots: Int32Array;
  readonly feature: Int32Array;
  /** NaN where a category is asked. */
  readonly threshold: Float64Array;
  /** The left child; the right one follows; the node itself in a leaf. */
  readonly left: Int32Array;
  readonly missingLeft: Uint8Array;
  readonly value: Float64Array;
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
  for (let at = from; at < to; at += tileRows) {
    const count = Math.min(tileRows, to - at);
    for (let j = 0; j < trees.columns; j++)
      for (let i = 0; i < count; i++) tile[i * trees.columns + j] = values[j * rows + at + i]!;
    scoreTile(trees, tile, into.subarray(at, at + count));
  }
  return null;
}

function scoreTile(trees: CompiledTrees, tile: Float64Array, into: Float64Array): void {
  const { columns, roots, feature, threshold, left, value } = trees;
  for (let t = 0; t < roots.length; t++) {
    const root = roots[t]!;
    for (let i = 0; i < into.length; i++) {
      const base = i * columns;
      let node = root;
      for (let next = left[node]!; next !== node; next = left[node]!) {
        const x = tile[base + feature[node]!]!;
        const end = threshold[node]!;
        if (x <= end) node = next;
        else if (x > end) node = next + 1;
        else node = next + sideOf(trees, node, x);
      }
      into[i]! += value[node]!;
    }
  }
}

/** 0 for left, 1 for right, where comparing does not tell: missing values and categories. */
function sideOf({ threshold, missingLeft, levelsAt, levelCount, goesLeft }: CompiledTrees, node: number, x: number): number {
  const end = threshold[node]!;
  if (end === end || !(x >= 0 && x < levelCount[node]!)) return 1 - missingLeft[node]!;
  return 1 - goesLeft[levelsAt[node]! + x]!;
}
