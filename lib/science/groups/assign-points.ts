import type { Pieces } from '../pieces.ts';

/** Points that a worker of a pool assigns: those from `from` to below `to` of a row-major array. */
export interface AssignPoints {
  readonly points: Float64Array;
  readonly dimensions: number;
  readonly centres: Float64Array;
  /** Written: the nearest centre of each point. */
  readonly labels: Int32Array;
  readonly from: number;
  readonly to: number;
}

/** What the points of a member add up to. */
export interface Assigned {
  readonly sums: Float64Array;
  readonly sizes: Float64Array;
  readonly inertia: number;
  readonly moved: number;
}

/** So many distances are measured between two pauses. */
const manyDistances = 100_000;

/** Team task: the nearest centre of each point, the lower of two equal ones, and the sums from which new centres are made. */
export function* assignPoints({
  points,
  dimensions: d,
  centres,
  labels,
  from,
  to,
}: AssignPoints): Pieces<Assigned> {
  const k = centres.length / d;
  const sums = new Float64Array(centres.length);
  const sizes = new Float64Array(k);
  let inertia = 0;
  let moved = 0;
  const pause = Math.max(1, Math.floor(manyDistances / k));
  for (let i = from; i < to; i++) {
    if ((i - from) % pause === pause - 1) yield (i - from) / (to - from);
    const at = i * d;
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++) {
      let square = 0;
      for (let j = 0; j < d; j++) {
        const off = points[at + j]! - centres[c * d + j]!;
        square += off * off;
      }
      if (square < least) {
        least = square;
        nearest = c;
      }
    }
    if (labels[i] !== nearest) moved++;
    labels[i] = nearest;
    inertia += least;
    sizes[nearest]!++;
    for (let j = 0; j < d; j++) sums[nearest * d + j]! += points[at + j]!;
  }
  return { sums, sizes, inertia, moved };
}
