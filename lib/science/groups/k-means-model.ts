export interface KMeansModel {
  readonly kind: 'k-means';
  readonly version: 1;
  readonly centres: readonly (readonly number[])[];
  readonly sizes: readonly number[];
  /** Sum of squared distances from the points to their centres. */
  readonly inertia: number;
}

/** Centres one after the other, how many points each has, and how far they are from them in all. */
export interface FoundGroups {
  readonly centres: Float64Array;
  readonly sizes: ArrayLike<number>;
  readonly inertia: number;
}

/** The groups as plain data, the greatest first. */
export function kMeansModel({ centres, sizes, inertia }: FoundGroups, dimensions: number): KMeansModel {
  const order = Array.from({ length: sizes.length }, (_, c) => c).sort((a, b) => sizes[b]! - sizes[a]!);
  return {
    kind: 'k-means',
    version: 1,
    centres: order.map((c) => [...centres.subarray(c * dimensions, (c + 1) * dimensions)]),
    sizes: order.map((c) => sizes[c]!),
    inertia,
  };
}
