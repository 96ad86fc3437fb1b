/** Sum by Neumaier's compensated summation (1974): the error does not grow with the number of values. */
export const sum = (values: ArrayLike<number>): number => sumOf(values.length, (i) => values[i]!);

/** Arithmetic mean, weighted if weights are given; NaN for no values. */
export function mean(values: ArrayLike<number>, weights?: ArrayLike<number>): number {
  if (!weights) return sum(values) / values.length;
  return sumOf(values.length, (i) => weights[i]! * values[i]!) / sumOf(values.length, (i) => weights[i]!);
}

function sumOf(length: number, valueAt: (i: number) => number): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < length; i++) {
    const value = valueAt(i);
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}
