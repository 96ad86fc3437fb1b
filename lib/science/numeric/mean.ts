/** Sum by Neumaier's compensated summation (1974): the error does not grow with the number of values. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** Arithmetic mean, weighted if weights are given; NaN for no values. */
export function mean(values: ArrayLike<number>, weights?: ArrayLike<number>): number {
  if (!weights) return sum(values) / values.length;
  // deviations from the first value are small where all values are far from 0
  const first = values[0]!;
  let weighted = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    weighted += weights[i]! * (values[i]! - first);
    total += weights[i]!;
  }
  return first + weighted / total;
}
