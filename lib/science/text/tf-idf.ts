import type { Sparse } from '../numeric/sparse.ts';

/** How rare each column is: log((1 + texts) / (1 + texts that have it)) + 1, as in scikit-learn. */
export function inverseDocumentFrequency(counts: Sparse): Float64Array {
  const having = new Float64Array(counts.columns);
  for (const column of counts.columnsOf) having[column]!++;
  return having.map((texts) => Math.log((1 + counts.rows) / (1 + texts)) + 1);
}

/** Counts weighted by rarity (Spärck Jones 1972), each row scaled to length 1. @param sublinear take 1 + log count */
export function tfIdf(counts: Sparse, idf: ArrayLike<number>, sublinear = false): Sparse {
  const values = Float64Array.from(counts.values, (count, k) => {
    const frequency = sublinear ? 1 + Math.log(count) : count;
    return frequency * idf[counts.columnsOf[k]!]!;
  });
  for (let i = 0; i < counts.rows; i++) {
    const row = values.subarray(counts.starts[i], counts.starts[i + 1]);
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) for (let k = 0; k < row.length; k++) row[k]! /= length;
  }
  return { ...counts, values };
}
