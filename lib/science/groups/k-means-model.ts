import type { Matrix } from '../numeric/matrix.ts';
import type { Work } from '../work.ts';
import { fillEmptyGroups } from './fill-empty-groups.ts';

export interface KMeansModel {
  readonly kind: 'k-means';
  readonly version: 1;
  readonly centres: readonly (readonly number[])[];
  readonly sizes: readonly number[];
  /** Sum of squared distances from the points to their centres. */
  readonly inertia: number;
}

/**
 * The groups around these centres as plain data: the greatest first, none empty. A point as near to two centres is of the
 * first: sizes are counted again in the new order until it holds, as each time the greater groups grow.
 */
export async function kMeansModel(points: Matrix, centres: Float64Array, work: Work): Promise<KMeansModel> {
  const d = points.columns;
  for (let ordered = centres; ; ) {
    const { sizes, inertia } = await fillEmptyGroups(points, ordered, work);
    const order = Array.from(sizes.keys()).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
    const rows = order.map((c) => [...ordered.subarray(c * d, (c + 1) * d)]);
    if (order.every((c, at) => c === at))
      return { kind: 'k-means', version: 1, centres: rows, sizes: [...sizes], inertia };
    ordered = Float64Array.from(rows.flat());
  }
}
