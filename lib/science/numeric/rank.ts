import { radixOrder } from './radix-order.ts';

/** From here on sorting by bits is faster than by comparison. */
const manyValues = 12_000;

/** Places of the values from the least to the greatest; equal values keep their order, NaN comes last. */
export function order(values: ArrayLike<number>): Uint32Array {
  if (values.length > manyValues) return radixOrder(values);
  const places = Uint32Array.from({ length: values.length }, (_, i) => i);
  const key = (i: number) => (Number.isNaN(values[i]!) ? Number.POSITIVE_INFINITY : values[i]!);
  return places.sort((a, b) => {
    const x = key(a);
    const y = key(b);
    return x < y ? -1 : x > y ? 1 : a - b;
  });
}

/** Ranks from 1; equal values share the mean of their ranks. */
export function midranks(values: ArrayLike<number>): Float64Array {
  const places = order(values);
  const ranks = new Float64Array(values.length);
  for (let from = 0, to = 0; from < places.length; from = to) {
    while (to < places.length && values[places[to]!] === values[places[from]!]) to++;
    if (to === from) to++;
    for (let i = from; i < to; i++) ranks[places[i]!] = (from + 1 + to) / 2;
  }
  return ranks;
}

/** Sizes of the groups of equal values, ones left out. */
export function tieSizes(values: ArrayLike<number>): number[] {
  const ascending = Float64Array.from(values).sort();
  const sizes: number[] = [];
  for (let from = 0, to = 0; from < ascending.length; from = to) {
    while (to < ascending.length && ascending[to] === ascending[from]) to++;
    if (to === from) to++;
    if (to - from > 1) sizes.push(to - from);
  }
  return sizes;
}
