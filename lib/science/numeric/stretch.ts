/** Dot product of `length` numbers from two places of larger arrays, in four sums that do not wait for each other. */
export function dotStretch(
  x: Float64Array,
  from: number,
  y: Float64Array,
  to: number,
  length: number,
): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    a += x[from + k]! * y[to + k]!;
    b += x[from + k + 1]! * y[to + k + 1]!;
    c += x[from + k + 2]! * y[to + k + 2]!;
    d += x[from + k + 3]! * y[to + k + 3]!;
  }
  for (; k < length; k++) a += x[from + k]! * y[to + k]!;
  return a + b + (c + d);
}

/** into += scale · the numbers of y from a place. */
export function addStretch(into: Float64Array, scale: number, y: Float64Array, from: number): void {
  for (let k = 0; k < into.length; k++) into[k]! += scale * y[from + k]!;
}
