import { logBeta, logSigmoid, sigmoid } from '../../numeric/index.ts';

/** Belief Beta(alpha, beta) over a share. */
export interface BetaBelief {
  readonly alpha: number;
  readonly beta: number;
}

/**
 * E f(share) under a belief by the trapezoid rule over the log odds, where the density is smooth and its tails fall
 * exponentially, so that the error falls faster than any power of the step (Trefethen & Weideman 2014). The step follows
 * the narrowest of the beliefs that f is made of.
 */
export function expectation(
  under: BetaBelief,
  all: readonly BetaBelief[],
  f: (share: number) => number,
): number {
  const { alpha, beta } = under;
  const step = Math.min(...all.map(widthOfLogOdds)) / 3;
  const centre = Math.log(alpha / beta);
  const norm = logBeta(alpha, beta);
  const density = (t: number) => Math.exp(alpha * logSigmoid(t) + beta * logSigmoid(-t) - norm);
  let total = density(centre) * f(sigmoid(centre));
  for (const sign of [-1, 1])
    for (let k = 1; ; k++) {
      const t = centre + sign * k * step;
      const weight = density(t);
      total += weight * f(sigmoid(t));
      if (weight < 1e-18) break;
    }
  return total * step;
}

/** Standard deviation of the log odds, near enough; no more than the logistic curve's own scale. */
const widthOfLogOdds = ({ alpha, beta }: BetaBelief) => Math.min(1, Math.sqrt(1 / alpha + 1 / beta));
