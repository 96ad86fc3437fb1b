/** Nodes and weights of `count`-point Gauss-Legendre quadrature over [from, to]: exact for polynomials below degree 2·count. */
export function gaussLegendre(count: number, from: number, to: number): [node: number, weight: number][] {
  const half = (to - from) / 2;
  return Array.from({ length: count }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 100; step++) {
      const [value, derivative] = legendre(count, x);
      slope = derivative;
      x -= value / slope;
      if (Math.abs(value / slope) < 1e-15) break;
    }
    return [from + half * (1 + x), (2 * half) / ((1 - x * x) * slope * slope)];
  });
}

/** Pₙ(x) and its derivative by the three-term recurrence. */
function legendre(n: number, x: number): [number, number] {
  let before = 1;
  let value = x;
  for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
  return [value, (n * (x * value - before)) / (x * x - 1)];
}
