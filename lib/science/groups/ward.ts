import { tooMany } from '../faults.ts';
import type { Matrix } from '../numeric/matrix.ts';
import { checkpoint, type Work } from '../work.ts';
import { checkPoints } from './check-points.ts';
import { distanceBetween } from './distance.ts';
import { type Edge, type Merge, singleLinkage } from './single-linkage.ts';

/**
 * Hierarchy of groups whose merges raise the sum of squares least (Ward 1963), by chains of nearest neighbours
 * (Murtagh 1983), heights as in "ward.D2". Time and memory grow with the square of the points: at most 8,000.
 */
export async function wardHierarchy(points: Matrix, work: Work = {}): Promise<Merge[]> {
  const n = points.rows;
  checkPoints(points, 1);
  if (n > 8000) throw tooMany({ what: 'points', allowed: 8000, given: n });
  const squares = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) squares[i * n + j] = squares[j * n + i] = distanceBetween(points, i, j) ** 2;
    await checkpoint(work, (0.4 * i) / n);
  }
  const sizes = new Float64Array(n).fill(1);
  const merges: Edge[] = [];
  const chain: number[] = [];
  let first = 0;
  while (merges.length < n - 1) {
    if (chain.length === 0) {
      while (sizes[first] === 0) first++;
      chain.push(first);
    }
    const top = chain.at(-1)!;
    const before = chain.at(-2);
    let nearest = before ?? -1;
    let least = before === undefined ? Number.POSITIVE_INFINITY : squares[top * n + before]!;
    for (let j = 0; j < n; j++) {
      if (sizes[j] === 0 || j === top || squares[top * n + j]! >= least) continue;
      nearest = j;
      least = squares[top * n + j]!;
    }
    await checkpoint(work, 0.4 + (0.6 * merges.length) / n);
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    merges.push({ a: top, b: nearest, height: Math.sqrt(least) });
    join(squares, sizes, n, top, nearest);
  }
  return singleLinkage(merges);
}

/** Group b takes in group a (Lance & Williams 1967). */
function join(squares: Float64Array, sizes: Float64Array, n: number, a: number, b: number): void {
  const [na, nb] = [sizes[a]!, sizes[b]!];
  const between = squares[a * n + b]!;
  sizes[a] = 0;
  for (let j = 0; j < n; j++) {
    const nj = sizes[j]!;
    if (nj === 0 || j === b) continue;
    const far =
      ((na + nj) * squares[a * n + j]! + (nb + nj) * squares[b * n + j]! - nj * between) / (na + nb + nj);
    squares[b * n + j] = squares[j * n + b] = far;
  }
  sizes[b] = na + nb;
}

/** The group of each point when the hierarchy is cut into k, from the greatest to the least. */
export function cutHierarchy(merges: readonly Merge[], k: number): Int32Array {
  const n = merges.length + 1;
  const parent = Int32Array.from({ length: 2 * n - 1 }, (_, i) => i);
  for (const [m, { left, right }] of merges.slice(0, n - k).entries()) parent[left] = parent[right] = n + m;
  for (let i = 2 * n - 2; i >= 0; i--) parent[i] = parent[parent[i]!]!;
  const sizes = new Map<number, number>();
  for (let i = 0; i < n; i++) sizes.set(parent[i]!, (sizes.get(parent[i]!) ?? 0) + 1);
  const places = new Map([...sizes].sort((a, b) => b[1] - a[1]).map(([root], place) => [root, place]));
  return Int32Array.from({ length: n }, (_, i) => places.get(parent[i]!)!);
}
