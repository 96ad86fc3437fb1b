import type { Random } from '#lib/core';
import { atLeast } from '../check.ts';
import { oneClass } from '../faults.ts';
import { type Matrix, matrix, row } from '../numeric/matrix.ts';
import { mean } from '../numeric/mean.ts';
import { sampleWithout } from '../numeric/variates.ts';
import { checkpoint, type Work } from '../work.ts';
import { checkLabels } from './check-points.ts';
import { distanceBetween } from './distance.ts';

/**
 * Silhouette of each point (Rousseeuw 1987): (b − a) / max(a, b), with a the mean distance to its own group and b that
 * to the nearest other; 0 for the only point of a group. Points labelled −1 are left out (NaN). Time grows with n².
 */
export async function silhouettes(
  points: Matrix,
  labels: Int32Array,
  work: Work = {},
): Promise<Float64Array> {
  const k = checkLabels(points, labels);
  const sizes = new Float64Array(k);
  for (const label of labels) if (label >= 0) sizes[label]!++;
  if (sizes.filter((size) => size > 0).length < 2) throw oneClass({ what: 'the grouping' });
  const sums = new Float64Array(k);
  const silhouetteOf = (own: number, i: number): number => {
    if (own < 0) return Number.NaN;
    if (sizes[own] === 1) return 0;
    sums.fill(0);
    for (let j = 0; j < labels.length; j++)
      if (j !== i && labels[j]! >= 0) sums[labels[j]!]! += distanceBetween(points, i, j);
    const inside = sums[own]! / (sizes[own]! - 1);
    let outside = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++)
      if (c !== own && sizes[c]! > 0) outside = Math.min(outside, sums[c]! / sizes[c]!);
    return inside === outside ? 0 : (outside - inside) / Math.max(inside, outside);
  };
  const all = new Float64Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    all[i] = silhouetteOf(labels[i]!, i);
    await checkpoint(work, (i + 1) / labels.length);
  }
  return all;
}

/** Mean silhouette of all points, or of a random `sample` of so many where that is given. */
export async function meanSilhouette(
  points: Matrix,
  labels: Int32Array,
  options?: { readonly sample: number; readonly random: Random },
  work: Work = {},
): Promise<number> {
  if (options && options.sample < points.rows) {
    atLeast('the sample', options.sample, 2);
    const places = sampleWithout(options.random, points.rows, options.sample);
    const few = matrix(places.length, points.columns);
    for (const [at, place] of places.entries()) row(few, at).set(row(points, place));
    return meanSilhouette(
      few,
      Int32Array.from(places, (place) => labels[place]!),
      undefined,
      work,
    );
  }
  return mean((await silhouettes(points, labels, work)).filter((value) => !Number.isNaN(value)));
}
