import { atLeast } from '../../check.ts';
import { sorted } from '../../numeric/index.ts';

export interface KolmogorovSmirnov {
  /** The greatest distance of the two distribution functions. */
  readonly distance: number;
  readonly p: number;
  readonly method: 'exact' | 'asymptotic';
}

const exactCells = 2_000_000;

/**
 * Whether two groups come from one distribution (Smirnov 1939), two-sided; missing values are left out. Exact, also with
 * ties, up to two million pairs of people, above that by Kolmogorov's limit.
 */
export function kolmogorovSmirnov(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  method?: 'exact' | 'asymptotic',
): KolmogorovSmirnov {
  const x = sorted(a);
  const y = sorted(b);
  atLeast('people in a group', Math.min(x.length, y.length), 1);
  const { distance, ends } = compare(x, y);
  const chosen = method ?? (x.length * y.length <= exactCells ? 'exact' : 'asymptotic');
  const p =
    chosen === 'exact'
      ? exactTail(distance, x.length, y.length, ends)
      : kolmogorovTail(distance * Math.sqrt((x.length * y.length) / (x.length + y.length)));
  return { distance, p, method: chosen };
}

/** The distance, and for each place of the joint order whether a group of equal values ends there. */
function compare(x: Float64Array, y: Float64Array): { distance: number; ends: Uint8Array } {
  const ends = new Uint8Array(x.length + y.length + 1);
  let distance = 0;
  for (let i = 0, j = 0; i < x.length || j < y.length; ) {
    const next = Math.min(x[i] ?? Number.POSITIVE_INFINITY, y[j] ?? Number.POSITIVE_INFINITY);
    while (i < x.length && x[i]! <= next) i++;
    while (j < y.length && y[j]! <= next) j++;
    ends[i + j] = 1;
    distance = Math.max(distance, Math.abs(i / x.length - j / y.length));
  }
  return { distance, ends };
}

/**
 * P(D ≥ d): all ways to order the two groups are paths over a lattice, and those that never come as far as d are counted
 * row by row (Schröer & Trenkler 1995; equal values are looked at only where their group ends).
 */
function exactTail(distance: number, n: number, m: number, ends: Uint8Array): number {
  const far = distance - 0.5 / (n * m);
  const reaches = (i: number, j: number) => ends[i + j] === 1 && Math.abs(i / n - j / m) >= far;
  const inside = new Float64Array(m + 1);
  inside[0] = 1;
  for (let j = 1; j <= m; j++) inside[j] = reaches(0, j) ? 0 : inside[j - 1]!;
  for (let i = 1; i <= n; i++) {
    const weight = i / (i + m);
    inside[0] = reaches(i, 0) ? 0 : weight * inside[0]!;
    for (let j = 1; j <= m; j++) inside[j] = reaches(i, j) ? 0 : weight * inside[j]! + inside[j - 1]!;
  }
  return Math.min(1, Math.max(0, 1 - inside[m]!));
}

/** P(K ≥ x) of Kolmogorov's distribution; the theta series that converges fast on each side of 1. */
function kolmogorovTail(x: number): number {
  if (x <= 0) return 1;
  let total = 0;
  if (x < 1) {
    for (let k = 1; k < 40; k += 2) total += Math.exp((-k * k * Math.PI ** 2) / (8 * x * x));
    return 1 - (Math.sqrt(2 * Math.PI) / x) * total;
  }
  for (let k = 1; k < 40; k++) total += (k % 2 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return Math.min(1, total);
}
