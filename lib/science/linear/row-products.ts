import type { Matrix } from '../numeric/matrix.ts';
import type { Sparse } from '../numeric/sparse.ts';
import { type Design, isSparse } from './design.ts';

/**
 * The inner loops of all linear fits, over the rows `from` to below `to`. Dense rows go four at a time: four independent
 * sums keep the processor's adders busy and each coefficient is loaded once instead of four times.
 */

/** into[i − from] = x_i · coefficients + coefficients[columns] (the intercept comes last). */
export function multiplyRows(
  x: Design,
  coefficients: Float64Array,
  from: number,
  to: number,
  into: Float64Array,
): void {
  if (isSparse(x)) multiplySparse(x, coefficients, from, to, into);
  else multiplyDense(x, coefficients, from, to, into);
}

/** into += Σ scale[i − from] · (x_i, 1). */
export function addRows(x: Design, scale: Float64Array, from: number, to: number, into: Float64Array): void {
  if (isSparse(x)) addSparse(x, scale, from, to, into);
  else addDense(x, scale, from, to, into);
}

function multiplyDense(
  { columns: p, values }: Matrix,
  b: Float64Array,
  from: number,
  to: number,
  into: Float64Array,
) {
  const intercept = b[p]!;
  let i = from;
  for (; i + 3 < to; i += 4) {
    const first = i * p;
    const second = first + p;
    const third = second + p;
    const fourth = third + p;
    let s0 = intercept;
    let s1 = intercept;
    let s2 = intercept;
    let s3 = intercept;
    for (let j = 0; j < p; j++) {
      const c = b[j]!;
      s0 += c * values[first + j]!;
      s1 += c * values[second + j]!;
      s2 += c * values[third + j]!;
      s3 += c * values[fourth + j]!;
    }
    into[i - from] = s0;
    into[i - from + 1] = s1;
    into[i - from + 2] = s2;
    into[i - from + 3] = s3;
  }
  for (; i < to; i++) {
    let total = intercept;
    for (let j = 0; j < p; j++) total += b[j]! * values[i * p + j]!;
    into[i - from] = total;
  }
}

function addDense(
  { columns: p, values }: Matrix,
  scale: Float64Array,
  from: number,
  to: number,
  into: Float64Array,
) {
  let i = from;
  for (; i + 3 < to; i += 4) {
    const first = i * p;
    const second = first + p;
    const third = second + p;
    const fourth = third + p;
    const s0 = scale[i - from]!;
    const s1 = scale[i - from + 1]!;
    const s2 = scale[i - from + 2]!;
    const s3 = scale[i - from + 3]!;
    for (let j = 0; j < p; j++)
      into[j]! +=
        s0 * values[first + j]! +
        s1 * values[second + j]! +
        s2 * values[third + j]! +
        s3 * values[fourth + j]!;
    into[p]! += s0 + s1 + s2 + s3;
  }
  for (; i < to; i++) {
    const s = scale[i - from]!;
    for (let j = 0; j < p; j++) into[j]! += s * values[i * p + j]!;
    into[p]! += s;
  }
}

function multiplySparse(x: Sparse, b: Float64Array, from: number, to: number, into: Float64Array) {
  const { starts, columnsOf, values } = x;
  for (let i = from; i < to; i++) {
    let total = b[x.columns]!;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) total += b[columnsOf[k]!]! * values[k]!;
    into[i - from] = total;
  }
}

function addSparse(x: Sparse, scale: Float64Array, from: number, to: number, into: Float64Array) {
  const { starts, columnsOf, values } = x;
  for (let i = from; i < to; i++) {
    const s = scale[i - from]!;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) into[columnsOf[k]!]! += s * values[k]!;
    into[x.columns]! += s;
  }
}
