import { allFinite, notNegative, wholeNumber } from '../check.ts';
import { type Sparse, transposeSparse } from '../numeric/sparse.ts';
import { checkpoint, type Work } from '../work.ts';

/**
 * The `k` rows most like each row by cosine, Σ x·y / (|x|·|y| + shrinkage): row i of the answer holds the similarities
 * of its neighbours. Values must not be below 0. Shrinkage draws similarities that rest on few entries to 0 (Bell & Koren 2007).
 */
export async function nearestRows(of: Sparse, k: number, shrinkage = 0, work: Work = {}): Promise<Sparse> {
  allFinite('the values of a row', of.values);
  for (const value of of.values) notNegative('a value of a row', value);
  wholeNumber('neighbours', k, 1);
  notNegative('shrinkage', shrinkage);
  const byColumn = transposeSparse(of);
  const lengths = rowLengths(of);
  const products = new Float64Array(of.rows);
  const starts = new Uint32Array(of.rows + 1);
  const columnsOf: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < of.rows; i++) {
    const touched = productsWith(of, byColumn, i, products);
    const like = (j: number) => products[j]! / (lengths[i]! * lengths[j]! + shrinkage);
    const nearest = touched
      .filter((j) => j !== i)
      .map((j) => ({ j, like: like(j) }))
      .sort((a, b) => b.like - a.like || a.j - b.j)
      .slice(0, k)
      .sort((a, b) => a.j - b.j);
    for (const each of nearest) {
      columnsOf.push(each.j);
      values.push(each.like);
    }
    starts[i + 1] = columnsOf.length;
    for (const j of touched) products[j] = 0;
    await checkpoint(work, (i + 1) / of.rows);
  }
  return {
    rows: of.rows,
    columns: of.rows,
    starts,
    columnsOf: Uint32Array.from(columnsOf),
    values: Float64Array.from(values),
  };
}

/** Adds x · y of row i with every row into `products`; answers the rows that share a column with it. */
export function productsWith(of: Sparse, byColumn: Sparse, i: number, products: Float64Array): number[] {
  const touched: number[] = [];
  for (let a = of.starts[i]!; a < of.starts[i + 1]!; a++) {
    const column = of.columnsOf[a]!;
    const value = of.values[a]!;
    for (let b = byColumn.starts[column]!; b < byColumn.starts[column + 1]!; b++) {
      const j = byColumn.columnsOf[b]!;
      const more = value * byColumn.values[b]!;
      if (more === 0) continue;
      if (products[j] === 0) touched.push(j);
      products[j]! += more;
    }
  }
  return touched;
}

/** Euclidean lengths of the rows. */
export function rowLengths(of: Sparse): Float64Array {
  return Float64Array.from({ length: of.rows }, (_, i) => {
    let squares = 0;
    for (let a = of.starts[i]!; a < of.starts[i + 1]!; a++) squares += of.values[a]! ** 2;
    return Math.sqrt(squares);
  });
}
