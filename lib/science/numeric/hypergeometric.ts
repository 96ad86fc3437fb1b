import { noConvergence } from '../faults.ts';
import { logGamma } from './special.ts';

/**
 * Gauss's ₂F₁(a, b; c; z) for z < 1 and c > 0: its series where |z| ≤ 0.9; for z < −0.5 by Pfaff's
 * transformation, near 1 by Euler's, both of which keep the terms positive for a, b, c > 0 as customer-base models have them.
 */
export function hypergeometric2F1(a: number, b: number, c: number, z: number): number {
  if (z < -0.5) return (1 - z) ** -a * hypergeometric2F1(a, c - b, c, z / (z - 1));
  if (z > 0.9 && c - a - b < 0) return (1 - z) ** (c - a - b) * series(c - a, c - b, c, z);
  return series(a, b, c, z);
}

function series(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let total = 1;
  for (let n = 0; n < 1_000_000; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    total += term;
    if (Math.abs(term) <= 1e-16 * Math.abs(total)) return total;
  }
  throw noConvergence({ what: '2F1', iterations: 1_000_000 });
}

/** ₂F₁(a, b; c; 1) by Gauss's theorem, for c > a + b. */
export function hypergeometric2F1AtOne(a: number, b: number, c: number): number {
  return Math.exp(logGamma(c) + logGamma(c - a - b) - logGamma(c - a) - logGamma(c - b));
}
