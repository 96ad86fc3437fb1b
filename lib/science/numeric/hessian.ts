import type { Smooth } from './lbfgs.ts';
import { type Matrix, matrix } from './matrix.ts';

/** Second derivatives at x by central differences of the gradient, made symmetric. */
export function hessian(f: Smooth, x: ArrayLike<number>): Matrix {
  const n = x.length;
  const second = matrix(n, n);
  const up = new Float64Array(n);
  const down = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const h = 1e-5 * Math.max(1, Math.abs(x[j]!));
    const at = Float64Array.from(x);
    at[j] = x[j]! + h;
    f(at, up);
    at[j] = x[j]! - h;
    f(at, down);
    for (let i = 0; i < n; i++) {
      const slope = (up[i]! - down[i]!) / (2 * h);
      second.values[i * n + j]! += slope / 2;
      second.values[j * n + i]! += slope / 2;
    }
  }
  return second;
}
