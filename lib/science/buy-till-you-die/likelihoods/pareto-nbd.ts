import { digammaTable, greatestOf, logGammaTable } from '../gamma-table.ts';
import { integrateTail, paretoIntegral } from '../pareto-integral.ts';
import type { LikelihoodInput } from '../purchase-process.ts';

/**
 * Pareto/NBD (Schmittlein, Morrison & Colombo 1987): log-likelihood and its slopes in r, α, s, β. Of the two ways to
 * have come to (x, t_x, T), up to the factor Γ(r+x)/Γ(r) · α^r · β^s,
 *   alive: (α+T)^−(r+x) · (β+T)^−s
 *   gone:  s · ∫ (α+u)^−(r+x) · (β+u)^−(s+1) du from t_x to T.
 */
export function paretoNbdLikelihood(input: LikelihoodInput): number[] {
  const { frequency, recency, age, weights } = input;
  const [r, alpha, s, beta] = input.parameters as [number, number, number, number];
  const upTo = greatestOf(frequency);
  const logGammas = logGammaTable(r, upTo);
  const digammas = digammaTable(r, upTo);
  const [atLast, atEnd] = [paretoIntegral(), paretoIntegral()];
  const sums = [0, 0, 0, 0, 0];
  for (let i = 0; i < frequency.length; i++) {
    const x = frequency[i]!;
    const weight = weights[i]!;
    const [end, endBeta] = [alpha + age[i]!, beta + age[i]!];
    const [logEnd, logEndBeta] = [Math.log(end), Math.log(endBeta)];
    integrateTail(r, alpha, s, beta, x, recency[i]!, atLast);
    integrateTail(r, alpha, s, beta, x, age[i]!, atEnd);
    const logAlive = -(r + x) * logEnd - s * logEndBeta;
    const logLast = Math.log(s) + atLast.log;
    const most = Math.max(logAlive, logLast);
    let alive = Math.exp(logAlive - most);
    let last = Math.exp(logLast - most);
    let after = Math.exp(Math.log(s) + atEnd.log - most);
    const both = alive + last - after;
    alive /= both;
    last /= both;
    after /= both;
    sums[0]! += weight * (logGammas[x]! - logGammas[0]! + most + Math.log(both));
    sums[1]! +=
      weight * (digammas[x]! - digammas[0]! - alive * logEnd + last * atLast.byR - after * atEnd.byR);
    sums[2]! += weight * ((-alive * (r + x)) / end + last * atLast.byAlpha - after * atEnd.byAlpha);
    sums[3]! += weight * (-alive * logEndBeta + (last - after) / s + last * atLast.byS - after * atEnd.byS);
    sums[4]! += weight * ((-alive * s) / endBeta + last * atLast.byBeta - after * atEnd.byBeta);
  }
  const customers = weights.reduce((sum, weight) => sum + weight, 0);
  return [
    sums[0]! + customers * (r * Math.log(alpha) + s * Math.log(beta)),
    sums[1]! + customers * Math.log(alpha),
    sums[2]! + (customers * r) / alpha,
    sums[3]! + customers * Math.log(beta),
    sums[4]! + (customers * s) / beta,
  ];
}
