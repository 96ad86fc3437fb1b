import { atLeast } from '../check.ts';
import { type Matrix, row } from '../numeric/matrix.ts';
import { atOnce } from '../pieces.ts';
import { checkpoint, type Work } from '../work.ts';
import { assignPoints } from './assign-points.ts';

/** How many points each group has, and how far they are from their centres in all. */
export interface FoundGroups {
  readonly centres: Float64Array;
  readonly sizes: Float64Array;
  readonly inertia: number;
}

/**
 * Assigns all points to these centres and, while a group is empty, moves its centre to the point that lies farthest from
 * its own. Fewer different points than groups are a fault.
 */
export async function fillEmptyGroups(
  points: Matrix,
  centres: Float64Array,
  work: Work,
): Promise<FoundGroups> {
  const d = points.columns;
  for (;;) {
    const found = await assigned(points, centres, work);
    const empty = found.sizes.indexOf(0);
    if (empty < 0) return { centres, sizes: found.sizes, inertia: found.inertia };
    if (found.most === 0)
      atLeast('different points', found.sizes.filter((size) => size > 0).length, found.sizes.length);
    centres.set(row(points, found.farthest), empty * d);
  }
}

async function assigned(points: Matrix, centres: Float64Array, work: Work) {
  const d = points.columns;
  const labels = new Int32Array(points.rows);
  const sizes = new Float64Array(centres.length / d);
  let [inertia, farthest, most] = [0, 0, 0];
  for (let from = 0; from < points.rows; from += pointsAtOnce) {
    const to = Math.min(points.rows, from + pointsAtOnce);
    const part = atOnce(assignPoints({ points: points.values, dimensions: d, centres, labels, from, to }));
    inertia += part.inertia;
    for (const [c, size] of part.sizes.entries()) sizes[c]! += size;
    for (let i = from; i < to; i++) {
      const square = squareTo(points, i, centres, labels[i]!);
      if (square > most) [farthest, most] = [i, square];
    }
    await checkpoint(work, 1);
  }
  return { sizes, inertia, farthest, most };
}

function squareTo({ values, columns: d }: Matrix, i: number, centres: Float64Array, group: number): number {
  let square = 0;
  for (let j = 0; j < d; j++) square += (values[i * d + j]! - centres[group * d + j]!) ** 2;
  return square;
}

const pointsAtOnce = 4096;
