/**
 * Local regression at one place of an evenly spaced series (Cleveland 1979): a line (degree 1) or a constant (degree 0)
 * through the `width` nearest values, weighted by tricube of the distance and by `robustness`.
 * @param at place, in steps from the first value; may lie outside the series
 */
export function loessAt(
  y: ArrayLike<number>,
  at: number,
  width: number,
  degree: 0 | 1,
  robustness?: ArrayLike<number>,
): number {
  const n = y.length;
  const from = Math.round(Math.min(Math.max(0, at - (width - 1) / 2), Math.max(0, n - width)));
  const to = Math.min(n - 1, from + width - 1);
  let reach = Math.max(at - from, to - at);
  if (width > n) reach += Math.floor((width - n) / 2);
  let total = 0;
  let centre = 0;
  const weights: number[] = [];
  for (let i = from; i <= to; i++) {
    const far = Math.abs(i - at);
    const tricube = far <= 0.001 * reach ? 1 : far <= 0.999 * reach ? (1 - (far / reach) ** 3) ** 3 : 0;
    const weight = tricube * (robustness?.[i] ?? 1);
    weights.push(weight);
    total += weight;
    centre += weight * i;
  }
  if (total <= 0) return y[Math.min(n - 1, Math.max(0, Math.round(at)))]!;
  centre /= total;
  let spread = 0;
  for (let i = from; i <= to; i++) spread += (weights[i - from]! / total) * (i - centre) ** 2;
  const sloped = degree === 1 && Math.sqrt(spread) > 0.001 * (n - 1);
  let value = 0;
  for (let i = from; i <= to; i++) {
    const lean = sloped ? 1 + ((at - centre) * (i - centre)) / spread : 1;
    value += (weights[i - from]! / total) * lean * y[i]!;
  }
  return value;
}

/** The same at every `jump`th place of the series and at its end, straight lines between. */
export function loess(
  y: ArrayLike<number>,
  width: number,
  degree: 0 | 1,
  jump = 1,
  robustness?: ArrayLike<number>,
): Float64Array {
  const n = y.length;
  const smooth = new Float64Array(n);
  let last = 0;
  smooth[0] = loessAt(y, 0, width, degree, robustness);
  for (let at = Math.min(jump, n - 1); last < n - 1; at = Math.min(at + jump, n - 1)) {
    smooth[at] = loessAt(y, at, width, degree, robustness);
    for (let i = last + 1; i < at; i++)
      smooth[i] = smooth[last]! + ((smooth[at]! - smooth[last]!) * (i - last)) / (at - last);
    last = at;
  }
  return smooth;
}
