import { tooMany } from '../faults.ts';
import type { Matrix } from '../numeric/matrix.ts';
import { checkpoint, type Work } from '../work.ts';
import { checkPoints } from './check-points.ts';
import { condenseTree, type Hdbscan } from './condense-tree.ts';
import { distanceBetween } from './distance.ts';
import { type Edge, singleLinkage } from './single-linkage.ts';

/**
 * Groups of any shape as places of higher density, and noise between them (Campello, Moulavi & Sander 2013), by excess of
 * mass; `minPoints` counts the point itself and is the least size of a group. Time grows with the square of the
 * points: at most 20,000; take a sample of more.
 */
export async function hdbscan(points: Matrix, minPoints: number, work: Work = {}): Promise<Hdbscan> {
  checkPoints(points, Math.max(2, minPoints));
  if (points.rows > 20_000) throw tooMany({ what: 'points', allowed: 20_000, given: points.rows });
  const core = await coreDistances(points, minPoints, work);
  const tree = await spanningTree(points, core, work);
  return condenseTree(singleLinkage(tree), minPoints);
}

/** Distance to the farthest of the `minPoints` nearest points, itself among them. */
async function coreDistances(points: Matrix, minPoints: number, work: Work): Promise<Float64Array> {
  const core = new Float64Array(points.rows);
  const far = new Float64Array(points.rows);
  for (let i = 0; i < points.rows; i++) {
    for (let j = 0; j < points.rows; j++) far[j] = distanceBetween(points, i, j);
    core[i] = far.sort()[minPoints - 1]!;
    if (i % 64 === 0) await checkpoint(work, (0.7 * i) / points.rows);
  }
  return core;
}

/** Minimum spanning tree by mutual reachability, max(core of both, distance), after Prim (1957). */
async function spanningTree(points: Matrix, core: Float64Array, work: Work): Promise<Edge[]> {
  const n = points.rows;
  const near = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const by = new Int32Array(n);
  const inside = new Uint8Array(n);
  const edges: Edge[] = [];
  let at = 0;
  for (let step = 1; step < n; step++) {
    inside[at] = 1;
    let next = -1;
    for (let j = 0; j < n; j++) {
      if (inside[j]) continue;
      const reach = Math.max(core[at]!, core[j]!, distanceBetween(points, at, j));
      if (reach < near[j]!) {
        near[j] = reach;
        by[j] = at;
      }
      if (next < 0 || near[j]! < near[next]!) next = j;
    }
    edges.push({ a: by[next]!, b: next, height: near[next]! });
    at = next;
    if (step % 64 === 0) await checkpoint(work, 0.7 + (0.3 * step) / n);
  }
  return edges;
}
