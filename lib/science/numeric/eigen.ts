import { identity, type Matrix, matrix } from './matrix.ts';

/** Eigenvalues from the greatest to the least; the eigenvector of value k is row k of `vectors`. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Matrix;
}

/** Of a symmetric matrix, by cyclic Jacobi rotations (Golub & Van Loan, 4th edition, 8.5); O(n³) a sweep. */
export function symmetricEigen(of: Matrix): Eigen {
  const n = of.rows;
  const a = Float64Array.from(of.values);
  const v = identity(n).values;
  for (let sweep = 0; sweep < 100 && offDiagonal(a, n) > 1e-30 * diagonal(a, n); sweep++)
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  const places = Array.from({ length: n }, (_, i) => i).sort((x, y) => a[y * n + y]! - a[x * n + x]!);
  const vectors = matrix(n, n);
  for (const [k, from] of places.entries())
    for (let i = 0; i < n; i++) vectors.values[k * n + i] = v[i * n + from]!;
  return { values: Float64Array.from(places, (i) => a[i * n + i]!), vectors };
}

function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q]!;
  if (apq === 0) return;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q, c, s);
  for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k, c, s);
  for (let k = 0; k < n; k++) turn(v, k * n + p, k * n + q, c, s);
}

function turn(m: Float64Array, x: number, y: number, c: number, s: number): void {
  const mx = m[x]!;
  const my = m[y]!;
  m[x] = c * mx - s * my;
  m[y] = s * mx + c * my;
}

function offDiagonal(a: Float64Array, n: number): number {
  let total = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) total += a[i * n + j]! ** 2;
  return total;
}

function diagonal(a: Float64Array, n: number): number {
  let total = Number.MIN_VALUE;
  for (let i = 0; i < n; i++) total += a[i * n + i]! ** 2;
  return total;
}
