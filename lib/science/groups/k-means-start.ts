import type { Random } from '#lib/core';
import type { Matrix } from '../numeric/matrix.ts';
import { row } from '../numeric/matrix.ts';
import { below, weighted } from '../numeric/variates.ts';
import type { Pieces } from '../pieces.ts';

/**
 * First centres by k-means++ (Arthur & Vassilvitskii 2007): each next one drawn with chance proportional to its squared
 * distance from those there are; of a few draws the best is kept.
 */
export function* kMeansStart(points: Matrix, k: number, random: Random): Pieces<Float64Array<ArrayBuffer>> {
  const d = points.columns;
  const centres = new Float64Array(k * d);
  centres.set(row(points, below(random, points.rows)));
  let nearest: Float64Array = yield* distances(points, centres.subarray(0, d));
  const draws = 2 + Math.floor(Math.log(k));
  for (let c = 1; c < k; c++) {
    let best: { place: number; left: Float64Array; total: number } | undefined;
    for (let draw = 0; draw < draws; draw++) {
      const place = weighted(random, nearest);
      const left = yield* distances(points, row(points, place));
      let total = 0;
      for (let i = 0; i < left.length; i++) total += left[i] = Math.min(left[i]!, nearest[i]!);
      if (!best || total < best.total) best = { place, left, total };
    }
    centres.set(row(points, best!.place), c * d);
    nearest = best!.left;
  }
  return centres;
}

const pointsAtOnce = 1 << 15;

/** Squared distance of every point from one place. */
function* distances(points: Matrix, place: Float64Array): Pieces<Float64Array> {
  const d = points.columns;
  const squares = new Float64Array(points.rows);
  for (let i = 0; i < points.rows; i++) {
    if (i % pointsAtOnce === 0) yield 0;
    let square = 0;
    for (let j = 0; j < d; j++) square += (points.values[i * d + j]! - place[j]!) ** 2;
    squares[i] = square;
  }
  return squares;
}
