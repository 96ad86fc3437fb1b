import { atLeast, properShare } from '../../check.ts';
import { outOfRange } from '../../faults.ts';
import { normalCdf, normalDensity, normalQuantile, root } from '../../numeric/index.ts';

/** How much of alpha (of one side) may be spent when a share of the planned people is seen (Lan & DeMets 1983). */
export type AlphaSpending = (share: number, alpha: number) => number;

/** Little at first: 2 − 2 Φ(z / √share), like O'Brien & Fleming. */
export const obrienFlemingSpending: AlphaSpending = (share, alpha) =>
  2 * normalCdf(-normalQuantile(1 - alpha / 2) / Math.sqrt(share));

/** Evenly: α log(1 + (e − 1) share), like Pocock. */
export const pocockSpending: AlphaSpending = (share, alpha) => alpha * Math.log(1 + (Math.E - 1) * share);

/**
 * Bounds for |z| at looks planned beforehand, two-sided with alpha / 2 on each, by recursive integration of the statistic's density within the
 * former bounds (Armitage, McPherson & Rowe 1969; Jennison & Turnbull 2000, chapter 19). `shares` ascend to at most 1:
 * people seen by each look over those planned. Crossing a bound ends the experiment with a finding.
 */
export function groupSequentialBounds(
  shares: readonly number[],
  {
    alpha = 0.05,
    spending = obrienFlemingSpending,
  }: { readonly alpha?: number; readonly spending?: AlphaSpending } = {},
): number[] {
  atLeast('looks', shares.length, 1);
  properShare('alpha', alpha);
  shares.forEach((share, k) => {
    if (!(share > (shares[k - 1] ?? 0) && share <= 1))
      throw outOfRange({
        what: 'the share of a look',
        given: share,
        allowed: 'above the one before, at most 1',
      });
  });
  const bounds: number[] = [];
  let inside: Density | undefined;
  for (const [k, share] of shares.entries()) {
    const before = shares[k - 1] ?? 0;
    const spend = spending(share, alpha / 2) - (k > 0 ? spending(before, alpha / 2) : 0);
    const former = inside;
    const step = Math.sqrt(share - before);
    const bound = former
      ? root((z) => crossing(former, z * Math.sqrt(share), step) - spend, 0, 40, 1e-10)
      : normalQuantile(1 - spend);
    bounds.push(bound);
    const edge = bound * Math.sqrt(share);
    inside = former
      ? densityOn(edge, (x) => integrateOver(former, (y) => normalDensity((x - y) / step) / step))
      : densityOn(edge, (x) => normalDensity(x / step) / step);
  }
  return bounds;
}

/** Values of a density at the places of Simpson's rule over (−edge, edge). */
interface Density {
  readonly edge: number;
  readonly values: Float64Array;
}

const cells = 512;

function densityOn(edge: number, density: (x: number) => number): Density {
  return { edge, values: Float64Array.from({ length: cells + 1 }, (_, i) => density(placeOf(edge, i))) };
}

const placeOf = (edge: number, i: number) => edge * ((2 * i) / cells - 1);

/** P(the next value is above x) when it moves by a normal step from where the density has it. */
const crossing = (from: Density, x: number, step: number) =>
  integrateOver(from, (y) => normalCdf((y - x) / step));

function integrateOver({ edge, values }: Density, f: (x: number) => number): number {
  let total = 0;
  for (let i = 0; i <= cells; i++) {
    const weight = i === 0 || i === cells ? 1 : i % 2 ? 4 : 2;
    total += weight * values[i]! * f(placeOf(edge, i));
  }
  return (total * 2 * edge) / (3 * cells);
}
