import { noConvergence, outOfRange } from '../faults.ts';
import { logGamma } from './special.ts';

/**
 * Gauss's ₂F₁(a, b; c; z) for z < 1 and c > 0 (DLMF 15.8): its series up to 0.9; below −0.5 by Pfaff's
 * transformation, which keeps the terms positive for a, b, c > 0; near 1 by the connection to 1 − z.
 * 9 digits or more; 5 beyond 0.9999 where c − a − b is within 0.01 of a whole number.
 */
export function hypergeometric2F1(a: number, b: number, c: number, z: number): number {
  if (!(z < 1 && c > 0))
    throw outOfRange({ what: '₂F₁(a, b; c; z)', given: `z ${z}, c ${c}`, allowed: 'z < 1 and c > 0' });
  if (z < -0.5) return (1 - z) ** -a * hypergeometric2F1(a, c - b, c, z / (z - 1));
  if (z <= 0.9 || isEnd(a) || isEnd(b)) return series(a, b, c, z);
  if (isEnd(c - a) || isEnd(c - b)) return (1 - z) ** (c - a - b) * series(c - a, c - b, c, z);
  return nearOne(a, b, c, z);
}

/** ₂F₁(a, b; c; 1) by Gauss's theorem, for c > a + b. */
export function hypergeometric2F1AtOne(a: number, b: number, c: number): number {
  return Math.exp(logGamma(c) + logGamma(c - a - b) - logGamma(c - a) - logGamma(c - b));
}

function series(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let total = 1;
  for (let n = 0; n < 1_000_000; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    total += term;
    if (Math.abs(term) <= 1e-16 * Math.abs(total)) return total;
  }
  throw noConvergence({ what: '₂F₁', iterations: 1_000_000 });
}

/** The connection formula loses digits where c − a − b is nearly whole: there, the series as long as it ends in time. */
function nearOne(a: number, b: number, c: number, z: number): number {
  const s = c - a - b;
  const distance = s - Math.round(s);
  if (Math.abs(distance) > 0.01) return connected(a, b, c, z);
  if (z < 0.9999) return s < 0 ? (1 - z) ** s * series(c - a, c - b, c, z) : series(a, b, c, z);
  const at = (h: number) => connected(a, b, c - distance + h, z);
  const [up, down] = [at(1e-3), at(-1e-3)];
  const centre = (4 * (up + down) - at(2e-3) - at(-2e-3)) / 6;
  return Math.abs(distance) > 1e-3 ? connected(a, b, c, z) : centre + ((up - down) / 2e-3) * distance;
}

function connected(a: number, b: number, c: number, z: number): number {
  const s = c - a - b;
  const regular = gammaRatio([c, s], [c - a, c - b]) * series(a, b, 1 - s, 1 - z);
  const singular = gammaRatio([c, -s], [a, b]) * series(c - a, c - b, 1 + s, 1 - z);
  return regular + (1 - z) ** s * singular;
}

function gammaRatio(above: readonly number[], below: readonly number[]): number {
  if (below.some(isEnd)) return 0;
  const log = above.reduce((sum, x) => sum + logGamma(x), 0) - below.reduce((sum, x) => sum + logGamma(x), 0);
  return [...above, ...below].reduce((sign, x) => sign * gammaSign(x), 1) * Math.exp(log);
}

/** Whether Γ has a pole here, so that a series with this parameter ends. */
const isEnd = (x: number) => x <= 0 && Number.isInteger(x);
const gammaSign = (x: number) => (x > 0 || Math.floor(x) % 2 === 0 ? 1 : -1);
