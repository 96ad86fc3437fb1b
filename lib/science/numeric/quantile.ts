/** Values in ascending order, missing ones left out. */
export function sorted(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
}

/** Quantile of values already in ascending order: linear between order statistics (Hyndman & Fan 1996, type 7). */
export function quantileOfSorted(ascending: ArrayLike<number>, share: number): number {
  const place = (ascending.length - 1) * share;
  const below = Math.floor(place);
  const low = ascending[below] ?? Number.NaN;
  const high = ascending[Math.min(below + 1, ascending.length - 1)] ?? Number.NaN;
  return low + (high - low) * (place - below);
}

/** Quantile, missing values left out; NaN for no values. */
export function quantile(values: ArrayLike<number>, share: number): number {
  return quantileOfSorted(sorted(values), share);
}

/** The middle value, missing ones left out; NaN for no values. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}
