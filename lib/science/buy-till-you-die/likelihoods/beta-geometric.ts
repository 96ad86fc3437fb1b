import { digammaTable, greatestOf, logGammaTable } from '../gamma-table.ts';
import type { LikelihoodInput } from '../purchase-process.ts';

/** BG/NBD (Fader, Hardie & Lee 2005): one may leave after each repeat purchase. Answers log-likelihood and slopes in r, α, a, b. */
export const bgNbdLikelihood = (input: LikelihoodInput): number[] => betaGeometricLikelihood(input, 0);

/** MBG/NBD (Batislam, Denizel & Filiztekin 2007): one may leave after the first purchase too. Answers as `bgNbdLikelihood`. */
export const mbgNbdLikelihood = (input: LikelihoodInput): number[] => betaGeometricLikelihood(input, 1);

/**
 * The hot loop: two logarithms and one exponential a row, nothing allocated. With `first` chances to leave
 * before any repeat purchase, of the two ways to have come to (x, t_x, T), alive and gone,
 *   alive: Γ(r+x)/Γ(r) · α^r · (α+T)^−(r+x) · B(a, b+x+first)/B(a, b)
 *   gone:  alive · a/(b+x+first−1) · ((α+T)/(α+t_x))^(r+x), none at x + first = 0.
 */
function betaGeometricLikelihood(input: LikelihoodInput, first: 0 | 1): number[] {
  const { frequency, recency, age, weights } = input;
  const [r, alpha, a, b] = input.parameters as [number, number, number, number];
  const customersBy = new Float64Array(greatestOf(frequency) + 1);
  let total = 0;
  let byR = 0;
  let byAlpha = 0;
  let byA = 0;
  let byB = 0;
  for (let i = 0; i < frequency.length; i++) {
    const x = frequency[i]!;
    const weight = weights[i]!;
    customersBy[x]! += weight;
    const end = alpha + age[i]!;
    const logEnd = Math.log(end);
    const rate = r + x;
    let gone = 0;
    let logBoth = 0;
    if (x + first > 0) {
      const last = alpha + recency[i]!;
      const gap = logEnd - Math.log(last);
      const odds = Math.exp(-rate * gap) * (b + x + first - 1);
      gone = a / (a + odds);
      logBoth = rate * gap + Math.log((a + odds) / (b + x + first - 1));
      byR += weight * gone * gap;
      byAlpha += weight * gone * rate * (1 / end - 1 / last);
      byA += (weight * gone) / a;
      byB -= (weight * gone) / (b + x + first - 1);
    }
    total += weight * (logBoth - rate * logEnd);
    byR -= weight * logEnd;
    byAlpha -= (weight * rate) / end;
  }
  const shares = byFrequency(customersBy, r, a, b, first);
  const customers = customersBy.reduce((sum, count) => sum + count, 0);
  return [
    total + shares[0]! + customers * r * Math.log(alpha),
    byR + shares[1]! + customers * Math.log(alpha),
    byAlpha + (customers * r) / alpha,
    byA + shares[2]!,
    byB + shares[3]!,
  ];
}

/** The parts that depend on x alone, and their slopes in r, a and b. */
function byFrequency(customers: Float64Array, r: number, a: number, b: number, first: number): number[] {
  const upTo = customers.length;
  const [logR, logB, logAB] = [r, b, a + b].map((from) => logGammaTable(from, upTo)) as Tables;
  const [slopeR, slopeB, slopeAB] = [r, b, a + b].map((from) => digammaTable(from, upTo)) as Tables;
  const sums = [0, 0, 0, 0];
  for (let x = 0; x < customers.length; x++) {
    const n = customers[x]!;
    if (n === 0) continue;
    const k = x + first;
    const left = slopeAB[0]! - slopeAB[k]!;
    sums[0]! += n * (logR[x]! - logR[0]! + logB[k]! - logB[0]! + logAB[0]! - logAB[k]!);
    sums[1]! += n * (slopeR[x]! - slopeR[0]!);
    sums[2]! += n * left;
    sums[3]! += n * (left + slopeB[k]! - slopeB[0]!);
  }
  return sums;
}

type Tables = [Float64Array, Float64Array, Float64Array];
