import { noConvergence } from '../../faults.ts';
import { type Matrix, matrix } from '../../numeric/matrix.ts';

/** ½ bᵀ A b − cᵀ b + Σ l1 · |b|, the form that every least squares or Newton step with an L1 penalty takes. */
export interface QuadraticLasso {
  /** Symmetric, with any L2 penalties on its diagonal. */
  readonly a: Matrix;
  readonly c: Float64Array;
  readonly l1: Float64Array;
}

const maxRounds = 10_000;

/**
 * Its minimum by cyclic coordinate descent with soft thresholds (Friedman, Hastie & Tibshirani 2010, covariance updates):
 * rounds over the coefficients that are not 0 until they rest, then one over all, until that changes nothing.
 */
export function quadraticLasso({ a, c, l1 }: QuadraticLasso, start: ArrayLike<number>): Float64Array {
  const size = c.length;
  const b = Float64Array.from(start);
  const rest = Float64Array.from(c);
  for (let j = 0; j < size; j++) if (b[j] !== 0) lower(rest, a, j, b[j]!);
  const renew = (j: number): number => {
    const curve = a.values[j * size + j]!;
    if (curve <= 0) return 0;
    const pull = rest[j]! + curve * b[j]!;
    const threshold = l1[j]!;
    const to = (Math.sign(pull) * Math.max(0, Math.abs(pull) - threshold)) / curve;
    const change = to - b[j]!;
    if (change === 0) return 0;
    b[j] = to;
    lower(rest, a, j, change);
    return change * change * curve;
  };
  const scale = c.reduce(
    (most, each, j) => Math.max(most, each ** 2 / Math.max(a.values[j * size + j]!, 1e-300)),
    0,
  );
  let all = true;
  for (let round = 0; round < maxRounds; round++) {
    let moved = 0;
    for (let j = 0; j < size; j++) if (all || b[j] !== 0) moved = Math.max(moved, renew(j));
    const still = moved <= 1e-20 * scale;
    if (still && all) return b;
    all = still;
  }
  throw noConvergence({ what: 'coordinate descent', iterations: maxRounds });
}

function lower(rest: Float64Array, a: Matrix, j: number, change: number): void {
  const row = j * rest.length;
  for (let k = 0; k < rest.length; k++) rest[k]! -= change * a.values[row + k]!;
}

/**
 * The same problem without its last coefficient, which has no penalty (the intercept), and how to get that back.
 * Taking it out first centres the columns, on which descent would else creep.
 */
export function withoutIntercept({ a, c, l1 }: QuadraticLasso) {
  const size = c.length - 1;
  const corner = a.values.at(-1)!;
  const edge = a.values.subarray(size * (size + 1), size * (size + 1) + size);
  const inner = matrix(size, size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      inner.values[i * size + j] = a.values[i * (size + 1) + j]! - (edge[i]! * edge[j]!) / corner;
  const goal = c.subarray(0, size).map((each, j) => each - (edge[j]! * c[size]!) / corner);
  return {
    problem: { a: inner, c: goal, l1: l1.subarray(0, size) },
    intercept: (b: Float64Array) => b.reduce((total, each, j) => total - each * edge[j]!, c[size]!) / corner,
  };
}
