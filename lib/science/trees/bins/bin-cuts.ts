/** Bins a value can fall into, beside bin 0 for missing values: so that a bin number fits a byte. */
export const maxBins = 255;

/**
 * Boundaries of at most `bins` bins that hold about equally many of the values: bin b (from 1) ends with `cuts[b − 1]`,
 * the last one has no end. Every boundary is one of the values and only their order matters, so that a monotone
 * transform of the values changes nothing. One bin a value where there are few different ones. Missing values are left out.
 */
export function quantileCuts({ values, bins }: { values: Float64Array; bins: number }): Float64Array {
  const ascending = sortedPresent(values);
  const distinct = countDistinct(ascending);
  const cuts: number[] = [];
  let rest = ascending.length;
  let count = 0;
  for (let i = 0; i + 1 < ascending.length; i++) {
    count++;
    if (ascending[i] === ascending[i + 1]) continue;
    if (distinct > bins && count < rest / (bins - cuts.length)) continue;
    cuts.push(ascending[i]!);
    rest -= count;
    count = 0;
    if (cuts.length === bins - 1) break;
  }
  return Float64Array.from(cuts);
}

/** Sorting puts missing values last. */
function sortedPresent(values: Float64Array): Float64Array {
  const ascending = values.slice().sort();
  const end = ascending.findIndex(Number.isNaN);
  return end < 0 ? ascending : ascending.subarray(0, end);
}

function countDistinct(ascending: Float64Array): number {
  let distinct = ascending.length > 0 ? 1 : 0;
  for (let i = 1; i < ascending.length; i++) if (ascending[i] !== ascending[i - 1]) distinct++;
  return distinct;
}

/** Boundaries filled up with infinities to 256, the form in which `binOf` searches. */
export function searchable(cuts: Float64Array): Float64Array {
  const filled = new Float64Array(256).fill(Number.POSITIVE_INFINITY);
  filled.set(cuts);
  return filled;
}

/** 1 + the number of boundaries below the value: a binary search of eight steps that are always the same, so that they run without wrong guesses of the processor. */
export function binOf(cuts: Float64Array, value: number): number {
  let at = +(cuts[127]! < value) << 7;
  at += +(cuts[at + 63]! < value) << 6;
  at += +(cuts[at + 31]! < value) << 5;
  at += +(cuts[at + 15]! < value) << 4;
  at += +(cuts[at + 7]! < value) << 3;
  at += +(cuts[at + 3]! < value) << 2;
  at += +(cuts[at + 1]! < value) << 1;
  return at + +(cuts[at]! < value) + 1;
}
